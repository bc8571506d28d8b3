#!/bin/sh
# Builds Munja and opens it in practice mode, so that it does its main job without an account.
# Without a display it starts a virtual one and goes the way of a newcomer there: signs in, sends,
# prints the service's answer and leaves a picture of each step in build/walkthrough/.
#
#   sh src/run.sh              practice mode
#   sh src/run.sh ARGUMENT...  munja with these arguments in its place, as in --version
set -eu
cd "$(dirname "$0")/.."

root=$PWD/build/root
export XDG_DATA_DIRS="$root/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ $# -gt 0 ]; then
  sh src/install-deps.sh
  sh src/build.sh
  [ $# -gt 0 ] || set -- --practice
  exec "$root/bin/munja" "$@"
fi

sh src/install-deps.sh test
sh src/build.sh
rm -rf build/walkthrough
MUNJA_ROOT=$root PYTHONDONTWRITEBYTECODE=1 GSETTINGS_BACKEND=memory GSK_RENDERER=cairo SCREEN=1024x768x24 \
  sh tests/support/session.sh --keyring \
  /usr/bin/python3 -W ignore tests/journey/walkthrough.py build/walkthrough
