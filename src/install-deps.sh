#!/bin/sh
# Installs the Debian or Ubuntu packages that Munja is built, run and tested with: what is missing,
# and nothing else. Says nothing and needs no rights where all of them are there.
#
#   sh src/install-deps.sh            to build and to run
#   sh src/install-deps.sh test       also for the tests, and for the walkthrough without a display
#   sh src/install-deps.sh flatpak    what flatpak/test.sh builds and installs the Flatpak with
#   sh src/install-deps.sh debian-13  what tests/debian-13.sh makes its Debian 13 with
set -eu

build='gcc libc6-dev meson ninja-build pkg-config gettext
  libglib2.0-dev libglib2.0-bin libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev
  libsecret-1-dev libwebkitgtk-6.0-dev libsqlite3-dev libx11-dev libgdk-pixbuf-2.0-dev
  glib-networking adwaita-icon-theme librsvg2-common bubblewrap xdg-dbus-proxy'
test='xvfb xdotool x11-utils imagemagick dbus gnome-keyring at-spi2-core gir1.2-atspi-2.0
  python3 python3-gi fonts-noto-cjk fonts-cantarell ibus ibus-gtk4 ibus-hangul openssl iproute2 procps
  desktop-file-utils appstream clang-format git locales poppler-utils xdg-utils
  libgtk-3-bin'

case "${1:-}" in
  '') wanted=$build ;;
  test) wanted="$build $test" ;;
  flatpak) wanted='mmdebstrap debian-archive-keyring flatpak flatpak-builder ostree elfutils fuse3 bubblewrap
    xdg-dbus-proxy xdg-desktop-portal xdg-desktop-portal-gtk' ;;
  debian-13) wanted='mmdebstrap bubblewrap debian-archive-keyring git' ;;
  *) echo "usage: $0 [test | flatpak | debian-13]" >&2; exit 2 ;;
esac

# Any Node will do, also one that is no package.
if [ "${1:-}" = test ] && ! { command -v node && command -v npm; } >/dev/null; then
  wanted="$wanted nodejs npm"
fi

missing=
for package in $wanted; do
  case "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)" in
    'install ok installed') ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "These packages are missing, and installing them needs root:$missing" >&2
    exit 1
  }
  as_root=sudo
fi

echo "Installing:$missing" >&2
$as_root apt-get update -qq >&2
# shellcheck disable=SC2086 # a list of names
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >&2
