#!/usr/bin/env python3
"""A headless Chromium with one page, driven through its DevTools protocol.

    browser.py URL [WIDTHxHEIGHT]

Reads one JSON object a line on stdin and answers each with one on stdout:

    {"do": "eval", "js": "document.title"}            {"value": ...}
    {"do": "mouse", "type": "mousePressed", "x": 10, "y": 20, "button": "left"}
    {"do": "key", "key": "ArrowLeft"}
    {"do": "touch", "type": "touchStart", "points": [[10, 20], [30, 40]]}
    {"do": "screenshot", "path": "page.png"}
    {"do": "open", "url": "http://localhost:1234/"}
    {"do": "errors"}                                  {"value": [what the page complained of]}

The browser and its profile are gone when stdin ends.
"""

import asyncio
import base64
import json
import os
import shutil
import signal
import sys
import tempfile

import aiohttp


class Page:
    def __init__(self, socket):
        self.socket, self.count, self.waiting, self.errors = socket, 0, {}, []

    async def listen(self):
        async for message in self.socket:
            data = json.loads(message.data)
            if 'id' in data:
                future = self.waiting.pop(data['id'], None)
                if future and not future.done():
                    future.set_result(data)
            elif data['method'] == 'Runtime.exceptionThrown':
                details = data['params']['exceptionDetails']
                self.errors.append(details.get('exception', {}).get('description', details['text']))
            elif data['method'] == 'Log.entryAdded':
                entry = data['params']['entry']
                if entry['level'] == 'error':
                    self.errors.append(f"{entry['text']} {entry.get('url', '')}")

    async def call(self, method, **params):
        self.count += 1
        self.waiting[self.count] = asyncio.get_running_loop().create_future()
        future = self.waiting[self.count]
        await self.socket.send_json({'id': self.count, 'method': method, 'params': params})
        answer = await asyncio.wait_for(future, 60)
        if 'error' in answer:
            raise RuntimeError(answer['error']['message'])
        return answer['result']

    async def do(self, order):
        kind = order.pop('do')
        if kind == 'eval':
            result = await self.call('Runtime.evaluate', expression=order['js'],
                                     returnByValue=True, awaitPromise=True)
            if 'exceptionDetails' in result:
                raise RuntimeError(result['exceptionDetails']['exception']['description'])
            return result['result'].get('value')
        if kind == 'mouse':
            await self.call('Input.dispatchMouseEvent',
                            **{'clickCount': 1, 'pointerType': 'mouse', **order})
        elif kind == 'touch':
            points = [{'x': x, 'y': y, 'id': i} for i, (x, y) in enumerate(order['points'])]
            await self.call('Input.dispatchTouchEvent', type=order['type'], touchPoints=points)
        elif kind == 'key':
            text = {'text': order['key']} if len(order['key']) == 1 else {}
            for what in ('keyDown', 'keyUp'):
                await self.call('Input.dispatchKeyEvent', type=what, key=order['key'],
                                **(text if what == 'keyDown' else {}))
        elif kind == 'screenshot':
            result = await self.call('Page.captureScreenshot', format='png')
            with open(order['path'], 'wb') as file:
                file.write(base64.b64decode(result['data']))
        elif kind == 'open':
            await self.call('Page.navigate', url=order['url'])
        elif kind == 'errors':
            return self.errors
        else:
            raise RuntimeError(f'unknown order {kind}')
        return None


async def orders():
    reader = asyncio.StreamReader(limit=1 << 20)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


async def devtools_port(process, folder):
    path = os.path.join(folder, 'DevToolsActivePort')
    for _ in range(600):
        if process.returncode is not None:
            raise RuntimeError('chromium ended at once')
        if os.path.exists(path) and (lines := open(path).read().split('\n'))[0]:
            return int(lines[0])
        await asyncio.sleep(0.05)
    raise RuntimeError('chromium does not start')


async def main():
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)
    url = sys.argv[1]
    size = (sys.argv[2] if len(sys.argv) > 2 else '1000x700').split('x')
    folder = tempfile.mkdtemp(prefix='fury-tui-browser-')
    program = shutil.which('chromium-headless-shell') or shutil.which('chromium')
    # Whatever ends this process ends the browser.
    process = await asyncio.create_subprocess_exec(
        'setpriv', '--pdeathsig', 'KILL', '--', program, '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0',
        f'--user-data-dir={folder}', f'--window-size={size[0]},{size[1]}', '--hide-scrollbars',
        'about:blank', stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL, start_new_session=True)
    try:
        port = await devtools_port(process, folder)
        async with aiohttp.ClientSession() as session:
            async with session.get(f'http://127.0.0.1:{port}/json/list') as answer:
                target = next(t for t in await answer.json() if t['type'] == 'page')
            async with session.ws_connect(target['webSocketDebuggerUrl'], max_msg_size=0) as socket:
                page = Page(socket)
                listening = asyncio.create_task(page.listen())
                for domain in ('Page', 'Runtime', 'Log'):
                    await page.call(f'{domain}.enable')
                await page.call('Page.navigate', url=url)
                print(json.dumps({'value': 'ready'}), flush=True)
                async for order in orders():
                    try:
                        answer = {'value': await page.do(order)}
                    except Exception as error:
                        answer = {'error': str(error)}
                    print(json.dumps(answer), flush=True)
                listening.cancel()
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        await process.wait()
        shutil.rmtree(folder, ignore_errors=True)


try:
    asyncio.run(main())
except asyncio.CancelledError:
    pass
