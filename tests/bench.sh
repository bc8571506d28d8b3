#!/bin/sh
# Builds Munja and prints what it takes, a line for each figure: name, value and unit, with tabs
# between them. Every program tests/bench/bench-* measures something of its own.
#
#   sh tests/bench.sh            everything
#   sh tests/bench.sh import     only some
set -eu
cd "$(dirname "$0")/.."

sh src/install-deps.sh test
sh src/build.sh

export MUNJA_PRACTICE_SERVER="$PWD/build/src/practice/munja-practice-server"
export MUNJA_BENCH_SEND="$PWD/build/tests/bench/bench-send"
export MUNJA_ROOT="$PWD/build/root" XDG_DATA_DIRS="$PWD/build/root/share:/usr/local/share:/usr/share"
export MUNJA_SDK_FOLDER="$PWD/build/tests/practice/sdk"
export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent
export GSETTINGS_BACKEND=memory GIO_USE_VFS=local GIO_USE_PROXY_RESOLVER=dummy LC_ALL=C.UTF-8

[ $# -gt 0 ] || set -- import send meter key merge archive follow sdk command
for name in "$@"; do
  case $name in
    command) sh tests/support/session.sh --keyring python3 -B tests/bench/bench-command.py ;;
    sdk) python3 -B tests/bench/bench-sdk.py ;;
    key) GSK_RENDERER=cairo GTK_A11Y=none sh tests/support/session.sh build/tests/ui/bench-key ;;
    *) "build/tests/bench/bench-$name" ;;
  esac
done
