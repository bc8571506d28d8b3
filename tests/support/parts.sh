#!/bin/bash
# Runs commands one after another, whatever becomes of each, and ends with one line "N passed, N failed"
# for all of them. A command that has no such line at its end counts as one test.
#
#   parts.sh COMMAND [ARGUMENT...] [+ COMMAND [ARGUMENT...]]...
set -uo pipefail

passed=0
failed=0
skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

run_part() {
  local status=0 before=$failed
  "$@" 2>&1 | tee "$log" || status=$?
  if [[ $(tail -n 1 "$log") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+)\ skipped)?$ ]]; then
    ((passed += BASH_REMATCH[1], failed += BASH_REMATCH[2], skipped += ${BASH_REMATCH[4]:-0}))
  elif ((status == 0)); then
    ((passed += 1))
  fi
  if ((status != 0 && failed == before)); then
    ((failed += 1))
  fi
}

part=()
for word in "$@" +; do
  if [[ $word != + ]]; then
    part+=("$word")
  else
    run_part "${part[@]}"
    part=()
  fi
done

tail=
((skipped == 0)) || tail=", $skipped skipped"
echo "$passed passed, $failed failed$tail"
((failed == 0))
