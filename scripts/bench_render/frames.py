"""Frames into shared memory, FURY's and ours, in rounds that alternate."""

import statistics

import renderer
from fury_side import Fury


def measure(program, path, size, frames, rounds):
    """Medians over the rounds of the mean milliseconds of a frame."""
    times = {'fury': [], 'tuned': [], 'samples': [], 'moving': []}
    fury = Fury(path, size)
    try:
        for _ in range(rounds):
            fury.once(False)
            times['fury'].append(fury.measure(frames))
            fury.once(True)
            times['tuned'].append(fury.measure(frames))
            for key, samples in (('samples', fury.samples), ('moving', None)):
                last = renderer.measure(program, path, size, frames, samples)
                times[key].append(last['ms_mean'])
    finally:
        fury.close()
    result = {key: statistics.median(values) for key, values in times.items()}
    return result | {
        'fury_samples': fury.samples, 'renderer': last['renderer'],
        'write': last['write_ms'], 'memcpy': last['memcpy_ms']}
