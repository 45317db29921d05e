"""A FURY stream at 60 frames a second, in a process of its own: `source.py 800x600`.

Prints one JSON line with the names of its shared memory, and at the end of its standard input
another one with the rate that it had. Lit balls move over a dark ground; every frame says in its
top left corner when it was written.
"""

import json
import select
import sys
import time

import numpy as np
from fury.stream.tools import SharedMemCircularQueue, SharedMemImageBufferManager

RATE = 60
CELL = 16  # pixels a bit of the time has, each way
BITS = 16


def balls(width, height, moment):
    """One picture, top row first; `moment` 0 to 1 is a whole turn."""
    picture = np.empty((height, width, 3), np.float32)
    picture[:] = np.linspace(20, 50, height, dtype=np.float32)[:, None, None]
    rng = np.random.default_rng(5)
    for _ in range(60):
        angle, far, size = rng.uniform(0, 2 * np.pi), rng.uniform(0.1, 0.45), rng.uniform(0.02, 0.09)
        color, phase = rng.uniform(60, 255, 3), rng.uniform(0, 2 * np.pi)
        angle += 2 * np.pi * moment
        radius = int(size * height)
        x = int(width / 2 + width * far * np.cos(angle))
        y = int(height / 2 + height * far * np.sin(angle + phase / 9))
        left, right = max(0, x - radius), min(width, x + radius)
        top, bottom = max(0, y - radius), min(height, y + radius)
        if left >= right or top >= bottom:
            continue
        dx, dy = np.meshgrid(np.arange(left, right) - x, np.arange(top, bottom) - y)
        inside = 1 - (dx**2 + dy**2) / radius**2
        light = np.sqrt(np.clip(inside, 0, 1))[:, :, None] * color
        part = picture[top:bottom, left:right]
        part[:] = np.where(inside[:, :, None] > 0, light, part)
    return picture.astype(np.uint8)


def stamp(picture, milliseconds):
    """Writes the time into a picture whose top row is first: black is 0, white is 1."""
    for bit in range(BITS):
        picture[:CELL, bit * CELL : (bit + 1) * CELL] = 255 if milliseconds >> bit & 1 else 0


def read_stamp(picture):
    """How many milliseconds ago the picture was stamped."""
    row = picture[CELL // 2, CELL // 2 : BITS * CELL : CELL, 1]
    then = sum(1 << bit for bit in range(BITS) if row[bit] > 128)
    return (int(time.time() * 1000) - then) & 0xFFFF


def main():
    width, height = (int(side) for side in sys.argv[1].split("x"))
    upright = [balls(width, height, step / RATE) for step in range(RATE)]
    pictures = [np.ascontiguousarray(picture[::-1]) for picture in upright]
    images = SharedMemImageBufferManager(max_window_size=(width, height), num_buffers=2)
    queue = SharedMemCircularQueue(max_size=50, dimension=8)
    names = {
        "images": images.image_buffer_names,
        "info": images.info_buffer_name,
        "queue": queue.buffer.buffer_name,
        "head_tail": queue.head_tail_buffer_name,
    }
    print(json.dumps(names), flush=True)
    start = due = time.perf_counter()
    written = 0
    while not select.select([sys.stdin], [], [], max(0, due - time.perf_counter()))[0]:
        picture = pictures[written % RATE]
        stamp(picture[::-1], int(time.time() * 1000) & 0xFFFF)
        images.write_into(width, height, picture.ravel())
        written += 1
        due = max(due + 1 / RATE, time.perf_counter() - 1 / RATE)
    rate = written / (time.perf_counter() - start)
    images.cleanup()
    queue.cleanup()
    print(json.dumps({"rate": rate}), flush=True)


if __name__ == "__main__":
    main()
