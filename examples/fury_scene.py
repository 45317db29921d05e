#!/usr/bin/env python3
"""A FURY 0.12 program with a stream client, as any user would write one.

Nothing in it knows about fury-tui: it builds a scene, opens FURY's own stream and runs FURY's own
event loop. Watch it, and drive it, from any terminal of the same machine:

    examples/fury_scene.py &
    fury-tui attach

It needs fury==0.12.0 (PyPI) and an X display; on a machine without a screen a virtual one will do:
`xvfb-run -s '-screen 0 1920x1200x24' examples/fury_scene.py`.

The first line on stdout is JSON: the process id, the names of the stream's shared memory (null with
--raw-array, FURY's default, whose memory has no names: attach by process id), and where the camera
is.

With --log FILE, every event that FURY handles appends one JSON line: `n` counts from 1, `row` is
the event as dequeued (id, weel, x, y, ctrl, shift, user_timestamp, unused), `camera` the position
of the camera after handling it, `view_angle` its opening angle in degrees.
"""

import argparse
import json
import os
import signal
import sys
import time

from fury import actor, window
from fury.stream.client import FuryStreamClient, FuryStreamInteraction
import numpy as np


def arc(rng, start, top, end, points=30):
    """One smooth curve from `start` over `top` to `end`, with a little scatter of its own."""
    start, top, end = (np.asarray(p) + rng.normal(0, s, 3) for p, s in
                       ((start, 1.6), (top, 0.9), (end, 1.6)))
    t = np.linspace(0, 1, points)[:, None]
    curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * top + t**2 * end
    wave = np.sin(np.pi * (t * rng.uniform(1, 2) + rng.uniform(0, 2))) * rng.normal(0, 0.5, 3)
    return curve + wave * np.sin(np.pi * t)


def tracts(scene):
    """White-matter-like bundles, coloured by direction as neuroimaging does (red is left-right)."""
    rng = np.random.default_rng(7)
    lines = []
    for y in np.linspace(-18, 18, 10):  # commissural fibres: arches over the midline
        height = 22 - abs(y) * 0.45
        lines += [arc(rng, (-17, y * 1.25, 4), (0, y * 0.7, height), (17, y * 1.25, 4))
                  for _ in range(36)]
    for side in (-1, 1):
        # association fibres, front to back; projection fibres, fanning out from the stem
        lines += [arc(rng, (side * 12, -27, 0), (side * 17, 0, 13), (side * 11, 27, 1))
                  for _ in range(110)]
        lines += [arc(rng, (side * 4, 0, -27), (side * 6, y * 0.5, 0), (side * 14, y, 15))
                  for y in np.linspace(-16, 16, 9) for _ in range(16)]
    colors = []
    for line in lines:
        direction = np.abs(np.gradient(line, axis=0))
        direction /= np.linalg.norm(direction, axis=1, keepdims=True)
        colors.append(np.clip((0.12 + 0.88 * direction) * rng.uniform(0.45, 1), 0, 1))
    scene.background((0.02, 0.02, 0.05))
    scene.add(actor.line(lines, colors=np.vstack(colors), linewidth=1.6, lod=False))
    scene.set_camera(position=(58, -70, 40), focal_point=(0, 0, -2), view_up=(0, 0, 1))


def surface(scene):
    """A closed piece of the gyroid, a surface without edges to hide a flipped or torn picture."""
    from vtk import vtkContourFilter, vtkImageData, vtkPolyDataMapper, vtkPolyDataNormals
    from vtk.util.numpy_support import numpy_to_vtk

    n = 60
    x, y, z = np.mgrid[-3.4:3.4:n * 1j, -3.4:3.4:n * 1j, -3.4:3.4:n * 1j]
    gyroid = (np.sin(2 * x) * np.cos(2 * y) + np.sin(2 * y) * np.cos(2 * z)
              + np.sin(2 * z) * np.cos(2 * x))
    ball = 1.6 * (3.2 - np.sqrt(x * x + y * y + z * z))
    inside = -np.logaddexp(-3 * (gyroid + 0.1), -3 * ball) / 3  # both, with a soft rim
    grid = vtkImageData()
    grid.SetDimensions(n, n, n)
    grid.SetSpacing(*(6.8 / (n - 1),) * 3)
    grid.SetOrigin(-3.4, -3.4, -3.4)
    grid.GetPointData().SetScalars(numpy_to_vtk(inside.ravel(order='F'), deep=True))
    contour = vtkContourFilter()
    contour.SetInputData(grid)
    contour.SetValue(0, 0)
    normals = vtkPolyDataNormals()
    normals.SetInputConnection(contour.GetOutputPort())
    mapper = vtkPolyDataMapper()
    mapper.SetInputConnection(normals.GetOutputPort())
    mapper.ScalarVisibilityOff()
    shape = actor.Actor()
    shape.SetMapper(mapper)
    shape.GetProperty().SetColor(0.87, 0.52, 0.30)
    shape.GetProperty().SetSpecular(0.35)
    shape.GetProperty().SetSpecularPower(30)
    scene.background((1, 1, 1))
    scene.add(shape)
    scene.set_camera(position=(9, -10.5, 6.5), focal_point=(0, 0, 0), view_up=(0, 0, 1))


class EventLog:
    """Notes every event that FURY takes from its queue, and what the camera looks like after it."""

    def __init__(self, path, show, queue):
        self.file = open(path, 'w', encoding='utf-8')
        self.show, self.count, self.row = show, 0, None
        self.take, queue.dequeue = queue.dequeue, self.dequeue

    def dequeue(self):
        row = self.take()
        if row is not None:
            self.row = [float(v) for v in row]  # a copy: FURY hands out a view of the slot
        return row

    def write(self):
        if self.row is None:
            return
        self.count += 1
        camera = self.show.scene.GetActiveCamera()
        line = {'n': self.count, 'row': self.row, 'camera': camera.GetPosition(),
                'view_angle': camera.GetViewAngle()}
        self.row = None
        self.file.write(json.dumps(line) + '\n')
        self.file.flush()


def parse_size(text):
    width, height = (int(v) for v in text.lower().split('x'))
    if not (16 <= width <= 8192 and 16 <= height <= 8192):
        raise ValueError(text)
    return width, height


def parse_options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('scene', nargs='?', default='tracts', choices=['tracts', 'surface'])
    parser.add_argument('--size', type=parse_size, default=(1024, 768), metavar='WxH',
                        help='pixels of the picture (1024x768)')
    parser.add_argument('--buffers', type=int, default=2, metavar='N',
                        help="image buffers of the stream (2, FURY's default)")
    parser.add_argument('--seconds', type=float, default=0, metavar='S',
                        help='stop after S seconds (0: run until stopped)')
    parser.add_argument('--spin', type=float, default=0, metavar='DEG',
                        help='turn the camera by DEG degrees thirty times a second (0: stand still)')
    parser.add_argument('--log', metavar='FILE', help='write one JSON line per handled event')
    parser.add_argument('--raw-array', action='store_true',
                        help="memory without names, FURY's default; attach by process id")
    return parser.parse_args()


def main():
    options = parse_options()
    scene = window.Scene()
    {'tracts': tracts, 'surface': surface}[options.scene](scene)
    show = window.ShowManager(scene=scene, size=options.size, reset_camera=False)
    show.window.SetOffScreenRendering(1)
    show.initialize()
    scene.ResetCameraClippingRange()

    # FURY's stream: frames out, events in. This is all that a program needs to be attachable.
    stream = FuryStreamClient(show, use_raw_array=options.raw_array, num_buffers=options.buffers)
    interaction = FuryStreamInteraction(show, use_raw_array=options.raw_array)
    # Without a graphics card a picture takes long, and for each event VTK would render five: one for
    # the mouse, one for the event loop, one for FURY, and two more to copy them.
    show.iren.EnableRenderOff()
    stream.window2image_filter.ShouldRerenderOff()
    stream.window2image_filter.ReadFrontBufferOff()
    log = EventLog(options.log, show, interaction.circular_queue) if options.log else None
    stream.start()
    interaction.start(ms=3)

    images, queue = stream.img_manager, interaction.circular_queue
    named = not options.raw_array
    print(json.dumps({
        'pid': os.getpid(),
        'info': images.info_buffer_name if named else None,
        'images': images.image_buffer_names if named else None,
        'head_tail': queue.head_tail_buffer_name if named else None,
        'queue': queue.buffer.buffer_name if named else None,
        'camera': scene.GetActiveCamera().GetPosition(),
    }), flush=True)

    end = time.monotonic() + options.seconds if options.seconds > 0 else None
    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.append(True))
    turned = time.monotonic()

    def every_tick(_caller, _event):
        nonlocal turned
        if log:
            log.write()
        now = time.monotonic()
        if options.spin and now - turned >= 1 / 30:
            turned = now
            scene.azimuth(options.spin)
            show.window.Render()
            show.iren.Render()
        if stopping or (end is not None and now >= end):
            show.iren.TerminateApp()

    show.iren.AddObserver('TimerEvent', every_tick)
    try:
        show.iren.Start()
    finally:
        interaction.stop()
        stream.stop()
        stream.cleanup()
        interaction.cleanup()


if __name__ == '__main__':
    sys.exit(main())
