#!/bin/sh
# Makes what people can install Munja from, in build-flatpak/: a single file, and a repository to put on a
# web server.
#
#   sh flatpak/bundle.sh [KEY]     KEY is the GPG key that the repository is signed with
#
# With the file:          flatpak install --user build-flatpak/io.github.munja.Munja.flatpak
# With the repository:    flatpak remote-add --user munja ADDRESS
#                         flatpak install --user munja io.github.munja.Munja
#
# The GNOME runtime has to be there, as flatpak/run.sh or flatpak/local-runtime.sh installs it; whoever installs
# the file gets it from Flathub.
set -eu
cd "$(dirname "$0")/.."

id=io.github.munja.Munja
repo=build-flatpak/repo
key=${1:-}

fuse=
[ -w /dev/fuse ] || fuse=--disable-rofiles-fuse
# shellcheck disable=SC2086 # one option or none each
flatpak-builder $fuse --user --force-clean --default-branch=stable --repo="$repo" ${key:+--gpg-sign="$key"} \
  --state-dir=build-flatpak/state build-flatpak/app "flatpak/$id.json" >&2
# shellcheck disable=SC2086
flatpak build-update-repo --title=Munja --default-branch=stable ${key:+--gpg-sign="$key"} "$repo" >&2
flatpak build-bundle --runtime-repo=https://dl.flathub.org/repo/flathub.flatpakrepo "$repo" \
  "build-flatpak/$id.flatpak" "$id" stable
echo "build-flatpak/$id.flatpak"
