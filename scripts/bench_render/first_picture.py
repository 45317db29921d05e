"""`fury-tui view` of a large STL: from the start to the first picture, against VTK's own reading."""

import fcntl
import os
import pty
import re
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time

from renderer import environment

READ = """
import sys, time, vtk
reader = vtk.vtkSTLReader()
reader.SetFileName(sys.argv[1])
reader.SetMerging(int(sys.argv[2]))
start = time.perf_counter()
reader.Update()
print(time.perf_counter() - start)
"""


def vtk_reads(path, merging):
    """Seconds that VTK's reader takes in a process of its own; by itself it merges points."""
    run = subprocess.run(
        [sys.executable, '-c', READ, path, str(int(merging))], check=True, capture_output=True, text=True)
    return float(run.stdout)


def first_frame(program, path, size):
    """Seconds from the start of the renderer to its first frame in shared memory."""
    start = time.perf_counter()
    with subprocess.Popen(
            [program, path, f'--size={size[0]}x{size[1]}'], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env=environment()) as process:
        next(line for line in process.stdout if '"ready"' in line)
        seconds = time.perf_counter() - start
        process.stdin.close()
        process.stdout.read()
    return seconds


def first_picture(viewer, path, size):
    """Seconds from the start of `fury-tui view` to the end of its first sixel picture."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        time.sleep(0.05)  # the size of the terminal is being set
        os.execve(viewer, [viewer, 'view', path], environment() | {'TERM': 'xterm-256color'})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('4H', size[1] // 20 + 2, size[0] // 10, *size))
    seen = b''
    try:
        while not re.search(rb'\x1bP[0-9;]*q"[^\x1b]*\x1b\\', seen):
            seen += os.read(terminal, 1 << 16)
            for question, answer in ((b'\x1b[c', b'\x1b[?62;4;22c'), (b'\x1b[5n', b'\x1b[0n')):
                while question in seen:
                    seen = seen.replace(question, b'', 1)
                    os.write(terminal, answer)
        seconds = time.perf_counter() - start - 0.05
    finally:
        os.write(terminal, b'q')
        os.set_blocking(terminal, False)
        for _ in range(100):
            try:
                os.read(terminal, 1 << 16)
            except OSError:
                time.sleep(0.05)
            if os.waitpid(pid, os.WNOHANG)[0]:
                break
        else:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        os.close(terminal)
    return seconds


def measure(renderer, viewer, path, size, rounds):
    """Medians over rounds that alternate, seconds."""
    times = {'vtk': [], 'vtk_unmerged': [], 'frame': [], 'picture': []}
    for _ in range(rounds):
        times['vtk'].append(vtk_reads(path, True))
        times['vtk_unmerged'].append(vtk_reads(path, False))
        times['frame'].append(first_frame(renderer, path, size))
        times['picture'].append(first_picture(viewer, path, size))
    return {key: statistics.median(values) for key, values in times.items()}
