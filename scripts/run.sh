#!/usr/bin/env bash
# Starts a real FURY scene without a screen and attaches the viewer to it, in this terminal.
#
#   scripts/run.sh PROGRAM [SCENE ARGUMENTS] [-- VIEWER ARGUMENTS]
#
# PROGRAM is the fury-tui to run. What is started here ends with the viewer, however that ends.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:?"usage: scripts/run.sh PROGRAM [SCENE ARGUMENTS] [-- VIEWER ARGUMENTS]"}
shift
scene_arguments=()
while (($#)); do
  [[ $1 == -- ]] && { shift; break; }
  scene_arguments+=("$1")
  shift
done

echo "run: starting a FURY scene without a screen (Xvfb, examples/fury_scene.py ${scene_arguments[*]})"
coproc SCENE { exec "$root/scripts/scene.sh" "${scene_arguments[@]}"; }
scene=$SCENE_PID
hold=${SCENE[1]} # as long as this is open, the scene lives
viewer=

clean_up() {
  trap - EXIT
  [[ -n $viewer ]] && kill "$viewer" 2>/dev/null && kill -CONT "$viewer" && wait "$viewer" 2>/dev/null || true
  exec {hold}>&-
  wait "$scene" 2>/dev/null || true
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Loading FURY takes seconds, on a cold disk much longer.
if ! IFS= read -r -t 180 line <&"${SCENE[0]}"; then
  echo "run: the scene did not start" >&2
  exit 1
fi
pid=$(sed -n 's/.*"pid": *\([0-9]*\).*/\1/p' <<<"$line")
echo "run: the scene is process $pid: $line"
echo "run: fury-tui attach $pid $* (q ends it and the scene)"

# In the background for the shell only, so that a signal reaches the trap above at once; the viewer
# stays in the terminal's foreground process group, where it may read keys.
# make and this script would not stop with it, so it must not stop itself.
FURY_TUI_NO_SUSPEND=1 "$program" attach "$pid" "$@" <&0 &
viewer=$!
status=0
wait "$viewer" || status=$?
viewer=
exit "$status"
