#!/bin/sh
# Checks event-queue.pml with spin: every variant of the rule must hold, and two wrong rules must fail.
# Prints one line a variant; exits 1 when one of them is not as it must be.
set -eu

model=$(cd "$(dirname "$0")" && pwd)/event-queue.pml
for tool in spin cc; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "model/check.sh: $tool is missing; on Debian: apt-get install spin gcc" >&2
    exit 1
  fi
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
failed=0

# check EXPECTED MACROS...: runs one variant; EXPECTED is "holds" or "fails".
check() {
  expected=$1
  shift
  rm -f pan*
  spin -a "$@" "$model" >spin.log 2>&1 || { cat spin.log >&2; exit 1; }
  # No partial-order reduction is needed at this size, and hash compaction is not used: it is exact.
  cc -O2 -DSAFETY -DNOCLAIM -DMEMLIM=2048 -o pan pan.c 2>cc.log || { cat cc.log >&2; exit 1; }
  ./pan -m2000000 -n >pan.log 2>&1 || true
  states=$(awk '/states, stored/ { print $1 }' pan.log)
  if ! grep -q "errors:" pan.log || grep -q "max search depth too small\|out of memory" pan.log; then
    outcome="is not decided"
  elif grep -q "errors: 0" pan.log; then
    outcome=holds
  else
    outcome=fails
  fi
  verdict=ok
  if [ "$outcome" != "$expected" ]; then
    verdict=WRONG
    failed=1
  fi
  printf '%-5s %-40s %s, must be: %s (%s states)\n' \
    "$verdict" "$*" "$outcome" "$expected" "$states"
}

for slots in 2 3 4 5 6; do
  events=$((slots + 2))
  for reset in 0 1 2; do
    check holds -DSLOTS=$slots -DEVENTS=$events -DRESET=$reset
    check holds -DSLOTS=$slots -DEVENTS=$events -DRESET=$reset -DLOCKED
    check holds -DSLOTS=$slots -DEVENTS=$events -DRESET=$reset -DCONTIGUOUS
  done
done
check fails -DSLOTS=4 -DEVENTS=6 -DLOCKED -DFORGET
check fails -DSLOTS=4 -DEVENTS=8 -DLOCKED -DAPPEND
exit $failed
