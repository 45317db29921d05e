"""A FURY process that a test drives: one JSON command a line on stdin, one JSON answer a line on stdout.

Only FURY's own classes touch the shared memory. No window is opened, so no display is needed.
"""

import contextlib
import ctypes
import hashlib
import json
import mmap
import multiprocessing.sharedctypes
import os
import sys
import time

from fury.stream import tools
from fury.stream.tools import (
    ArrayCircularQueue,
    RawArrayImageBufferManager,
    SharedMemCircularQueue,
    SharedMemImageBufferManager,
    remove_shm_from_resource_tracker,
)
import numpy as np
from PIL import Image

things = {}


def picture(seed, width, height):
    """A frame that differs in every pixel and for every seed, bottom row first."""
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, size=width * height * 3, dtype="uint8")


def names_of(manager, queue):
    names = {"images": manager.image_buffer_names, "info": manager.info_buffer_name}
    if queue is not None:
        names["queue"] = queue.buffer.buffer_name
        names["headTail"] = queue.head_tail_buffer_name
    return names


def do_stream(id, raw=False, width=64, height=48, buffers=2, slots=50, queueFirst=False):
    """Makes the memory of a stream as FuryStreamClient and FuryStreamInteraction do."""

    def client():
        if raw:
            return RawArrayImageBufferManager(
                max_window_size=(width, height), num_buffers=buffers
            )
        return SharedMemImageBufferManager(
            max_window_size=(width, height), num_buffers=buffers
        )

    def interaction():
        if not slots:
            return None
        if raw:
            return ArrayCircularQueue(max_size=slots, dimension=8)
        return SharedMemCircularQueue(max_size=slots, dimension=8)

    if queueFirst:
        queue = interaction()
        manager = client()
    else:
        manager = client()
        queue = interaction()
    things[id] = (manager, queue)
    answer = {"pid": os.getpid()}
    if not raw:
        answer.update(names_of(manager, queue))
    return answer


def do_write(id, seed=1, width=64, height=48, count=1, pauseMs=0, png=None):
    """Writes frames with the seeds `seed`, `seed + 1`, … and saves the last one as PNG."""
    manager, _ = things[id]
    frames = [picture(seed + i, width, height) for i in range(count)]
    for frame in frames:
        manager.write_into(width, height, frame)
        if pauseMs:
            time.sleep(pauseMs / 1000)
    if png:
        last = frames[-1].reshape((height, width, 3))
        Image.fromarray(np.flipud(last)).save(png)
    return {"index": int(manager.buffer_index)}


def do_poke(id, word, value):
    """Overwrites one word of info, as a faulty producer would."""
    manager, _ = things[id]
    manager.info_buffer_repr[word] = value
    return {}


def do_truncate(name, size):
    with open("/dev/shm/" + name, "r+b") as file:
        file.truncate(size)
    return {}


def do_drain(id, count, timeout=60):
    """Takes `count` events out as fast as it can; each says its number in user_timestamp."""
    _, queue = things[id]
    got = []
    end = time.monotonic() + timeout
    while len(got) < count:
        data = queue.dequeue()
        if data is None:
            if time.monotonic() > end:
                break
            continue
        got.append((float(data[0]), float(data[6])))
    # Nothing may come after the last one.
    late = time.monotonic() + 0.05
    while time.monotonic() < late:
        data = queue.dequeue()
        if data is not None:
            got.append((float(data[0]), float(data[6])))
    numbers = [int(number) for _, number in got]
    distinct = set(numbers)
    return {
        "got": len(got),
        "lost": len(set(range(count)) - distinct),
        "doubled": len(numbers) - len(distinct),
        "disorder": sum(1 for a, b in zip(numbers, numbers[1:]) if b <= a),
        "wrong": sum(1 for id, n in got if id != 3 + int(n) % 6),
    }


def do_rows(id, count, timeout=20):
    """Takes `count` rows out and gives them back as they are."""
    _, queue = things[id]
    rows = []
    end = time.monotonic() + timeout
    while len(rows) < count and time.monotonic() < end:
        data = queue.dequeue()
        if data is not None:
            rows.append([float(number) for number in data])
        else:
            time.sleep(0.001)
    return {"rows": rows}


def do_lock(id, value):
    """Sets the lock word, as a process that dies inside the queue leaves it."""
    _, queue = things[id]
    queue.head_tail_buffer_repr[2] = value
    return {}


def do_state(id):
    _, queue = things[id]
    return {"words": [int(word) for word in queue.head_tail_buffer_repr[0:3]]}


def do_attach(id, names, patched=True):
    """Attaches FURY's own classes to somebody else's memory."""
    if patched:
        remove_shm_from_resource_tracker()
    manager = SharedMemImageBufferManager(
        image_buffer_names=names["images"],
        info_buffer_name=names["info"],
        num_buffers=len(names["images"]),
    )
    queue = None
    if names.get("queue"):
        queue = SharedMemCircularQueue(
            max_size=10,
            dimension=8,
            buffer_name=names["queue"],
            head_tail_buffer_name=names["headTail"],
        )
    things[id] = (manager, queue)
    answer = {}
    if queue is not None:
        answer = {"maxSize": queue.buffer.max_size, "dimension": queue.buffer.dimension}
    return answer


def attached(reference, kind):
    """A ctypes array over memory that another process holds, /proc/PID/fd/N@OFFSET+LENGTH."""
    path, place = reference.split("@")
    offset, length = (int(number) for number in place.split("+"))
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 0)
    return (kind * (length // ctypes.sizeof(kind))).from_buffer(memory, offset)


def do_attachRaw(id, names):
    """Attaches FURY's classes for raw arrays to memory without names, as a child of FURY's does."""
    manager = RawArrayImageBufferManager(
        image_buffers=[attached(name, ctypes.c_uint8) for name in names["images"]],
        info_buffer=attached(names["info"], ctypes.c_uint32),
        num_buffers=len(names["images"]),
    )
    words = attached(names["headTail"], ctypes.c_int32)
    queue = ArrayCircularQueue(
        dimension=8,
        buffer=attached(names["queue"], ctypes.c_double),
        head_tail_buffer=multiprocessing.sharedctypes.synchronized(words),
    )
    things[id] = (manager, queue)
    return {"maxSize": queue.buffer.max_size, "dimension": queue.buffer.dimension}


def do_frame(id):
    """The current frame as FURY's reader sees it."""
    manager, _ = things[id]
    width, height, image = manager.get_current_frame()
    pixels = bytes(image[: width * height * 3])
    jpeg = manager.get_jpeg() if width else b""
    return {
        "width": width,
        "height": height,
        "sha256": hashlib.sha256(pixels).hexdigest(),
        "jpeg": jpeg[:2].hex(),
    }


def count_objects(picture):
    """The pieces of a picture, of 20 pixels and more, that differ from its upper left pixel."""
    from scipy.ndimage import label

    pixels = np.asarray(picture).astype(int)
    labels, count = label(np.abs(pixels - pixels[0, 0]).sum(axis=2) > 60)
    return sum(int((labels == piece).sum()) >= 20 for piece in range(1, count + 1))


def do_objects(id):
    """How many objects FURY's reader sees in the current frame, and how many in its JPEG."""
    import io

    manager, _ = things[id]
    width, height, image = manager.get_current_frame()
    pixels = np.frombuffer(bytes(image[: width * height * 3]), "uint8")
    jpeg = Image.open(io.BytesIO(manager.get_jpeg()))
    return {
        "width": width,
        "height": height,
        "objects": count_objects(pixels.reshape(height, width, 3)),
        "jpegObjects": count_objects(jpeg),
    }


def put(call, queue):
    """Calls one of FURY's functions for its web page's events until the queue takes the event."""
    end = time.monotonic() + 20
    while queue.head != -1 or not call():
        if time.monotonic() > end:
            raise TimeoutError("the queue takes nothing")


def do_drag(id, **points):
    """A drag of the left button as FURY's web page sends it."""
    with contextlib.redirect_stdout(sys.stderr):  # FURY prints what it cannot import
        from fury.stream.server.async_app import set_mouse, set_mouse_click

    _, queue = things[id]

    def event(place):
        x, y = points[place]
        return {"x": x, "y": y, "ctrlKey": 0, "shiftKey": 0, "timestampInMs": 1}

    press = dict(event("from"), mouseButton=0, on=1)
    put(lambda: set_mouse_click(press, queue), queue)
    put(lambda: set_mouse(event("to"), queue), queue)
    put(lambda: set_mouse_click(dict(event("to"), mouseButton=0, on=0), queue), queue)
    return {}


def do_wheel(id, weel):
    """A wheel step as FURY's web page sends it."""
    with contextlib.redirect_stdout(sys.stderr):
        from fury.stream.server.async_app import set_weel

    _, queue = things[id]
    put(lambda: set_weel({"deltaY": weel, "timestampInMs": 1}, queue), queue)
    return {}


def do_enqueue(id, first, count, timeout=20):
    """Puts numbered events in with FURY's enqueue, again and again while it refuses.

    Waits until the queue is empty before each, which is when its lock is safe.
    """
    _, queue = things[id]
    refused = 0
    end = time.monotonic() + timeout
    for number in range(first, first + count):
        row = np.array([3 + number % 6, 0, 0.5, 0.25, 1, 0, number, 0], dtype="float64")
        while queue.head != -1 or not queue.enqueue(row):
            refused += 1
            if time.monotonic() > end:
                return {"refused": refused, "done": number - first}
    return {"refused": refused, "done": count}


def do_fill(id, first, count):
    """Puts events in without waiting for anybody; says how many were taken."""
    _, queue = things[id]
    taken = 0
    for number in range(first, first + count):
        row = np.array([3 + number % 6, 0, 0.5, 0.25, 1, 0, number, 0], dtype="float64")
        taken += bool(queue.enqueue(row))
    return {"taken": taken}


def do_cleanup(id):
    manager, queue = things.pop(id)
    manager.cleanup()
    if queue is not None:
        queue.cleanup()
    return {}


def do_where(id):
    """Where Python's heap has put the raw arrays: [arena number, first byte, size] each."""
    import multiprocessing.heap as heap

    arenas = heap.BufferWrapper._heap._arenas
    by_start = sorted(arenas, key=lambda arena: os.fstat(arena.fd).st_ino)

    def place(array):
        (arena, start, _), size = array._wrapper._state
        return [by_start.index(arena), start, size]

    manager, queue = things[id]
    answer = {
        "arenas": [arena.size for arena in by_start],
        "images": [place(image) for image in manager.image_buffers],
        "info": place(manager.info_buffer),
    }
    if queue is not None:
        answer["queue"] = place(queue.buffer._buffer)
        answer["headTail"] = place(queue.head_tail_buffer.get_obj())
    return answer


def do_rawArray(id, size):
    """Raw memory that has nothing to do with a stream."""
    things[id] = multiprocessing.RawArray("B", size)
    return {}


def main():
    commands = {k[3:]: v for k, v in globals().items() if k.startswith("do_")}
    print(json.dumps({"ready": True, "pid": os.getpid()}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = commands[command.pop("do")](**command)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
    # FURY's workaround, once applied, also keeps Python from removing what a failed test left.
    for id in list(things):
        try:
            do_cleanup(id)
        except Exception:
            pass


if __name__ == "__main__":
    assert tools.shared_memory is not None
    main()
