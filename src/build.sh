#!/bin/sh
# Builds Munja into build/ and installs it into build/root, from where it finds its translations,
# schema, icons and helper programs as an installed one does. Arguments go to `meson setup`.
set -eu
cd "$(dirname "$0")/.."

if [ -f build/build.ninja ]; then
  [ $# -eq 0 ] || meson configure build "$@"
else
  meson setup build --prefix="$PWD/build/root" "$@" >&2
fi
meson compile -C build >&2
meson install -C build --no-rebuild --quiet >&2
