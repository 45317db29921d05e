#!/usr/bin/env bash
# Installs what is missing, and says nothing when nothing is.
#
#   scripts/deps.sh viewer   what building fury-tui needs: a Swift toolchain, five libraries
#   scripts/deps.sh renderer what building and running its renderer needs on top: VTK, OpenGL
#   scripts/deps.sh server   what building and running its server needs on top: GStreamer, libyuv,
#                            libqrencode
#   scripts/deps.sh scene    what examples/fury_scene.py needs: Xvfb, OpenGL, .venv with FURY
#   scripts/deps.sh tests    what the tests need on top: terminals and a browser to test in, spin
#   scripts/deps.sh all      all of it
#
# Debian packages come from apt-get (as root, or through sudo); FURY and, for the tests, aiortc come
# from PyPI into .venv in the package's root. $FURY_TUI_PYTHON, when set, names a Python that has
# them: then no .venv is made.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

viewer_packages=(libncursesw5-dev libsixel-dev libturbojpeg0-dev libpng-dev zlib1g-dev)
renderer_packages=(g++ libvtk9-dev libegl-dev libglew-dev libgl-dev libgl1-mesa-dri libegl1)
server_packages=(libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev
  libgstreamer-plugins-bad1.0-dev gstreamer1.0-plugins-base gstreamer1.0-plugins-good
  gstreamer1.0-plugins-bad gstreamer1.0-nice libyuv-dev libqrencode-dev)
scene_packages=(python3-venv xvfb libgl1 libgl1-mesa-dri libx11-6 libxrender1)
test_packages=(xterm mlterm foot weston kitty xdotool imagemagick x11-utils x11-xserver-utils xauth
  fonts-dejavu-core libsixel-bin spin gcc libc6-dev chromium-headless-shell)
fury=0.12.0
aiortc=1.16.0
aiohttp=3.14.5
swift_needed=6.2

say() { printf 'deps: %s\n' "$*"; }
fail() { printf 'deps: %s\n' "$*" >&2; exit 1; }

# Fails with one line unless a Swift toolchain of at least $swift_needed is on the PATH.
need_swift() {
  local version
  command -v swift >/dev/null ||
    fail "swift is not on the PATH: install Swift $swift_needed or newer (https://www.swift.org/install)"
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
  [[ -n $version ]] || fail "'swift --version' failed: the Swift toolchain on the PATH does not run"
  [[ $(printf '%s\n' "$swift_needed" "$version" | sort -V | head -n 1) == "$swift_needed" ]] ||
    fail "Swift $version is too old: install Swift $swift_needed or newer (https://www.swift.org/install)"
}

# Installs those of the packages named that are missing.
need_packages() {
  local package missing=() as_root=()
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    fail "this is not Debian or Ubuntu (no apt-get): install the equivalents of: $*"
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    if command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
      as_root=(sudo)
    else
      fail "root is needed once: apt-get install --no-install-recommends ${missing[*]}"
    fi
  fi
  say "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "${missing[@]}")
  # Package lists may be absent or stale on a fresh machine: refresh them before giving up.
  "${install[@]}" >/dev/null 2>&1 || {
    "${as_root[@]}" apt-get update -qq
    "${install[@]}" >/dev/null
  } || fail "apt-get could not install ${missing[*]}"
}

# True where this Python can load the FURY that the tests and the example are written for.
has_fury() {
  "$1" -c 'import sys, importlib.metadata as m; sys.exit(m.version("fury") != sys.argv[1])' \
    "$fury" 2>/dev/null
}

# Makes .venv with FURY in it; one that an interrupted run left half-made is made anew.
need_fury() {
  local venv=$root/.venv
  if [[ -n ${FURY_TUI_PYTHON:-} ]]; then
    has_fury "$FURY_TUI_PYTHON" ||
      fail "FURY_TUI_PYTHON=$FURY_TUI_PYTHON has no fury $fury: unset it, or install fury there"
    return
  fi
  # The mark is written last, so it stands for a pip that has finished.
  [[ $(cat "$venv/.complete" 2>/dev/null) == "fury $fury" ]] && has_fury "$venv/bin/python" && return
  exec 9<"$root"
  flock 9 # one at a time
  [[ $(cat "$venv/.complete" 2>/dev/null) == "fury $fury" ]] && has_fury "$venv/bin/python" && return
  say "making .venv with fury $fury (a few hundred megabytes from PyPI)"
  rm -rf "$venv"
  python3 -m venv "$venv" || fail "python3 could not make $venv"
  "$venv/bin/pip" --quiet --disable-pip-version-check --no-input install "fury==$fury" ||
    fail "pip could not install fury==$fury: is PyPI reachable from here?"
  "$venv/bin/python" -W ignore -c 'import fury.stream.client' ||
    fail "fury $fury is installed in .venv but does not load"
  echo "fury $fury" >"$venv/.complete"
  exec 9<&-
}

# Adds aiortc, a WebRTC client, and aiohttp, which FURY's own server wants, to the Python with FURY.
need_aiortc() {
  local python=${FURY_TUI_PYTHON:-$root/.venv/bin/python}
  "$python" -c 'import sys, importlib.metadata as m
sys.exit([m.version("aiortc"), m.version("aiohttp")] != sys.argv[1:])' \
    "$aiortc" "$aiohttp" 2>/dev/null && return
  [[ -z ${FURY_TUI_PYTHON:-} ]] ||
    fail "FURY_TUI_PYTHON=$FURY_TUI_PYTHON lacks aiortc $aiortc or aiohttp $aiohttp: unset it, or install them there"
  exec 9<"$root"
  flock 9 # one at a time
  say "adding aiortc $aiortc to .venv"
  "$python" -m pip --quiet --disable-pip-version-check --no-input install \
    "aiortc==$aiortc" "aiohttp==$aiohttp" ||
    fail "pip could not install aiortc==$aiortc: is PyPI reachable from here?"
  exec 9<&-
}

case ${1:-all} in
  viewer) need_swift; need_packages "${viewer_packages[@]}" ;;
  renderer) need_swift; need_packages "${viewer_packages[@]}" "${renderer_packages[@]}" ;;
  server) need_swift; need_packages "${viewer_packages[@]}" "${server_packages[@]}" ;;
  scene) need_packages "${scene_packages[@]}"; need_fury ;;
  tests) need_packages "${test_packages[@]}" ;;
  all)
    need_swift
    need_packages "${viewer_packages[@]}" "${renderer_packages[@]}" "${server_packages[@]}" \
      "${scene_packages[@]}" "${test_packages[@]}"
    need_fury
    need_aiortc
    ;;
  *) fail "unknown set '$1': viewer, renderer, server, scene, tests or all" ;;
esac
