"""From an event in the queue to the index of the first frame that shows it."""

import random
import statistics
import time

from renderer import Running

LEFT_PRESS, LEFT_RELEASE, MOVE = 3, 4, 2


def quantile(values, part):
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def drag(running, count, pauses):
    """Moves of a drag, each put in when the last one has been answered and a pause is over."""
    times = []
    running.put(LEFT_PRESS, 0.5, 0.5)
    for number in range(count):
        time.sleep(random.uniform(*pauses))
        before = running.index
        start = running.put(MOVE, 0.4 + 0.002 * ((number * 7) % 100), 0.5)
        times.append(running.answered(start, before))
    running.put(LEFT_RELEASE, 0.5, 0.5)
    return times


def measure(program, path, size, count):
    """Latencies while the scene moves and from rest, the mean of a render in the same time, and
    what the renderer costs when nothing happens; milliseconds and percent of a core."""
    random.seed(1)
    # Without the smooth picture, which is drawn only at rest and would be counted among the renders.
    running = Running(program, path, size, '--samples=0')
    try:
        drag(running, 20, (0.02, 0.05))
        time.sleep(2.5)
        running.statistics()
        moving = drag(running, count, (0.02, 0.1))
        time.sleep(1.5)
        spent = [s for s in running.statistics() if s['published'] > 0]
        render = sum(s['frameMilliseconds'] * s['published'] for s in spent) / sum(
            s['published'] for s in spent)
    finally:
        running.close()
    running = Running(program, path, size)
    try:
        resting = drag(running, max(5, count // 10), (0.8, 1.2))
        time.sleep(3)
        before, start = running.cpu(), time.perf_counter()
        time.sleep(5)
        idle = (running.cpu() - before) / (time.perf_counter() - start) * 100
    finally:
        running.close()
    return {
        'render_ms': render, 'mean_ms': statistics.mean(moving), 'p50_ms': quantile(moving, 0.5),
        'p95_ms': quantile(moving, 0.95), 'rest_p50_ms': quantile(resting, 0.5),
        'rest_p95_ms': quantile(resting, 0.95), 'idle_percent': idle}
