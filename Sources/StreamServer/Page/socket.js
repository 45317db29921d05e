// The websocket: FURY's messages out, answers in; opened again when it is lost.

export class Link {
  constructor(url, { message, state }) {
    this.url = url;
    this.message = message;
    this.state = state;
    this.pause = 500;
    this.open();
  }

  open() {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.pause = 500;
      this.state(true);
      this.send({ type: "hello" });
    };
    socket.onmessage = (event) => {
      try { this.message(JSON.parse(event.data)); } catch { /* not for this page */ }
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.state(false);
      this.timer = setTimeout(() => this.open(), this.pause);
      this.pause = Math.min(this.pause * 2, 8000);
    };
  }

  /// True where it could be sent.
  send(message) {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }
}
