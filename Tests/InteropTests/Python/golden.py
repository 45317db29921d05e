"""Prints Tests/FuryWireTests/GoldenBytes.swift: bytes that FURY 0.12 itself puts into shared memory.

Run it with a Python that has fury==0.12.0 and write its output over that file; a test of the
interoperability suite does the same and compares.
"""

import contextlib
import sys

import numpy as np

with contextlib.redirect_stdout(sys.stderr):  # FURY prints what it cannot import
    from fury.stream.constants import _CQUEUE
    from fury.stream.server.async_app import set_mouse, set_mouse_click, set_weel
    from fury.stream.tools import SharedMemCircularQueue, SharedMemImageBufferManager


def hexadecimal(shared):
    return bytes(shared.buf[: shared.size]).hex()


def main():
    manager = SharedMemImageBufferManager(max_window_size=(4, 3), num_buffers=2)
    blank = hexadecimal(manager.info_buffer)
    manager.write_into(4, 3, np.arange(36, dtype="uint8"))
    first = hexadecimal(manager.info_buffer)
    image = hexadecimal(manager.image_buffers[1])
    manager.write_into(2, 3, np.arange(18, dtype="uint8"))
    second = hexadecimal(manager.info_buffer)

    queue = SharedMemCircularQueue(max_size=3, dimension=8)
    empty = hexadecimal(queue.head_tail_buffer)
    move = {"x": -3, "y": 2, "ctrlKey": 1, "shiftKey": 0, "timestampInMs": 123}
    click = dict(move, x=0.25, y=0.75, ctrlKey=0, shiftKey=1, mouseButton=0, on=1)
    set_weel({"deltaY": 0.2, "timestampInMs": 123}, queue)
    set_mouse(move, queue)
    set_mouse_click(click, queue)
    rows = hexadecimal(queue.buffer._buffer)
    full = hexadecimal(queue.head_tail_buffer)
    queue.dequeue()
    later = hexadecimal(queue.head_tail_buffer)
    manager.cleanup()
    queue.cleanup()

    ids = {
        name: value
        for name, value in _CQUEUE.event_ids._asdict().items()
        if name != "mouse_ids"
    }
    print("// Made by Tests/InteropTests/Python/golden.py with FURY 0.12; do not edit.")
    print()
    print("/// Bytes and names that FURY itself made, as hexadecimal text.")
    print("enum GoldenBytes {")
    values = {
        "infoBeforeFirstFrame": blank,
        "infoAfterOneFrame": first,
        "infoAfterTwoFrames": second,
        "imageOfFourByThree": image,
        "queueOfThreeEvents": rows,
        "headTailEmpty": empty,
        "headTailFull": full,
        "headTailAfterOneTaken": later,
    }
    for name, value in values.items():
        print(f"  static let {name} =")
        parts = [value[i : i + 80] for i in range(0, len(value), 80)]
        print("    " + "\n    + ".join(f'"{part}"' for part in parts))
    print(f"  static let dimension = {_CQUEUE.dimension}")
    print("  static let eventIDs: [String: Int] = [")
    for name, value in ids.items():
        print(f'    "{name}": {value},')
    print("  ]")
    print("}")


if __name__ == "__main__":
    main()
