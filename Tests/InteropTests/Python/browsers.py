"""Stands for browsers: aiortc as WebRTC peers, behind one JSON object a line.

`offer` begins a peer, `connect` takes the answer to it, `watch` waits for pictures and tells what
is on the last one, `close` ends the peer as a browser does.
"""

import asyncio
import ctypes
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request

import aioice.ice
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    pack_remb_fci,
)

PATIENCE = 60  # seconds; nothing here takes that long unless it never comes


class Peer:
    def __init__(self):
        self.connection = RTCPeerConnection()
        self.track = asyncio.get_running_loop().create_future()
        self.connection.on("track", self.take_track)

    def take_track(self, track):
        if track.kind == "video" and not self.track.done():
            self.track.set_result(track)

    async def offer(self, audio, data):
        self.connection.addTransceiver("video", direction="recvonly")
        if audio:
            self.connection.addTransceiver("audio", direction="recvonly")
        if data:
            self.connection.createDataChannel("data")
        await self.connection.setLocalDescription(await self.connection.createOffer())
        return self.connection.localDescription.sdp

    async def picture(self):
        return await asyncio.wait_for((await self.track).recv(), PATIENCE)


def look_at(frame, points):
    pixels = frame.to_ndarray(format="rgb24")
    return [
        [int(part) for part in pixels[int(y * frame.height), int(x * frame.width)]]
        for x, y in points
    ]


async def do_offer(peers, id, audio=False, data=False):
    peers[id] = Peer()
    return {"sdp": await peers[id].offer(audio, data)}


def post(url, data):
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as problem:
        return {"status": problem.code, "body": problem.read().decode()}


async def do_post(peers, url, sdp):
    """What a server makes of an offer: its answer, or the status and the body of a refusal."""
    data = json.dumps({"sdp": sdp, "type": "offer"}).encode()
    return await asyncio.to_thread(post, url, data)


async def do_connect(peers, id, sdp):
    answer = RTCSessionDescription(sdp=sdp, type="answer")
    await peers[id].connection.setRemoteDescription(answer)
    return {}


async def do_watch(peers, id, count=1, width=None, points=(), save=None):
    """Waits for `count` pictures, of this width when one is given."""
    times, frame = [], None
    while len(times) < count:
        frame = await peers[id].picture()
        if width is None or frame.width == width:
            times.append(time.monotonic())
    if save:
        frame.to_image().save(save)
    return {
        "width": frame.width,
        "height": frame.height,
        "colors": look_at(frame, points),
        "rate": (count - 1) / (times[-1] - times[0]) if count > 1 else 0,
    }


def losses(source, fraction):
    info = RtcpReceiverInfo(
        ssrc=source, fraction_lost=fraction, packets_lost=9, highest_sequence=9, jitter=0, lsr=0, dlsr=0
    )
    return RtcpRrPacket(ssrc=1, reports=[info])


async def do_report(peers, id, kind, value=0):
    """Sends what aiortc would only send for a reason of its own."""
    (receiver,) = peers[id].connection.getReceivers()
    (source,) = [source.source for source in receiver.getSynchronizationSources()]
    if kind == "key":
        await receiver._send_rtcp_pli(source)
    elif kind == "loss":
        await receiver._send_rtcp(losses(source, value))
    elif kind == "estimate":
        fci = pack_remb_fci(value, [source])
        await receiver._send_rtcp(
            RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=1, media_ssrc=0, fci=fci)
        )
    elif kind == "rubbish":  # the first bytes of a report, then anything
        for first, packet_type in ((0x81, 201), (0x8F, 206), (0x81, 206), (0x9F, 202), (0x80, 204)):
            for length in (8, 12, 20, 40):
                words = (length // 4 - 1).to_bytes(2, "big")
                data = bytes([first, packet_type]) + words + os.urandom(length - 4)
                await receiver.transport._send_rtp(data)
    return {}


async def do_close(peers, id):
    await peers.pop(id).connection.close()
    return {}


CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCSIFFLAGS, IFF_UP = 0x8914, 1


async def do_isolate(peers):
    """Leaves the network: from now on there is the loopback interface and no other."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) and libc.unshare(CLONE_NEWUSER | CLONE_NEWNET):
        return {"isolated": False}
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP) + bytes(22))
    # aioice leaves the loopback interface out.
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    return {"isolated": True}


async def do_serve(peers, program, words):
    """Starts a server in this network; its first line. It ends with this process."""
    server = subprocess.Popen([program, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    peers["server"] = server
    return {"line": server.stdout.readline().decode()}


async def main():
    print(json.dumps({"ready": True}), flush=True)
    peers = {}
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    while line := await reader.readline():
        request = json.loads(line)
        name = request.pop("do")
        try:
            answer = await globals()["do_" + name](peers, **request)
        except Exception as problem:  # told to the test, which shows it
            answer = {"error": f"{name}: {type(problem).__name__}: {problem}"}
        print(json.dumps(answer), flush=True)


asyncio.run(main())
