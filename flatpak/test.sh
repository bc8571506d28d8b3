#!/bin/sh
# Builds the Flatpak, installs it and does the main job in its sandbox, on a virtual display: signs in, in a
# sandbox within the sandbox, keeps the session through the portal, and sends, from the window and from the
# command line. Leaves pictures in build-flatpak/pictures.
#
#   sh flatpak/test.sh [SUITE]
#
# The runtime is made of Debian packages of the release SUITE, see local-runtime.sh, and kept with all that is
# installed in ~/.cache/munja/flatpak, apart from the person's own Flatpaks. This needs root.
set -eu
cd "$(dirname "$0")/.."

[ "$(id -u)" -eq 0 ] || exec sudo env XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}" sh "$0" "$@"

id=io.github.munja.Munja
manifest=flatpak/$id.json
version=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["runtime-version"])' "$manifest")
suite=${1:-trixie}

sh src/install-deps.sh test
sh src/install-deps.sh flatpak
bwrap --ro-bind / / --unshare-all --proc /proc --dev /dev true || {
  echo "$0: bubblewrap cannot make a sandbox here" >&2
  exit 77
}
# The practice server that can be asked what it got, which is not in what is installed.
sh src/build.sh

export FLATPAK_USER_DIR="${XDG_CACHE_HOME:-$HOME/.cache}/munja/flatpak-$suite/installed"
sh flatpak/local-runtime.sh "$version" "$suite"
# As people install it, from the repository that they get; the single file asks for Flathub.
sh flatpak/bundle.sh >&2
repo=file://$PWD/build-flatpak/repo
flatpak --user remote-add --if-not-exists --no-gpg-verify munja "$repo"
flatpak --user remote-modify --url="$repo" munja
flatpak --user install -y --noninteractive --reinstall munja "$id" >&2

export LOOPBACK_ONLY=1 MUNJA_ROOT="$PWD/build/root" MUNJA_PRACTICE_SERVER="$PWD/build/src/practice/munja-practice-server"
export XDG_DATA_DIRS="$FLATPAK_USER_DIR/exports/share:/usr/local/share:/usr/share"
exec sh tests/support/session.sh --keyring --portals /usr/bin/python3 -B -W ignore flatpak/drive.py "$manifest" \
  build-flatpak/pictures
