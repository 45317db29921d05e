"""The report: what was asked for, what was measured, and what was missed."""

import importlib.metadata
import os
import platform
import time


def machine():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    with open("/etc/os-release") as file:
        system = [line.split("=")[1].strip().strip('"') for line in file
                  if line.startswith("PRETTY_NAME")]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}"
                         for name in ("fury", "aiohttp", "aiortc"))
    return (f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, "
            f"{system[0]}, kernel {platform.release()}; {versions}")


def verdict(reached):
    return "reached" if reached else "**missed**"


def figures(m):
    """Rows: figure, at least, measured, FURY's, whether it was reached."""
    rate = m["source"]
    rows = []
    for viewers, (ours, theirs) in m["mjpeg"].items():
        rows.append((
            f"MJPEG 800x600, {viewers} viewer{'s' * (viewers > 1)}: frames a second to each, lowest",
            f"every one of {rate:.1f}", f"{ours['lowest']:.1f}", f"{theirs['lowest']:.1f}",
            ours["lowest"] >= 0.99 * rate,
        ))
    for viewers, factor in ((1, 3), (16, 10)):
        ours, theirs = m["mjpeg"][viewers]
        ratio = theirs["milliseconds"] / ours["milliseconds"]
        rows.append((
            f"processor time a delivered frame, {viewers} viewer{'s' * (viewers > 1)}",
            f"1/{factor} of FURY's", f"{ours['milliseconds']:.2f} ms, 1/{ratio:.1f}",
            f"{theirs['milliseconds']:.2f} ms", ratio >= factor,
        ))
    ours, theirs = m["events"]
    rows.append((
        "browser's event to queue, p50 (p95)", "2 ms", f"{ours['p50']:.2f} ms ({ours['p95']:.2f})",
        f"{theirs['p50']:.2f} ms ({theirs['p95']:.2f})", ours["p50"] <= 2,
    ))
    for name, (ours, theirs) in (("aiortc", m["aiortc"]), ("Chromium", (m["chromium"], None))):
        rows.append((
            f"WebRTC 1280x720 to {name}, frames a second", "30", f"{ours['rate']:.1f}",
            f"{theirs['rate']:.1f}" if theirs else "", ours["rate"] >= 30,
        ))
        rows.append((
            f"age of the picture there, p50 (p95)", "60 ms", f"{ours['p50']} ms ({ours['p95']})",
            f"{theirs['p50']} ms ({theirs['p95']})" if theirs else "", ours["p50"] <= 60,
        ))
    return rows


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows]


# What is known of a figure that may be missed.
NOTES = {
    "processor time a delivered frame, 1 viewer":
        "with one viewer nobody shares the JPEG, which is three quarters of the time, and which both "
        "servers leave to libjpeg-turbo; FURY's quality is 75, ours 80, and ours are twice as many",
}


def missed(rows):
    lines = []
    for row in rows:
        if not row[4]:
            note = NOTES.get(row[0])
            lines.append(f"- {row[0]}{': ' + note if note else ''}.")
    return ["", "Missed:", ""] + lines if lines else []


def markdown(m):
    rows = figures(m)
    lines = [
        "# Benchmarks of the server", "",
        f"Written by `make bench-serve` on {time.strftime('%Y-%m-%d')}. Machine: {machine()}.", "",
        "`fury-tui-serve` against FURY's own `web_server`, one after the other on the same stream: "
        "60 frames a second of lit balls, written by FURY's own class. The writer, the server and "
        "its viewers share the machine's cores; a viewer is a process in Python or Chromium, and "
        "takes its share of them. Processor time is the server's alone, of all its threads. Other "
        f"programs ran, too: the load of the machine was {m['load']:.1f} before.", "",
    ]
    lines += table(
        ("", "at least", "measured", "FURY 0.12", ""),
        [(*row[:4], verdict(row[4])) for row in rows])
    lines += missed(rows)
    lines += ["", "## MJPEG, 800x600", ""]
    lines += table(
        ("viewers", "server", "frames a second: lowest", "mean", "ms of processor a frame",
         "cores in use", "KB a frame"),
        [(viewers, name, f"{r['lowest']:.1f}", f"{r['mean']:.1f}", f"{r['milliseconds']:.2f}",
          f"{r['core']:.2f}", f"{r['kilobytes']:.0f}")
         for viewers, pair in m["mjpeg"].items()
         for name, r in zip(("fury-tui", "FURY"), pair)])
    lines += ["", "## WebRTC, 1280x720", ""]
    lines += table(
        ("viewer", "server", "frames a second", "age p50", "p95", "cores in use", "first picture"),
        [("aiortc", name, f"{r['rate']:.1f}", f"{r['p50']} ms", f"{r['p95']} ms",
          f"{r['core']:.2f}", f"{r['first']:.2f} s")
         for name, r in zip(("fury-tui", "FURY"), m["aiortc"])]
        + [("Chromium", "fury-tui", f"{m['chromium']['rate']:.1f}", f"{m['chromium']['p50']} ms",
            f"{m['chromium']['p95']} ms", "", "")])
    lines += [
        "",
        "The age is the time from the writing of a frame into shared memory until the viewer has "
        "decoded it; aiortc knows that a picture is complete when the next one begins, which is 17 "
        "of its milliseconds. FURY's page for WebRTC loads a script from the internet, so Chromium "
        "is only measured with this server.", "",
        f"Events: sent through the websocket and taken out of the queue by FURY's own class; lost "
        f"with fury-tui {m['events'][0]['lost']}, with FURY {m['events'][1]['lost']}.", "",
    ]
    return "\n".join(lines)
