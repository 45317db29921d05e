#!/usr/bin/env python3
"""Makes docs/view.png: a surface, a volume and streamlines in xterm, each opened with `fury-tui view`.

    python scripts/pictures.py FURY-TUI [OUTPUT]

Needs Xvfb, xterm, ImageMagick and a Python with numpy and vtk: `make pictures` has all of it.
"""

import gzip
import os
import struct
import subprocess
import sys
import tempfile
import time

import numpy as np


def surface(path):
    """A ripple on a saddle, coloured by its height."""
    import vtk
    source = vtk.vtkPlaneSource()
    source.SetResolution(160, 160)
    source.SetOrigin(-2, -2, 0)
    source.SetPoint1(2, -2, 0)
    source.SetPoint2(-2, 2, 0)
    source.Update()
    data = source.GetOutput()
    heights = vtk.vtkFloatArray()
    heights.SetName('height')
    for i in range(data.GetNumberOfPoints()):
        x, y, _ = data.GetPoint(i)
        r = np.hypot(x, y)
        z = 0.9 * np.cos(3.2 * r) * np.exp(-0.35 * r * r) + 0.12 * (x * x - y * y)
        data.GetPoints().SetPoint(i, x, y, z)
        heights.InsertNextValue(z)
    data.GetPointData().Initialize()
    data.GetPointData().SetScalars(heights)
    writer = vtk.vtkXMLPolyDataWriter()
    writer.SetFileName(path)
    writer.SetInputData(data)
    writer.Write()


def volume(path):
    """Something like a brain: grey matter that folds around white matter, and ventricles."""
    n = 128
    x, y, z = np.meshgrid(*[np.linspace(-1.25, 1.25, n)] * 3, indexing='ij')
    u, v = np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))
    folds = 0.055 * np.sin(11 * u + 3 * np.sin(5 * v)) * np.cos(9 * v + 2 * np.sin(4 * u))
    r = np.sqrt((x / 0.8) ** 2 + y**2 + (z / 0.8) ** 2) + folds - 0.12 * np.exp(-(x / 0.05) ** 2) * (z > 0)
    values = 420 / (1 + np.exp((r - 0.96) * 60)) + 280 / (1 + np.exp((r + 0.9 * folds - 0.78) * 45))
    inner = np.sqrt((x / 0.5) ** 2 + (y / 0.9) ** 2 + ((z - 0.05) / 0.3) ** 2)
    values *= 1 - 0.75 / (1 + np.exp((inner + 0.7 * np.exp(-(x / 0.06) ** 2) - 0.45) * 40))
    header = bytearray(352)
    struct.pack_into('<i', header, 0, 348)
    struct.pack_into('<8h', header, 40, 3, n, n, n, 1, 1, 1, 1)
    struct.pack_into('<2h', header, 70, 4, 16)
    struct.pack_into('<8f', header, 76, *[1] * 8)
    struct.pack_into('<3f', header, 108, 352, 1, 0)
    header[344:348] = b'n+1\0'
    with gzip.open(path, 'wb') as file:
        file.write(bytes(header) + values.astype('<i2').tobytes(order='F'))


def streamlines(path):
    """Three bundles that cross, as in white matter."""
    rng = np.random.default_rng(3)
    t = np.linspace(-1, 1, 40)
    header = bytearray(1000)
    header[:6] = b'TRACK\0'
    struct.pack_into('<3f', header, 12, 1, 1, 1)
    struct.pack_into('<16f', header, 440, *np.eye(4).ravel())
    struct.pack_into('<2i', header, 992, 2, 1000)
    with open(path, 'wb') as file:
        file.write(header)
        for bundle in range(4):
            for _ in range(260):
                a, b = rng.normal(0, 1, 2)
                side = 1 if bundle % 2 else -1
                if bundle < 2:  # from below, spreading upwards
                    points = np.stack([side * (6 + 12 * (t + 1) ** 2 / 4) + 2 * a, 3 * b + (t + 1) * (5 * a - 2),
                                       30 * t - 8], 1)
                elif bundle == 2:  # from side to side, arched
                    points = np.stack([34 * t, 7 * a + 2 * b * t, 20 - 22 * t**2 + 2 * b], 1)
                else:  # from back to front
                    points = np.stack([22 + 2 * a - 5 * t**2, 36 * t + 2 * b, 6 + 2 * b - 9 * t**2], 1)
                points = points + rng.normal(0, 0.12, points.shape)
                file.write(struct.pack('<i', len(points)) + points.astype('<f4').tobytes())


def shot(program, path, output):
    """What xterm shows of a file once the picture stands still."""
    number = os.path.join(os.path.dirname(output), 'display')
    with open(number, 'w') as file:
        server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(file.fileno()), '-screen', '0', '608x514x24'], pass_fds=[file.fileno()],
            stderr=subprocess.DEVNULL)
    try:
        while not open(number).read().strip():
            time.sleep(0.1)
        environment = os.environ | {'DISPLAY': ':' + open(number).read().strip(), 'LC_ALL': 'C.UTF-8'}
        xterm = subprocess.Popen(
            ['xterm', '-ti', 'vt340', '-fa', 'DejaVu Sans Mono', '-fs', '9', '-geometry', '76x34+0+0', '-bg', 'black',
             '-fg', 'white', '-b', '0', '+sb', '-e', program, 'view', path], env=environment,
            stderr=subprocess.DEVNULL)
        before, now = None, b''
        for _ in range(60):
            time.sleep(1)
            before, now = now, subprocess.run(
                ['import', '-window', 'root', 'png:-'], env=environment, check=True, capture_output=True).stdout
            if now == before and len(now) > 20_000:
                break
        else:
            sys.exit(f'{path}: no picture in xterm')
        with open(output, 'wb') as file:
            file.write(now)
        xterm.terminate()
        xterm.wait()
    finally:
        server.terminate()
        server.wait()


def main():
    program = os.path.abspath(sys.argv[1])
    output = sys.argv[2] if len(sys.argv) > 2 else 'docs/view.png'
    with tempfile.TemporaryDirectory() as folder:
        shots = []
        for make, name in ((surface, 'surface.vtp'), (volume, 'brain.nii.gz'), (streamlines, 'tracts.trk')):
            path = os.path.join(folder, name)
            make(path)
            shots.append(path + '.png')
            shot(program, path, shots[-1])
        subprocess.run(
            ['convert', *shots, '-bordercolor', 'white', '-border', '2', '+append', '-colors', '255', 'PNG8:' + output],
            check=True)


if __name__ == '__main__':
    main()
