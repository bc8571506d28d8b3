#!/bin/sh
# What session.sh promises, in each world that it can choose: in a process namespace, and where that
# is refused. Root tries it as an ordinary user, too.
#
# shellcheck disable=SC2016 # what is quoted is for the shell inside
set -eu

here=$(cd "$(dirname "$0")" && pwd)
session="$here/session.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 777 "$work"

fail() {
  echo "FAIL ($world): $*" >&2
  exit 1
}

expect() { # what, expected, got
  [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"
}

status_of() {
  status=0
  "$@" || status=$?
  echo "$status"
}

run() {
  # shellcheck disable=SC2086 # a list of words
  $as env TMPDIR="$work" "$@"
}

# A lock tells, across namespaces, whether its holder lives. The kernel ends those of a namespace a
# moment after its first process.
expect_dead() {
  run flock --timeout 10 "$work/lock" true || fail "$1: a daemon is still there"
  expect "$1: what is left behind" '' "$(find "$work" -maxdepth 1 -name 'munja-session.*')"
}

# Ignores what is milder than SIGKILL, and waits until the daemon has its lock.
daemon='trap "" TERM HUP; setsid flock "$0" sleep 600 & until ! flock -n "$0" true; do :; done'

test_command() {
  expect 'exit status' 3 "$(status_of run "$session" sh -c 'exit 3')"
  expect 'killed' 137 "$(status_of run "$session" sh -c 'kill -KILL $$')"
  expect 'input and arguments' 'a  b/c' \
    "$(echo c | run "$session" sh -c 'echo "$1/$(cat)"' - 'a  b')"
  expect 'own fault' 2 "$(status_of run "$session" 2>/dev/null)"
}

test_surroundings() {
  expect 'screen' '640 480' "$(run SCREEN=640x480x24 "$session" xdotool getdisplaygeometry)"
  expect 'home' 0 "$(run "$session" sh -c 'ls -A "$HOME" | wc -l')"
  expect 'run-time folder' 700 "$(run "$session" sh -c 'stat -c %a "$XDG_RUNTIME_DIR"')"
  expect 'G_DEBUG' fatal-warnings \
    "$(run G_DEBUG=fatal-warnings XDG_DATA_HOME=/x "$session" \
      sh -c 'echo "$G_DEBUG${XDG_DATA_HOME-}"')"
  names=$(run "$session" gdbus call --session --dest org.freedesktop.DBus --object-path / \
    --method org.freedesktop.DBus.ListActivatableNames)
  expect 'services' "(['org.freedesktop.DBus', 'org.a11y.Bus'],)" "$names"
}

test_kept_home() {
  kept=$(mktemp -d "$work/home.XXXXXX")
  chmod 777 "$kept"
  run KEEP_HOME="$kept" "$session" sh -c 'echo kept >"$HOME/file"'
  expect 'kept home' kept "$(run KEEP_HOME="$kept" "$session" sh -c 'cat "$HOME/file"')"
}

test_network() {
  [ "$world" = namespace ] || return 0
  expect 'network' 'lo' \
    "$(run LOOPBACK_ONLY=1 "$session" sh -c 'ip -brief link | cut -d " " -f 1')"
  expect 'rights' 'CapAmb: 0000000000000000' \
    "$(run LOOPBACK_ONLY=1 "$session" sh -c 'grep CapAmb /proc/self/status | tr "\t" " "')"
}

test_locale() {
  expect 'locale' ',' "$(run LC_ALL=ko_KR.UTF-8 "$session" locale thousands_sep)"
  expect 'language' '취소(_C)' "$(run LC_ALL=ko_KR.UTF-8 "$session" gettext gtk40 _Cancel)"
}

test_end() {
  run "$session" sh -c "$daemon" "$work/lock"
  expect_dead 'end'

  mkfifo -m 666 "$work/ready"
  # shellcheck disable=SC2086
  $as env TMPDIR="$work" "$session" sh -c "$daemon; echo >$work/ready; sleep 600" "$work/lock" &
  timeout 60 head -n 1 "$work/ready" >/dev/null || fail 'the command did not start'
  kill "$!"
  status=0
  wait "$!" || status=$?
  expect 'terminated' 143 "$status"
  expect_dead 'termination'
  rm -f "$work/ready" "$work/lock"
}

test_all() {
  test_command
  test_surroundings
  test_kept_home
  test_network
  test_locale
  test_end
  echo "ok: $world${as:+, ordinary user}"
}

refuse() {
  mkdir "$work/bin"
  printf '#!/bin/sh\nexit 1\n' >"$work/bin/unshare"
  chmod 755 "$work/bin" "$work/bin/unshare"
}

refuse
user_path=$PATH
ordinary='setpriv --reuid=nobody --regid=nogroup --clear-groups'
for as in '' "$ordinary"; do
  if [ -n "$as" ] && { [ "$(id -u)" -ne 0 ] || ! $as test -r "$session"; }; then
    continue
  fi
  PATH=$user_path
  # shellcheck disable=SC2086
  if $as unshare --map-current-user --pid --fork --mount-proc true 2>/dev/null \
    || $as unshare --pid --fork --mount-proc true 2>/dev/null; then
    world=namespace
    test_all
  fi
  PATH="$work/bin:$user_path"
  world=refused
  test_all
done
