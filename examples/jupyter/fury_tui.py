"""FURY's notebook widget, with `fury-tui-serve` as its server.

    from fury_tui import Widget

    widget = Widget(show_manager)
    widget.display(height=400)      # in the last line of a cell
    ...
    widget.stop()

The same parameters and methods as `fury.stream.widget.Widget`; the pictures are encoded once for all
viewers, only whoever has the link gets in, and a port is never taken by chance. `fury-tui-serve` is
looked for in $FURY_TUI_LIBEXEC, beside `fury-tui` on the PATH, and in ../libexec/fury-tui of it.
"""

from collections import deque
import json
import os
import shutil
import subprocess
import threading

import fury.stream.widget


def server_program():
    """The path of fury-tui-serve."""
    folders = [os.environ.get('FURY_TUI_LIBEXEC')]
    if viewer := shutil.which('fury-tui'):
        folder = os.path.dirname(os.path.realpath(viewer))
        folders += [folder, os.path.join(folder, '..', 'libexec', 'fury-tui')]
    for folder in filter(None, folders):
        path = os.path.join(folder, 'fury-tui-serve')
        if os.access(path, os.X_OK):
            return path
    raise FileNotFoundError('fury-tui-serve: put fury-tui on the PATH, or set FURY_TUI_LIBEXEC')


class Widget(fury.stream.widget.Widget):
    """A scene in a notebook's cell."""

    link = None

    @property
    def command(self):
        """The server's command line."""
        images, queue = self.stream.img_manager, self.stream_interaction.circular_queue
        return [
            server_program(),
            '--images=' + ','.join(images.image_buffer_names),
            '--info=' + images.info_buffer_name,
            '--head-tail=' + queue.head_tail_buffer_name,
            '--queue=' + queue.buffer.buffer_name,
            f'--host={self._host}', '--port=0', f'--ms-jpeg={self.ms_jpeg}',
            '--encoding=' + ('mjpeg' if self.encoding == 'mjpeg' else 'rtc'),
        ]

    @property
    def command_string(self):
        return ' '.join(self.command)

    def run_command(self):
        """Starts the server and waits for its link."""
        if self.pserver is not None:
            self._kill_server()
        # It ends when its standard input does, so also when the notebook's kernel dies.
        self.pserver = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.pserver.stdout.readline()
        if not line:
            raise RuntimeError(self.pserver.stderr.read().decode().strip())
        self.link = json.loads(line)['link']
        self._port = self.link['port']
        for pipe in (self.pserver.stdout, self.pserver.stderr):
            threading.Thread(target=deque, args=(pipe, 0), daemon=True).start()  # read, not kept
        return True

    @property
    def url(self):
        address, token = self.link['drive'].split('?')
        return f'{address}?iframe=1&encoding={self.encoding}&{token}'

    def iframe(self, height=400):
        """The page in a frame: an IPython object where there is IPython, else HTML."""
        try:
            from IPython.display import IFrame
        except ImportError:
            address = self.url.replace('&', '&amp;')
            return f'<iframe src="{address}" width="100%" height="{int(height)}"></iframe>'
        return IFrame(self.url, '100%', int(height))

    def start(self):
        """Starts stream and server; returns the address of the page."""
        self._start_fury_client()
        self.run_command()
        return self.url

    def display(self, height=400):
        """Starts stream and server; returns the frame to show."""
        self.start()
        return self.iframe(height)

    def _kill_server(self):
        self.pserver.stdin.close()
        try:
            self.pserver.wait(5)
        except subprocess.TimeoutExpired:
            self.pserver.kill()
            self.pserver.wait()
        self.pserver = None
