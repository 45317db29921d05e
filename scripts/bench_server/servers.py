"""The two servers under test, each a process on the same stream."""

import json
import os
import socket
import subprocess
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Server:
    """A process that serves; it ends with `stop`."""

    def url(self, route):
        return f"{self.base}{route}{self.query}"

    def used(self):
        """Processor time so far, in seconds."""
        return processor_seconds(self.process.pid)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Ours(Server):
    name = "fury-tui"

    def __init__(self, program, names):
        self.process = subprocess.Popen(
            [
                program,
                "--images=" + ",".join(names["images"]),
                "--info=" + names["info"],
                "--queue=" + names["queue"],
                "--head-tail=" + names["head_tail"],
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        link = json.loads(self.process.stdout.readline())["link"]
        self.base, token = (link["drive"] or link["watch"]).split("/?")
        self.query = "?" + token
        # The figures of each second are read by nobody, and few enough for the pipe.


class Furys(Server):
    name = "FURY"

    def __init__(self, names):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        call = (
            "from fury.stream.server import web_server\n"
            f"web_server(image_buffer_names={names['images']!r}, info_buffer_name={names['info']!r},"
            f"queue_buffer_name={names['queue']!r}, queue_head_tail_buffer_name="
            f"{names['head_tail']!r}, host='127.0.0.1', port={port})"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", call],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.base, self.query = f"http://127.0.0.1:{port}", ""
        self.wait(port)

    def wait(self, port):
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("bench_server: FURY's server does not start")
