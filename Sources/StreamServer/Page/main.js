// The page: pictures in, input out, and a bar that tells how fast both are.

import { Painter, readParts } from "./mjpeg.js{{token}}";
import { startVideo } from "./rtc.js{{token}}";
import { Link } from "./socket.js{{token}}";
import { Input } from "./input.js{{token}}";

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const stage = $("stage"), canvas = $("picture"), video = $("video");

/// An address of this server. The token goes along: a notebook's frame may keep no cookies.
const address = (path, scheme = location.protocol) => {
  const token = query.get("token");
  return `${scheme}//${location.host}${path}${token ? `?token=${encodeURIComponent(token)}` : ""}`;
};

const state = { frames: 0, acted: 0, latency: null, role: "drive", control: "none", video: null };

function notice(text, seconds = 4) {
  $("notice").textContent = text;
  $("notice").hidden = !text;
  clearTimeout(notice.timer);
  if (text && seconds) notice.timer = setTimeout(() => notice(""), seconds * 1000);
}

function drawn() {
  state.frames += 1;
  stage.classList.remove("stale");
  if (!state.acted) return;
  const took = performance.now() - state.acted;
  state.acted = 0;
  // Nothing may have moved; then the next picture tells nothing.
  if (took < 2000) state.latency = state.latency === null ? took : state.latency * 0.7 + took * 0.3;
}

// Pictures: as JPEGs on the canvas, or as video; whichever is lost is begun again.

const painter = new Painter(canvas, drawn);
let pause = 500;

async function pictures() {
  for (;;) {
    const abort = new AbortController();
    state.abort = () => abort.abort();
    try {
      await (state.video ? Promise.resolve() : readParts(address("/video/mjpeg"), abort.signal, (jpeg) => {
        pause = 500;
        painter.take(jpeg);
      }));
    } catch (error) {
      if (!state.video && error.name !== "AbortError" && !(error instanceof TypeError)) notice(error.message, 8);
    }
    if (state.video) {
      await state.video.ended;
      state.video = null;
      show(false);
      continue;
    }
    stage.classList.add("stale");
    await new Promise((done) => setTimeout(done, pause));
    pause = Math.min(pause * 2, 8000);
  }
}

function show(isVideo) {
  canvas.hidden = isVideo;
  video.hidden = !isVideo;
  $("kind").textContent = isVideo ? "Video" : "MJPEG";
}

async function toggleVideo() {
  if (state.video) return state.video.end();
  try {
    let end;
    const ended = new Promise((done) => { end = done; });
    const peer = await startVideo(video, address("/offer"), () => end());
    state.video = { ended, end: () => { peer.close(); end(); } };
    state.abort(); // of a scene that stands still no JPEG comes to notice it by
    show(true);
    const count = () => {
      if (!state.video) return;
      drawn();
      video.requestVideoFrameCallback?.(count);
    };
    video.requestVideoFrameCallback?.(count);
  } catch (error) {
    notice(`no video: ${error.message}`);
  }
}

// Input.

const link = new Link(address("/ws", location.protocol === "https:" ? "wss:" : "ws:"), {
  state: (isOpen) => { $("dot").className = isOpen ? "good" : "bad"; },
  message: (message) => {
    if (message.type === "error") return notice(message.error);
    if (message.type !== "status") return;
    Object.assign(state, { role: message.role, control: message.control });
    const others = message.control === "other";
    stage.classList.toggle("watching", state.role !== "drive" || others);
    $("control").hidden = !(state.role === "drive" && others);
    $("viewers").textContent =
      (state.role === "drive" ? "" : "watching · ") + `${message.viewers} viewer${message.viewers === 1 ? "" : "s"}`;
    $("kind").hidden = !message.webrtc;
    if (message.webrtc && !state.tried && ["rtc", "webrtc"].includes(query.get("encoding"))) toggleVideo();
    state.tried = true;
  },
});

const size = () => video.hidden || !video.videoWidth
  ? { width: canvas.width, height: canvas.height }
  : { width: video.videoWidth, height: video.videoHeight };

if (query.get("interaction") !== "0") {
  new Input(stage, size, (message) => {
    if (state.role !== "drive") return notice("this link only shows the scene");
    if (!link.send(message)) return notice("not connected");
    if (message.type !== "mouseLeftClick") state.acted ||= performance.now();
  });
}

function save() {
  const source = document.createElement("canvas");
  Object.assign(source, size());
  source.getContext("2d").drawImage(video.hidden ? canvas : video, 0, 0);
  source.toBlob((blob) => {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = `fury-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.png`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  });
}

const full = () => document.fullscreenElement
  ? document.exitFullscreen() : document.documentElement.requestFullscreen?.().catch(() => {});
const help = () => $("keys").open ? $("keys").close() : $("keys").showModal();
const control = () => link.send({ type: "takeControl" });

$("full").onclick = full;
$("help").onclick = help;
$("control").onclick = control;
$("kind").onclick = toggleVideo;
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = { "?": help, f: full, p: save, t: control, i: () => $("bar").classList.toggle("quiet") }[event.key];
  if (action) action();
});

// Once a second: how fast it is, and who is there.

let last = performance.now();
setInterval(() => {
  const now = performance.now();
  const rate = state.frames * 1000 / (now - last);
  [state.frames, last] = [0, now];
  $("rate").textContent = rate < 0.5 ? "still" : `${rate.toFixed(0)} fps`;
  $("latency").textContent = state.latency === null ? "" : `${state.latency.toFixed(0)} ms`;
  link.send({ type: "hello" });
}, 1000);

if (query.get("background")) document.body.style.backgroundColor = query.get("background");
if (query.get("bar") === "0") document.body.classList.add("bare");
stage.focus();
pictures();
