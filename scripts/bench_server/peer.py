"""A viewer by WebRTC, aiortc: `peer.py URL SECONDS`.

Prints one JSON line: pictures a second, and how old each was in milliseconds when it was decoded.
"""

import asyncio
import json
import sys
import time

import aiohttp
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from source import read_stamp


async def connect(url):
    peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    track = asyncio.get_running_loop().create_future()
    peer.on("track", lambda one: track.done() or track.set_result(one))
    peer.addTransceiver("video", direction="recvonly")
    await peer.setLocalDescription(await peer.createOffer())
    offer = {"sdp": peer.localDescription.sdp, "type": "offer"}
    async with aiohttp.ClientSession() as session, session.post(url, json=offer) as reply:
        answer = await reply.json()
    await peer.setRemoteDescription(RTCSessionDescription(answer["sdp"], answer["type"]))
    return peer, await asyncio.wait_for(track, 30)


async def main():
    url, seconds = sys.argv[1], float(sys.argv[2])
    begin = time.perf_counter()
    peer, track = await connect(url)
    await asyncio.wait_for(track.recv(), 30)
    first = time.perf_counter() - begin
    warm = time.perf_counter() + 2  # the bitrate finds its place
    while time.perf_counter() < warm:
        await track.recv()
    print("begin", flush=True)
    ages, start = [], time.perf_counter()
    while time.perf_counter() - start < seconds:
        frame = await asyncio.wait_for(track.recv(), 30)
        ages.append(read_stamp(frame.to_ndarray(format="rgb24")))
    rate = len(ages) / (time.perf_counter() - start)
    print(json.dumps({"rate": rate, "ages": ages, "first": first}), flush=True)
    await peer.close()


asyncio.run(main())
