"""Measures fury-tui's server against FURY's own, on the same stream in one run.

    scripts/bench_server FURY-TUI-SERVE [--seconds 8] [--output FILE] [--json]

Run it with the Python in .venv, as `make bench-serve` does: it needs FURY, aiohttp and aiortc, and
headless Chromium.
"""

import argparse
import json
import os
import sys

import report
import runs
from servers import Furys, Ours


def say(text):
    print(f"bench_server: {text}", file=sys.stderr, flush=True)


def pair(program, names, measure):
    """The same measurement with our server and with FURY's."""
    results = []
    for start in (lambda: Ours(program, names), lambda: Furys(names)):
        server = start()
        try:
            runs.settle()
            results.append(measure(server))
            say(f"{server.name}: " + json.dumps(
                {key: round(value, 2) for key, value in results[-1].items()}))
        finally:
            server.stop()
    return results


def measure_mjpeg(program, seconds):
    stream = runs.Stream("800x600")
    mjpeg = {}
    for viewers in (1, 4, 16):
        say(f"MJPEG, {viewers} viewers")
        mjpeg[viewers] = pair(
            program, stream.names, lambda server: runs.mjpeg(server, viewers, seconds))
    say("events")
    events = pair(
        program, stream.names, lambda server: runs.events(server, stream.names, 200))
    return {"mjpeg": mjpeg, "events": events, "source": stream.stop()}


def measure_webrtc(program, seconds):
    stream = runs.Stream("1280x720")
    say("WebRTC to aiortc")
    aiortc = pair(program, stream.names, lambda server: runs.aiortc(server, seconds))
    say("WebRTC to Chromium")
    server = Ours(program, stream.names)
    try:
        chromium = runs.chromium(server, seconds)
        say(f"{server.name}: {json.dumps(chromium)}")
    finally:
        server.stop()
    stream.stop()
    return {"aiortc": aiortc, "chromium": chromium}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=8, help="of each measurement")
    parser.add_argument("--output", help="a file for the report; without it, standard output")
    parser.add_argument("--json", action="store_true", help="the figures as JSON instead")
    options = parser.parse_args()
    if not os.access(options.program, os.X_OK):
        parser.error(f"{options.program} is no program: `make build` makes it")
    load = os.getloadavg()[0]
    figures = {"load": load} | measure_mjpeg(options.program, options.seconds)
    figures |= measure_webrtc(options.program, options.seconds)
    text = json.dumps(figures, indent=1) if options.json else report.markdown(figures)
    if options.output:
        with open(options.output, "w") as file:
            file.write(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
