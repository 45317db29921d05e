"""From a browser's event to FURY's queue: `events.py URL NAMES COUNT`.

Sends mouse moves through the websocket and takes them out of the queue, with FURY's own class.
Prints one JSON line: the milliseconds that each took.
"""

import asyncio
import json
import random
import sys
import time

import aiohttp
from fury.stream.tools import SharedMemCircularQueue, remove_shm_from_resource_tracker


async def main():
    url, names, count = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3])
    remove_shm_from_resource_tracker()
    queue = SharedMemCircularQueue(
        dimension=8, buffer_name=names["queue"], head_tail_buffer_name=names["head_tail"]
    )
    times, lost = [], 0
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as browser:
        for number in range(count + 10):
            await asyncio.sleep(random.uniform(0.01, 0.03))
            event = {
                "type": "mouseMove", "x": 0.5, "y": 0.5, "ctrlKey": 0, "shiftKey": 0,
                "timestampInMs": time.time() * 1000,
            }
            start = time.perf_counter()
            await browser.send_str(json.dumps(event))
            row = queue.dequeue()
            while row is None and time.perf_counter() - start < 1:
                row = queue.dequeue()
            if row is None:
                lost += 1
            elif number >= 10:  # the first ones find everything cold
                times.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"times": times, "lost": lost}))


asyncio.run(main())
