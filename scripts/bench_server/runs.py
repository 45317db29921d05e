"""What is measured, one function a figure; each runs its viewers in processes of their own."""

import json
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def python(script, *words, **pipes):
    path = script if os.path.isabs(script) else os.path.join(HERE, script)
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", path, *map(str, words)],
        stdout=subprocess.PIPE, text=True, **pipes,
    )


class Stream:
    """The source of pictures, and the names of its memory."""

    def __init__(self, size):
        self.process = python("source.py", size, stdin=subprocess.PIPE)
        self.names = json.loads(self.process.stdout.readline())

    def stop(self):
        """The rate that it had, frames a second."""
        self.process.stdin.close()
        rate = json.loads(self.process.stdout.readline())["rate"]
        self.process.wait()
        return rate


def between(process, server):
    """What a viewer's process measured, and the server's processor time meanwhile in seconds."""
    if process.stdout.readline() != "begin\n":
        raise SystemExit("bench_server: a viewer does not begin")
    before = server.used()
    result = json.loads(process.stdout.readline())
    used = server.used() - before
    process.wait()
    return result, used


def mjpeg(server, viewers, seconds):
    url = server.url("/video/mjpeg")
    result, used = between(python("viewers.py", url, viewers, seconds), server)
    return {
        "lowest": min(result["rates"]),
        "mean": statistics.mean(result["rates"]),
        "milliseconds": used * 1000 / max(1, result["parts"]),
        "core": used / seconds,
        "kilobytes": result["bytes"] / 1000,
    }


def events(server, names, count):
    url = server.url("/ws").replace("http:", "ws:", 1)
    process = python("events.py", url, json.dumps(names), count)
    result = json.loads(process.stdout.readline())
    process.wait()
    return {**spread(result["times"]), "lost": result["lost"]}


def aiortc(server, seconds):
    result, used = between(python("peer.py", server.url("/offer"), seconds), server)
    return {"rate": result["rate"], "core": used / seconds, "first": result["first"],
            **spread(result["ages"])}


def chromium(server, seconds):
    with open(os.path.join(HERE, "page.js")) as file:
        script = file.read().replace("SECONDS", str(seconds))
    helper = os.path.join(ROOT, "Tests/TestSupport/Python/browser.py")
    browser = python(helper, server.url("/"), stdin=subprocess.PIPE)
    browser.stdout.readline()  # the page is there
    browser.stdin.write(json.dumps({"do": "eval", "js": script}) + "\n")
    browser.stdin.flush()
    answer = json.loads(browser.stdout.readline())
    if "error" in answer:
        raise SystemExit(f"bench_server: Chromium: {answer['error']}")
    result = answer["value"]
    browser.stdin.close()
    browser.wait()
    return {"rate": result["rate"], "decoded": result["decoded"], **spread(result["ages"])}


def spread(values):
    values = sorted(values)
    return {"p50": values[len(values) // 2], "p95": values[int(len(values) * 0.95)]}


def settle():
    """Lets a server that has just started or stopped come to rest."""
    time.sleep(1)
