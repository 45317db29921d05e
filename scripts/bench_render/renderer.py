"""fury-tui-render as a process: started without DISPLAY, listened to, driven through its queue."""

import json
import mmap
import os
import subprocess
import time


def environment():
    """This one's without what would let it find an X server."""
    return {k: v for k, v in os.environ.items() if k != 'DISPLAY'}


def measure(program, path, size, frames, samples):
    """Frames as fast as they go; what the program says of them."""
    options = [] if samples is None else [f'--samples={samples}']
    run = subprocess.run(
        [program, path, f'--size={size[0]}x{size[1]}', f'--measure={frames}', *options],
        check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment())
    return json.loads(run.stdout.splitlines()[-1])


def mapped(name, kind):
    with open('/dev/shm/' + name, 'r+b') as file:
        return memoryview(mmap.mmap(file.fileno(), 0)).cast(kind)


class Running:
    """A live renderer, from its first frame on."""

    def __init__(self, program, path, size, *options):
        self.process = subprocess.Popen(
            [program, path, f'--size={size[0]}x{size[1]}', *options], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env=environment())
        for text in self.process.stdout:
            line = json.loads(text)
            names = line['stream'] if 'stream' in line else names
            if 'ready' in line:
                break
        self.info = mapped(names['info'], 'I')
        self.words = mapped(names['headTail'], 'i')
        self.rows = mapped(names['queue'], 'd')
        os.set_blocking(self.process.stdout.fileno(), False)
        self.slot = 0

    @property
    def index(self):
        return self.info[3]

    def put(self, event, x, y):
        """Publishes one event into the empty queue, slots in turn; answers when, in seconds."""
        while self.words[0] != -1 or self.words[2] != 0:
            time.sleep(0.0002)
        self.slot = (self.slot + 1) % int(self.rows[0])
        first = 2 + 8 * self.slot
        for k, number in enumerate((event, 0, x, y, 0, 0, time.time() * 1000, 0)):
            self.rows[first + k] = number
        self.words[1] = self.slot
        start = time.perf_counter()
        self.words[0] = self.slot
        return start

    def answered(self, start, before):
        """Milliseconds from `start` to the first frame after image `before`."""
        while self.index == before:
            if time.perf_counter() - start > 20:
                raise TimeoutError('an event was not followed by a frame within 20 s')
            time.sleep(0.00005)
        return (time.perf_counter() - start) * 1000

    def statistics(self):
        """What it has said of itself since the last call."""
        lines = (json.loads(text) for text in self.process.stdout.read().splitlines())
        return [line['statistics'] for line in lines if 'statistics' in line]

    def cpu(self):
        """Seconds of processor time that it has used."""
        with open(f'/proc/{self.process.pid}/stat') as file:
            fields = file.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def close(self):
        self.info = self.words = self.rows = None
        self.process.stdin.close()
        self.process.wait(20)
