#!/usr/bin/env python3
"""Measures fury-tui's renderer against FURY 0.12 and VTK, the same scenes at the same size in one run.

    python scripts/bench_render FOLDER [--output FILE] [--size 1280x720] [--frames 60] [--rounds 3]

FOLDER holds fury-tui and fury-tui-render. FURY draws on a virtual X server (`make bench-render`
starts this under `xvfb-run`) with its own multisampling and streams through its own client; the
renderer draws with EGL and without DISPLAY.
"""

import argparse
import os
import sys
import tempfile

import events
import first_picture
import frames
import report
import scenes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('folder')
    parser.add_argument('--output', help='write the page there instead of printing it')
    parser.add_argument('--size', default='1280x720')
    parser.add_argument('--frames', type=int, default=60)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--events', type=int, default=200)
    parser.add_argument('--triangles', type=int, default=1_000_000)
    options = parser.parse_args()
    size = tuple(int(side) for side in options.size.split('x'))
    program = os.path.join(options.folder, 'fury-tui-render')
    viewer = os.path.join(options.folder, 'fury-tui')
    before = os.getloadavg()[0]
    drawn, latencies = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (('mesh', scenes.mesh()), ('lines', scenes.lines())):
            path = os.path.join(folder, name + '.vtp')
            scenes.write_vtp(data, path)
            print(f'bench-render: {name}', file=sys.stderr)
            drawn[name] = frames.measure(program, path, size, options.frames, options.rounds)
            latencies[name] = events.measure(program, path, size, options.events)
        path = os.path.join(folder, 'large.stl')
        triangles = scenes.write_stl(path, options.triangles)
        print('bench-render: first picture', file=sys.stderr)
        picture = first_picture.measure(program, viewer, path, size, 2 * options.rounds + 1)
    picture['triangles'] = triangles
    page = report.page(options, drawn, latencies, picture, (before, os.getloadavg()[0]))
    if options.output:
        with open(options.output, 'w') as file:
            file.write(page)
    else:
        print(page)


if __name__ == '__main__':
    sys.exit(main())
