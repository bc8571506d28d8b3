#!/bin/sh
# What parts.sh makes of the ends of several commands.
set -eu

parts="$(dirname "$0")/parts.sh"

check() { # name, expected status, expected last line, words for parts.sh
  name=$1 status=0 wanted="$2 $3"
  shift 3
  output=$(bash "$parts" "$@") || status=$?
  got="$status $(echo "$output" | tail -n 1)"
  [ "$got" = "$wanted" ] || {
    echo "FAIL $name: expected '$wanted', got '$got'" >&2
    exit 1
  }
}

check 'a line of its own' 0 '3 passed, 0 failed' echo '3 passed, 0 failed'
check 'added up' 0 '5 passed, 0 failed, 1 skipped' \
  echo '3 passed, 0 failed' + echo '2 passed, 0 failed, 1 skipped'
check 'no line' 0 '4 passed, 0 failed' true + echo '3 passed, 0 failed'
check 'the first fails' 1 '2 passed, 1 failed' false + echo '2 passed, 0 failed'
check 'failures are counted once' 1 '1 passed, 2 failed' sh -c 'echo 1 passed, 2 failed; exit 1'
check 'fails in spite of its line' 1 '3 passed, 1 failed' sh -c 'echo 3 passed, 0 failed; exit 1'
check 'succeeds in spite of its line' 1 '3 passed, 1 failed' echo '3 passed, 1 failed'
check 'a line that is not the last' 1 '0 passed, 1 failed' sh -c 'echo 3 passed, 0 failed; echo Stopped; exit 1'
check 'words stay whole' 0 '1 passed, 0 failed' test 'a  b*' = 'a  b*'
