"""Viewers of MJPEG in one process: `viewers.py URL COUNT SECONDS`.

Each takes what comes as fast as it can. Prints one JSON line: the parts that each one got in that
time, which begins when all of them have had one.
"""

import json
import selectors
import socket
import sys
import time
import urllib.parse

MARK = b"image/jpeg"


class Viewer:
    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), 10)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        request = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
        self.socket.sendall(request.encode())
        self.socket.setblocking(False)
        self.parts = self.bytes = 0
        self.rest = b""

    def read(self):
        data = self.socket.recv(1 << 20)
        if not data:
            raise SystemExit("viewers: the server closed a connection")
        # A mark may be cut in two, and is then found with the next piece.
        text = self.rest + data
        self.parts += text.count(MARK)
        self.rest = text[-(len(MARK) - 1) :]
        self.bytes += len(data)


def main():
    url, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    viewers = [Viewer(url) for _ in range(count)]
    selector = selectors.DefaultSelector()
    for viewer in viewers:
        selector.register(viewer.socket, selectors.EVENT_READ, viewer)

    def read_until(is_over):
        while not is_over():
            for key, _ in selector.select(0.1):
                key.data.read()

    read_until(lambda: all(viewer.parts > 1 for viewer in viewers))
    print("begin", flush=True)
    before = [(viewer.parts, viewer.bytes) for viewer in viewers]
    start = time.perf_counter()
    read_until(lambda: time.perf_counter() - start >= seconds)
    passed = time.perf_counter() - start
    rates = [(viewer.parts - parts) / passed for viewer, (parts, _) in zip(viewers, before)]
    size = sum(viewer.bytes - got for viewer, (_, got) in zip(viewers, before))
    parts = sum(viewer.parts - had for viewer, (had, _) in zip(viewers, before))
    print(json.dumps({"rates": rates, "parts": parts, "bytes": size / max(1, parts)}), flush=True)


if __name__ == "__main__":
    main()
