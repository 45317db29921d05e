#!/usr/bin/env python3
"""Measures fury-tui's renderer against FURY 0.12, the same scenes at the same size in one run.

    scripts/bench_render.py FURY-TUI-RENDER [--frames 100] [--size 1280x720] [--json]

FURY draws on a virtual X server (start this with `xvfb-run`, as `make bench-render` does) with its
own multisampling and streams through its own client. fury-tui's renderer draws with EGL, with eight
samples a pixel and with what it chooses while a scene moves. Both draw a triangle mesh and a bundle
of lines from the same .vtp files, and every frame goes into shared memory. Rounds alternate.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray


def mesh():
    """A bumpy ball of 80,000 triangles with normals."""
    source = vtk.vtkSphereSource()
    source.SetThetaResolution(200)
    source.SetPhiResolution(200)
    source.SetRadius(10)
    source.Update()
    return source.GetOutput()


def lines():
    """900 smooth lines of 40 points, coloured by direction."""
    rng = np.random.default_rng(7)
    t = np.linspace(-1, 1, 40)[:, None]
    points, colors = [], []
    for _ in range(6):
        base, d = rng.normal(0, 6, 3), rng.normal(0, 1, (3, 3))
        for _ in range(150):
            line = base + rng.normal(0, 0.6, 3) + 8 * (t * d[0] + t**2 * d[1] * 0.8 + t**3 * d[2] * 0.6)
            way = np.abs(line[-1] - line[0])
            points.append(line)
            colors.append(np.tile(255 * way / np.linalg.norm(way), (40, 1)))
    count = len(points)
    data = vtk.vtkPolyData()
    vertices = vtk.vtkPoints()
    vertices.SetData(numpy_to_vtk(np.vstack(points).astype('float32'), deep=True))
    data.SetPoints(vertices)
    ids = np.arange(count * 40).reshape(count, 40)
    cells = vtk.vtkCellArray()
    cells.SetCells(count, numpy_to_vtkIdTypeArray(
        np.hstack([np.full((count, 1), 40), ids]).ravel().astype('int64'), deep=True))
    data.SetLines(cells)
    rgb = numpy_to_vtk(np.vstack(colors).astype('uint8'), deep=True)
    rgb.SetName('direction')
    data.GetPointData().SetScalars(rgb)
    return data


class Fury:
    """A FURY window with its stream client, as a FURY program has it."""

    def __init__(self, path, size):
        from fury import actor, window
        from fury.stream.client import FuryStreamClient

        reader = vtk.vtkXMLPolyDataReader()
        reader.SetFileName(path)
        mapper = vtk.vtkPolyDataMapper()
        mapper.SetInputConnection(reader.GetOutputPort())
        shape = actor.Actor()
        shape.SetMapper(mapper)
        shape.GetProperty().SetLineWidth(1.5)
        self.scene = window.Scene()
        self.scene.add(shape)
        self.show = window.ShowManager(scene=self.scene, size=size, order_transparent=False)
        self.show.window.SetOffScreenRendering(1)
        self.show.initialize()
        self.scene.ResetCamera()
        self.samples = self.show.window.GetMultiSamples()
        self.stream = FuryStreamClient(self.show, use_raw_array=False)
        self.stream.start()

    def once(self, on):
        """One drawing a frame, or two: by itself FURY's client draws again for the copy."""
        self.stream.window2image_filter.SetShouldRerender(not on)
        self.stream.window2image_filter.SetReadFrontBuffer(not on)

    def measure(self, frames):
        from fury.stream.client import callback_stream_client
        times = []
        for number in range(frames + 3):
            start = time.perf_counter()
            self.scene.azimuth(0.7)
            self.scene.ResetCameraClippingRange()
            self.show.window.Render()
            callback_stream_client(stream_client=self.stream)
            if number >= 3:
                times.append((time.perf_counter() - start) * 1000)
        return statistics.mean(times)

    def close(self):
        self.stream.stop()
        self.stream.cleanup()


def ours(program, path, size, frames, samples):
    options = [] if samples is None else [f'--samples={samples}']
    run = subprocess.run(
        [program, path, f'--size={size[0]}x{size[1]}', f'--measure={frames}', *options],
        check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        env={k: v for k, v in os.environ.items() if k != 'DISPLAY'})
    return json.loads(run.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('program')
    parser.add_argument('--frames', type=int, default=60)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--size', default='1280x720')
    parser.add_argument('--json', action='store_true')
    options = parser.parse_args()
    size = tuple(int(side) for side in options.size.split('x'))
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (('mesh', mesh()), ('lines', lines())):
            path = os.path.join(folder, name + '.vtp')
            writer = vtk.vtkXMLPolyDataWriter()
            writer.SetFileName(path)
            writer.SetInputData(data)
            writer.Write()
            fury = Fury(path, size)
            rounds = {'fury': [], 'tuned': [], 'samples': [], 'moving': []}
            for _ in range(options.rounds):
                fury.once(False)
                rounds['fury'].append(fury.measure(options.frames))
                fury.once(True)
                rounds['tuned'].append(fury.measure(options.frames))
                for key, samples in (('samples', 8), ('moving', None)):
                    rounds[key].append(ours(options.program, path, size, options.frames, samples))
            fury.close()
            theirs = statistics.median(rounds['fury'])
            tuned = statistics.median(rounds['tuned'])
            smooth = statistics.median(r['ms_mean'] for r in rounds['samples'])
            moving = statistics.median(r['ms_mean'] for r in rounds['moving'])
            last = rounds['moving'][-1]
            results.append({
                'scene': name, 'fury_samples': fury.samples, 'fury_ms': round(theirs, 2),
                'fury_tuned_ms': round(tuned, 2), 'samples_ms': round(smooth, 2), 'moving_ms': round(moving, 2),
                'ratio_samples': round(theirs / smooth, 2),
                'ratio_samples_tuned': round(tuned / smooth, 2),
                'ratio_moving_tuned': round(tuned / moving, 2),
                'ratio_moving': round(theirs / moving, 2), 'renderer': last['renderer'],
                'write_ms': round(last['write_ms'], 3), 'memcpy_ms': round(last['memcpy_ms'], 3)})
    if options.json:
        print(json.dumps(results, indent=1))
        return
    print(f"{options.size}, {results[0]['renderer']}; ms a frame in shared memory")
    for r in results:
        print(f"{r['scene']:6}  FURY, {r['fury_samples']} samples: {r['fury_ms']:.1f}; without its second "
              f"drawing {r['fury_tuned_ms']:.1f}   fury-tui, as many samples: {r['samples_ms']:.1f} "
              f"({r['ratio_samples']}x, {r['ratio_samples_tuned']}x)   while it moves: "
              f"{r['moving_ms']:.1f} ({r['ratio_moving']}x, {r['ratio_moving_tuned']}x)   "
              f"write {r['write_ms']:.3f}, memcpy {r['memcpy_ms']:.3f}")


if __name__ == '__main__':
    sys.exit(main())
