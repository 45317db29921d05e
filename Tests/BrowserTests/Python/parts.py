#!/usr/bin/env python3
"""Reads parts of a multipart/x-mixed-replace stream with aiohttp's strict reader.

    parts.py URL COUNT

Prints one JSON object: the media type, and of each part its headers and the picture's size.
"""

import asyncio
import io
import json
import sys

import aiohttp
from PIL import Image


async def main():
    parts = []
    async with aiohttp.ClientSession() as session, session.get(sys.argv[1]) as answer:
        answer.raise_for_status()
        reader = aiohttp.MultipartReader.from_response(answer)
        while len(parts) < int(sys.argv[2]):
            part = await reader.next()
            data = bytes(await part.read())
            picture = Image.open(io.BytesIO(data))
            picture.load()
            parts.append({'headers': dict(part.headers), 'bytes': len(data),
                          'size': picture.size, 'format': picture.format})
        kind = answer.headers['Content-Type']
    print(json.dumps({'type': kind, 'parts': parts}))


asyncio.run(asyncio.wait_for(main(), 60))
