#!/bin/sh
# Runs a command in a private desktop session: an X server, a session bus and a home of its own.
# Nothing of the machine's own session is reachable from it, and nothing outlives it.
#
#   session.sh [--keyring] [--portals] COMMAND [ARGUMENT...]
#
# The exit status is that of COMMAND. What is asked for in the environment:
#
#   SCREEN=1024x768x24     size and depth of the screen
#   KEEP_HOME=DIR          use DIR as the home and keep it, for what must survive a restart
#   LOOPBACK_ONLY=1        no network but the loopback device, where that is permitted
#   KEYRING_PASSWORD=pw    with --keyring: the password of the login keyring
#   KEYRING_LOCKED=1       with --keyring: start the keyring, but do not unlock it
#   LC_ALL, LANG           if the machine lacks the locale that is named, it is built for the session
#
# The bus knows no service but the accessibility bus, with --keyring the keyring's prompter, and with
# --portals those of Flatpak and of the desktop. So nothing else starts by itself. G_DEBUG reaches COMMAND only: the warnings of the
# session's own daemons are not ours. Input methods are off; COMMAND may set GTK_IM_MODULE.
#
# shellcheck disable=SC2317 # what the traps call looks unreachable
set -eu

here=$(cd "$(dirname "$0")" && pwd)
services=/usr/share/dbus-1/services

usage() {
  echo "usage: $0 [--keyring] [--portals] COMMAND [ARGUMENT...]" >&2
  exit 2
}

# A process namespace ends with its first process, whatever became of the others. Where that is
# refused, as in most containers, reap.py ends them one by one.
choose_world() {
  for identity in '' --map-current-user; do
    world="unshare $identity --pid --fork --mount-proc --kill-child"
    # shellcheck disable=SC2086 # a list of words, here and below
    if [ -n "${LOOPBACK_ONLY:-}" ] && $world --net --keep-caps true 2>/dev/null; then
      world="$world --net --keep-caps"
      export SESSION_OWN_NETWORK=1
    fi
    # shellcheck disable=SC2086
    $world true 2>/dev/null && return
  done
  world="/usr/bin/python3 $here/reap.py"
}

make_home() {
  for name in home run services; do
    mkdir -m 700 "$SESSION_DIR/$name"
  done
  export HOME="${KEEP_HOME:-$SESSION_DIR/home}" XDG_RUNTIME_DIR="$SESSION_DIR/run"
  cp "$services/org.a11y.Bus.service" "$SESSION_DIR/services"
  if [ -n "$SESSION_KEYRING" ]; then
    cp "$services/org.gnome.keyring.SystemPrompter.service" "$SESSION_DIR/services"
  fi
  if [ -n "$SESSION_PORTALS" ]; then
    cp "$services"/org.freedesktop.portal.* "$services"/org.freedesktop.impl.portal.* "$SESSION_DIR/services"
  fi
  cat >"$SESSION_DIR/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir=$SESSION_DIR/run</listen>
  <servicedir>$SESSION_DIR/services</servicedir>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
}

set_environment() {
  unset DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS DBUS_STARTER_ADDRESS \
    DBUS_STARTER_BUS_TYPE AT_SPI_BUS_ADDRESS NO_AT_BRIDGE GNOME_KEYRING_CONTROL SSH_AUTH_SOCK \
    XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CURRENT_DESKTOP \
    XDG_SESSION_TYPE XDG_SESSION_ID DESKTOP_SESSION DESKTOP_STARTUP_ID XDG_ACTIVATION_TOKEN \
    GTK_IM_MODULE XMODIFIERS IBUS_ADDRESS GTK_THEME
  export ADW_DISABLE_PORTAL=1 GDK_BACKEND=x11 GIO_USE_VFS=local GTK_A11Y="${GTK_A11Y:-atspi}" \
    GSETTINGS_BACKEND="${GSETTINGS_BACKEND:-keyfile}" LANG="${LANG:-C.UTF-8}"
  if [ -n "$SESSION_PORTALS" ]; then
    export XDG_CURRENT_DESKTOP=GNOME
    unset ADW_DISABLE_PORTAL
  fi
  if [ -n "${G_DEBUG:-}" ]; then
    export SESSION_G_DEBUG="$G_DEBUG"
    unset G_DEBUG
  fi
}

# C.UTF-8 with LANGUAGE=ko has no Korean numbers and dates, and newer versions of glibc do not even
# translate there.
provide_locale() {
  locale=${LC_ALL:-$LANG}
  [ -n "$(LC_ALL=$locale locale charmap 2>&1 >/dev/null)" ] || return 0
  mkdir "$SESSION_DIR/locale"
  localedef -i "${locale%%.*}" -f "${locale#*.}" "$SESSION_DIR/locale/$locale" >&2 || {
    echo "$0: there is no locale $locale, and none could be made" >&2
    exit 2
  }
  export LOCPATH="$SESSION_DIR/locale"
}

clean_up() {
  rm -rf "$SESSION_DIR"
}

# $1 is the signal that asked for it: its number plus 128 is what a shell answers then.
stop() {
  trap '' HUP INT TERM
  kill "-$stop_signal" "$child" 2>/dev/null || true
  wait "$child" 2>/dev/null || true
  exit "$((128 + $1))"
}

# First stage, outside: makes the world and waits for its end.
start() {
  umask 022
  SESSION_DIR=$(mktemp -d "${TMPDIR:-/tmp}/munja-session.XXXXXX")
  export SESSION_DIR SESSION_KEYRING SESSION_PORTALS
  trap clean_up EXIT
  make_home
  set_environment
  provide_locale
  choose_world
  # What unshare starts dies with it; unshare itself heeds nothing milder while it waits.
  case "$world" in unshare*) stop_signal=KILL ;; *) stop_signal=TERM ;; esac

  # A command in the background would get an empty standard input, and one in the foreground would
  # keep the traps waiting.
  exec 3<&0
  # shellcheck disable=SC2086
  $world sh "$here/session.sh" --stage=display "$@" <&3 3<&- &
  child=$!
  exec 3<&-
  trap 'stop 1' HUP
  trap 'stop 2' INT
  trap 'stop 15' TERM
  status=0
  wait "$child" || status=$?
  exit "$status"
}

# An X server finds a free number by its abstract socket, which belongs to the network namespace.
# The file beside it would be that of another session.
set_up_network() {
  ip link set lo up
  [ -d /tmp/.X11-unix ] || mkdir -m 1777 /tmp/.X11-unix
  mount -t tmpfs -o mode=1777 tmpfs /tmp/.X11-unix
}

# Second stage, inside: the screen, then the bus. What the daemons say is only of use if they fail.
start_display() {
  if [ -n "${SESSION_OWN_NETWORK:-}" ]; then
    set_up_network
  fi
  mkfifo "$SESSION_DIR/display"
  Xvfb -displayfd 3 -screen 0 "${SCREEN:-1024x768x24}" -nolisten tcp -noreset \
    3>"$SESSION_DIR/display" >"$SESSION_DIR/log" 2>&1 </dev/null &
  server=$!
  number=$(timeout 60 head -n 1 "$SESSION_DIR/display")
  if [ -z "$number" ]; then
    cat "$SESSION_DIR/log" >&2
    echo "$0: the X server did not start" >&2
    exit 1
  fi
  export DISPLAY=":$number"
  set -- sh "$here/session.sh" --stage=bus "$@"
  if [ -n "${SESSION_OWN_NETWORK:-}" ]; then
    # The rights over the network are not for the command.
    set -- setpriv --inh-caps=-all --ambient-caps=-all "$@"
  fi
  status=0
  dbus-run-session --config-file="$SESSION_DIR/bus.conf" -- "$@" \
    4>&1 5>&2 >>"$SESSION_DIR/log" 2>&1 || status=$?
  if [ ! -e "$SESSION_DIR/on-the-bus" ]; then
    cat "$SESSION_DIR/log" >&2
    echo "$0: the session bus did not start" >&2
  fi
  kill "$server"
  wait "$server" || true
  exit "$status"
}

start_keyring() {
  if [ -n "${KEYRING_LOCKED:-}" ]; then
    gnome-keyring-daemon --daemonize --components=secrets </dev/null >/dev/null 2>&1
  else
    printf %s "${KEYRING_PASSWORD:-pw}" \
      | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  fi
  gdbus wait --session --timeout 20 org.freedesktop.secrets || {
    echo "$0: the keyring did not start" >&2
    exit 1
  }
}

# Third stage, on the bus.
run_command() {
  exec >&4 2>&5 4>&- 5>&-
  : >"$SESSION_DIR/on-the-bus"
  if [ -n "$SESSION_KEYRING" ]; then
    start_keyring
  fi
  if [ -n "${SESSION_G_DEBUG:-}" ]; then
    export G_DEBUG="$SESSION_G_DEBUG"
  fi
  unset SESSION_DIR SESSION_KEYRING SESSION_PORTALS SESSION_G_DEBUG SESSION_OWN_NETWORK
  exec "$@"
}

case "${1:-}" in
  --stage=display) shift; start_display "$@" ;;
  --stage=bus) shift; run_command "$@" ;;
esac

SESSION_KEYRING=
if [ "${1:-}" = --keyring ]; then
  SESSION_KEYRING=1
  shift
fi
SESSION_PORTALS=
if [ "${1:-}" = --portals ]; then
  SESSION_PORTALS=1
  shift
fi
case "${1:-}" in '' | -*) usage ;; esac
start "$@"
