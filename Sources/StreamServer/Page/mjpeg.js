// The newest JPEG of /video/mjpeg, again and again: the multipart body is read here and not by an
// <img>, so that the page knows when a picture comes, and drops those that come too fast.

const end = (bytes, from) => {
  for (let i = from; i + 3 < bytes.length; i++) {
    if (bytes[i] === 13 && bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10) return i;
  }
  return -1;
};

/// Reads parts until the connection ends; calls `take` with the bytes of each JPEG.
export async function readParts(url, signal, take) {
  const response = await fetch(url, { signal, cache: "no-store", credentials: "same-origin" });
  if (!response.ok) throw new Error((await response.text()).trim() || response.statusText);
  const reader = response.body.getReader();
  let bytes = new Uint8Array(1 << 16);
  let count = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (count + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, count + value.length));
      larger.set(bytes.subarray(0, count));
      bytes = larger;
    }
    bytes.set(value, count);
    count += value.length;
    let start = 0;
    for (;;) {
      const head = end(bytes.subarray(0, count), start);
      if (head < 0) break;
      const text = new TextDecoder().decode(bytes.subarray(start, head));
      const length = Number(/content-length: *(\d+)/i.exec(text)?.[1]);
      if (!(length > 0)) throw new Error("the picture stream is not understood");
      if (count < head + 4 + length) break;
      take(bytes.slice(head + 4, head + 4 + length));
      start = head + 4 + length;
    }
    bytes.copyWithin(0, start, count);
    count -= start;
  }
}

/// Draws JPEGs on a canvas: one is decoded at a time, and of those that wait only the newest.
export class Painter {
  constructor(canvas, drawn) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
    this.drawn = drawn;
    this.waiting = null;
    this.busy = false;
  }

  take(jpeg) {
    this.waiting = jpeg;
    if (!this.busy) this.paint();
  }

  async paint() {
    this.busy = true;
    while (this.waiting) {
      const jpeg = this.waiting;
      this.waiting = null;
      try {
        const picture = await createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }));
        if (this.canvas.width !== picture.width || this.canvas.height !== picture.height) {
          this.canvas.width = picture.width;
          this.canvas.height = picture.height;
        }
        this.context.drawImage(picture, 0, 0);
        picture.close();
        this.drawn();
      } catch { /* a damaged picture: the next one follows */ }
    }
    this.busy = false;
  }
}
