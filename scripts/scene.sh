#!/usr/bin/env bash
# Runs the example FURY scene on a machine without a screen: Xvfb on a free display, and
# examples/fury_scene.py (which gets the arguments) on it.
#
# The first line on stdout is the scene's: JSON with its process id and its segment names. Both end
# when stdin reaches its end, when this script is stopped, or when the scene ends; so whoever holds
# the other end of stdin can die in any way and leave nothing behind.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
python=${FURY_TUI_PYTHON:-$root/.venv/bin/python}
folder=$(mktemp -d)
started=()

fail() { printf 'scene: %s\n' "$*" >&2; exit 1; }

clean_up() {
  trap - EXIT
  ((${#started[@]})) && kill "${started[@]}" 2>/dev/null || true
  wait
  rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 143' TERM
trap '' INT HUP # the terminal's, meant for the viewer; the end of stdin follows

command -v Xvfb >/dev/null || fail "Xvfb is missing: run 'make deps'"
[[ -x $python ]] || fail "$python is missing: run 'make deps'"

Xvfb -displayfd 3 -screen 0 2048x2048x24 -nolisten tcp -noreset 3>"$folder/display" 2>"$folder/xvfb.log" &
server=$!
started+=("$server")
for _ in {1..300}; do
  [[ -s $folder/display ]] && break
  kill -0 "$server" 2>/dev/null || fail "Xvfb ended at once: $(tail -n 1 "$folder/xvfb.log")"
  sleep 0.1
done
[[ -s $folder/display ]] || fail "Xvfb did not open a display within 30 seconds"

DISPLAY=:$(<"$folder/display") PYTHONWARNINGS=ignore "$python" "$root/examples/fury_scene.py" "$@" \
  2>"$folder/scene.log" &
scene=$!
started+=("$scene")
cat <&0 >/dev/null &
started+=("$!")

status=0
wait -n "$scene" "$!" || status=$?
if ! kill -0 "$scene" 2>/dev/null && ((status != 0)); then
  fail "the FURY scene ended: $(tail -n 1 "$folder/scene.log")"
fi
