#!/bin/sh
# Builds Munja as a Flatpak, installs it for this user and runs it in its sandbox.
#
#   sh flatpak/run.sh            builds, installs, runs
#   sh flatpak/run.sh --help     the same; arguments go to Munja
#
# Needs flatpak and flatpak-builder, and the network the first time: the GNOME runtime comes from
# Flathub. What is built stays in build-flatpak/. To remove Munja and what it saved:
#
#   flatpak uninstall --user --delete-data io.github.munja.Munja
set -eu
cd "$(dirname "$0")/.."

id=io.github.munja.Munja

for tool in flatpak flatpak-builder; do
  command -v "$tool" >/dev/null || {
    echo "$tool is missing: install the package of that name" >&2
    exit 1
  }
done

flatpak --user remote-add --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo
flatpak-builder --user --install --force-clean --install-deps-from=flathub --default-branch=stable \
  --state-dir=build-flatpak/state build-flatpak/app "flatpak/$id.json" >&2
exec flatpak run --user "$id" "$@"
