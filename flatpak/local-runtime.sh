#!/bin/sh
# Makes org.gnome.Platform and org.gnome.Sdk out of Debian packages, for where Flathub is out of reach,
# and installs them for this user. It says nothing where they are installed already.
#
#   sh flatpak/local-runtime.sh VERSION [SUITE]
#
# VERSION is what the manifest calls its runtime, which is no more than a name here: SUITE says which Debian
# it is made of. trixie, without it, has GNOME 48: what is built with it is built with the older libraries.
# What the real runtime has and this one lacks, or the other way round, is not found out here.
set -eu

version=$1
suite=${2:-trixie}

# What the real Platform has, and nothing else: else it would hide that a module is missing.
platform='libgtk-4-1 libgtk-4-bin libadwaita-1-0 libwebkitgtk-6.0-4 libsoup-3.0-0 libjson-glib-1.0-0
  libsecret-1-0 libsqlite3-0 glib-networking gsettings-desktop-schemas adwaita-icon-theme hicolor-icon-theme
  librsvg2-common shared-mime-info ca-certificates tzdata iso-codes libglib2.0-bin flatpak-xdg-utils
  libgl1-mesa-dri libegl1 libgles2 libgl1 fontconfig fonts-dejavu-core fonts-cantarell fonts-noto-cjk locales'
sdk='gcc libc6-dev make meson ninja-build pkgconf gettext git python3
  libgtk-4-dev libadwaita-1-dev libwebkitgtk-6.0-dev libsoup-3.0-dev libjson-glib-dev libsecret-1-dev
  libsqlite3-dev libglib2.0-dev libglib2.0-dev-bin desktop-file-utils appstream appstream-util'

arch=$(flatpak --default-arch)
is_installed() {
  flatpak info --user "org.gnome.$1/$arch/$version" >/dev/null 2>&1
}
is_installed Platform && is_installed Sdk && exit

# The archive of Debian that this machine uses has every release of it.
# shellcheck disable=SC2016 # apt puts in what these stand for
archive=$(apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' 'Label: Debian' \
  | awk '{ print $1; exit }')
[ -n "$archive" ] || {
  echo "$0: there is no archive of Debian among the sources of apt" >&2
  exit 1
}

# Beside what is installed, so that nothing is copied but linked.
mkdir -p "$FLATPAK_USER_DIR"
work=$(mktemp -d "$FLATPAK_USER_DIR/../runtime.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
root=$work/root

# What is in the root now becomes the runtime org.gnome.$1.
commit() {
  made=$work/made
  mkdir "$made" "$made/files" "$made/export" "$made/var"
  cat >"$made/metadata" <<END
[Runtime]
name=org.gnome.$1
runtime=org.gnome.Platform/$arch/$version
sdk=org.gnome.Sdk/$arch/$version
END
  cp -al "$root/usr" "$made/usr"
  rm -rf "$made/usr/etc" "$made"/usr/share/doc "$made"/usr/share/man
  cp -a "$root/etc" "$made/usr/etc"
  rm -rf "$made"/usr/etc/shadow* "$made"/usr/etc/gshadow* "$made/usr/etc/apt" "$made/usr/etc/resolv.conf" \
    "$made/usr/etc/ssl/private"
  # Flatpak looks for programs in /usr/bin alone, and so does WebKit for what starts its sandbox.
  [ -e "$made/usr/bin/ldconfig" ] || ln -s ../sbin/ldconfig "$made/usr/bin/ldconfig"
  ln -sf ../libexec/flatpak-xdg-utils/flatpak-spawn "$made/usr/bin/flatpak-spawn"
  flatpak build-export --runtime --disable-sandbox "$work/repo" "$made" "$version" >/dev/null
  rm -rf "$made"
}

in_root() {
  DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$root" "$@"
}

# shellcheck disable=SC2086 # lists of names
list() {
  echo $1 | tr ' ' ,
}

# What Flatpak itself keeps its files in, so that they need not be packed in between.
ostree --repo="$work/repo" init --mode=bare-user-only
mmdebstrap --quiet --mode=root --variant=apt --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
  --include="$(list "$platform")" "$suite" "$root" "$archive" >&2
for locale in en_US ko_KR; do
  in_root localedef -i "$locale" -f UTF-8 "$locale.UTF-8"
done
commit Platform
cp /etc/resolv.conf "$root/etc/resolv.conf"
in_root apt-get update -qq >&2
# shellcheck disable=SC2086 # a list of names
in_root apt-get install -y -qq --no-install-recommends $sdk >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  exit 1
}
commit Sdk
flatpak build-update-repo "$work/repo" >/dev/null
flatpak --user remote-add --if-not-exists --no-gpg-verify local-runtime "$work/repo"
flatpak --user install -y --noninteractive --or-update local-runtime \
  "org.gnome.Platform/$arch/$version" "org.gnome.Sdk/$arch/$version" >/dev/null
flatpak --user remote-delete --force local-runtime
