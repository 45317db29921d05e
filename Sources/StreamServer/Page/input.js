// Mouse, pen, touch and keys, as the three messages of FURY's page.

const outWeel = 60, inWeel = 1000 * (1 - 1 / 0.94);  // opposite steps cancel
const linger = 150;                                  // ms after which a drag by keys ends

export class Input {
  /// - `stage`: the element that is dragged on; `size()`: the picture's pixels; `send`: a message.
  constructor(stage, size, send) {
    Object.assign(this, { stage, size, send });
    this.fingers = new Map();
    this.held = null;
    this.wheel = 0;
    this.keys = null;
    const on = (name, handler, options) => stage.addEventListener(name, handler, options);
    on("pointerdown", (event) => this.down(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", (event) => this.up(event));
    on("pointercancel", (event) => this.up(event));
    on("contextmenu", (event) => event.preventDefault());
    on("wheel", (event) => this.turn(event), { passive: false });
    on("keydown", (event) => this.key(event));
    addEventListener("blur", () => this.let());
  }

  /// Where an event is, in 0…1 of the picture, which is fitted into the stage.
  place(event) {
    const box = this.stage.getBoundingClientRect();
    const { width, height } = this.size();
    const scale = Math.min(box.width / width, box.height / height) || 1;
    return {
      x: (event.clientX - box.left - (box.width - width * scale) / 2) / (width * scale),
      y: (event.clientY - box.top - (box.height - height * scale) / 2) / (height * scale),
    };
  }

  post(type, place, flags, more) {
    return this.send({
      type, x: place.x, y: place.y, ctrlKey: flags.ctrl ? 1 : 0, shiftKey: flags.shift ? 1 : 0,
      timestampInMs: Date.now(), ...more,
    });
  }

  press(button, place, flags) {
    this.let();
    // VTK asks where the pointer is before it is told that a button went down.
    this.post("mouseMove", place, flags);
    this.post("mouseLeftClick", place, flags, { on: 1, mouseButton: button });
    this.held = { button, place, flags };
    this.stage.classList.add("dragging");
  }

  /// The newest place is sent with the next picture of the screen; see `flush`.
  drag(place) {
    if (!this.held) return;
    this.held.place = place;
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => this.flush());
  }

  flush() {
    if (this.pending) cancelAnimationFrame(this.pending);
    if (this.pending && this.held) this.post("mouseMove", this.held.place, this.held.flags);
    this.pending = 0;
  }

  /// Lets go, after the last place of the drag has been sent.
  let() {
    this.flush();
    if (!this.held) return;
    const { button, place, flags } = this.held;
    this.held = null;
    this.keys = null;
    clearTimeout(this.keyTimer);
    this.post("mouseLeftClick", place, flags, { on: 0, mouseButton: button });
    this.stage.classList.remove("dragging");
  }

  down(event) {
    event.preventDefault();
    this.stage.focus();
    try { this.stage.setPointerCapture(event.pointerId); } catch { /* it has gone already */ }
    if (event.pointerType === "touch") {
      this.fingers.set(event.pointerId, event);
      if (this.fingers.size === 2) return this.pinch();
      if (this.fingers.size > 2) return this.let();
    }
    if (event.button > 2 || this.held) return;
    this.press(event.button, this.place(event), { ctrl: event.ctrlKey, shift: event.shiftKey });
  }

  move(event) {
    if (event.pointerType !== "touch") return this.drag(this.place(event));
    if (!this.fingers.has(event.pointerId)) return;
    this.fingers.set(event.pointerId, event);
    if (this.fingers.size === 1) return this.drag(this.place(event));
    if (this.fingers.size === 2 && this.span) this.spread();
  }

  up(event) {
    if (event.pointerType === "touch") {
      this.fingers.delete(event.pointerId);
      this.span = 0;
      return this.let();
    }
    if (this.held?.button !== event.button) return;
    this.drag(this.place(event));
    this.let();
  }

  /// Two fingers: their middle pans, their distance zooms.
  pinch() {
    this.let();
    this.span = this.distance();
    this.press(0, this.middle(), { ctrl: false, shift: true });
  }

  spread() {
    const distance = this.distance();
    const factor = distance / this.span;
    if (Math.abs(factor - 1) > 0.02) {
      this.zoom(1000 * (1 - factor));
      this.span = distance;
    }
    this.drag(this.middle());
  }

  distance() {
    const [a, b] = [...this.fingers.values()];
    return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  }

  middle() {
    const [a, b] = [...this.fingers.values()];
    return this.place({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
  }

  /// A wheel's notch is a step; a trackpad's small amounts add up to one.
  turn(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 33 : event.deltaMode === 2 ? 100 : 1;
    this.wheel += event.deltaY * unit / 100;
    const steps = Math.trunc(this.wheel * 4) / 4;
    if (steps === 0) return;
    this.wheel -= steps;
    this.zoom(1000 * (1 - 0.94 ** steps));
  }

  zoom(deltaY) {
    this.send({ type: "weel", deltaY: Math.min(300, Math.max(-400, deltaY)), timestampInMs: Date.now() });
  }

  key(event) {
    if (event.metaKey || event.ctrlKey) return;
    const step = event.shiftKey ? 15 : event.altKey ? 1 : 5;
    const orbit = (right, down) => this.gesture("orbit", right * step / 200, down * step / 200);
    const pan = (right, down) => this.gesture("pan", right * 0.05, down * 0.05);
    const actions = {
      ArrowLeft: () => orbit(-1, 0), ArrowRight: () => orbit(1, 0),
      ArrowUp: () => orbit(0, -1), ArrowDown: () => orbit(0, 1),
      h: () => orbit(-1, 0), l: () => orbit(1, 0), k: () => orbit(0, -1), j: () => orbit(0, 1),
      H: () => pan(-1, 0), L: () => pan(1, 0), K: () => pan(0, -1), J: () => pan(0, 1),
      "[": () => this.gesture("roll", 5, 0), "]": () => this.gesture("roll", -5, 0),
      "+": () => this.zoom(inWeel), "=": () => this.zoom(inWeel), "-": () => this.zoom(outWeel),
      PageUp: () => this.zoom(inWeel), PageDown: () => this.zoom(outWeel),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  /// FURY knows no keys: what they do is dragged about the centre. A held key is one drag.
  gesture(kind, dx, dy) {
    if (this.held && !this.keys) return;
    if (this.keys?.kind !== kind) this.let();
    const { width, height } = this.size();
    const at = (keys) => keys.kind === "roll"
      ? {
        x: 0.5 + 0.3 * Math.cos(keys.angle * Math.PI / 180) * height / width,
        y: 0.5 - 0.3 * Math.sin(keys.angle * Math.PI / 180),
      }
      : { x: keys.x, y: keys.y };
    const begin = () => {
      const keys = { kind, x: 0.5, y: 0.5, angle: 0 };
      this.press(0, at(keys), { ctrl: kind === "roll", shift: kind === "pan" });
      this.keys = keys;
    };
    if (!this.keys) begin();
    if (kind === "roll") {
      this.keys.angle += dx;
    } else {
      if (Math.max(Math.abs(this.keys.x + dx - 0.5), Math.abs(this.keys.y + dy - 0.5)) > 0.45) {
        this.let();
        begin();
      }
      this.keys.x += dx;
      this.keys.y += dy;
    }
    this.drag(at(this.keys));
    clearTimeout(this.keyTimer);
    this.keyTimer = setTimeout(() => this.keys && this.let(), linger);
  }
}
