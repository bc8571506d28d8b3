#!/bin/sh
# Builds Munja and measures how long it takes from its start to the first frame that is drawn, and how
# much memory, beside a bare window of the same toolkit. Prints a line for each figure, the median of as
# many rounds as are asked for, and fails if it is out of proportion. Other work on the machine spoils it.
#
#   sh tests/start-up.sh [ROUNDS]
set -eu
cd "$(dirname "$0")/.."

sh src/install-deps.sh test
sh src/build.sh

export LOOPBACK_ONLY=1 GIO_USE_PROXY_RESOLVER=dummy LC_ALL=C.UTF-8
export XDG_DATA_DIRS="$PWD/build/root/share:/usr/local/share:/usr/share"
exec sh tests/support/session.sh --keyring python3 -B tests/bench/start-up.py "$PWD/build" "${1:-15}"
