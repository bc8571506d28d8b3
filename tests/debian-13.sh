#!/bin/sh
# Runs on Debian 13 what README.md tells to run: tests/run.sh with the arguments that are given, and the
# walkthrough without a display. Ends with one line "N passed, N failed" for both.
#
#   sh tests/debian-13.sh              everything
#   sh tests/debian-13.sh 'ui-*'       some tests, as with tests/run.sh, and the walkthrough
#
# Debian 13 is unpacked into ~/.cache/munja/debian-13 and kept there, with what was built in it, for
# any checkout. It comes from the archive that this machine's own apt uses. Remove the folder to have
# it made anew. This needs root, as WebKit's sandbox does not start in one that an ordinary user made.
set -eu
cd "$(dirname "$0")/.."

[ "$(id -u)" -eq 0 ] || exec sudo env CI="${CI:-}" XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}" sh "$0" "$@"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/munja
root=$cache/debian-13

# The archive of Debian has every release of it.
find_archive() {
  # shellcheck disable=SC2016 # apt puts in what these stand for
  apt-get indextargets --format '$(REPO_URI) $(SITE) $(LABEL)' 'Created-By: Packages' 'Label: Debian' \
    | awk '{ print $1; exit }'
}

# Runs a command in the root in $1, in the checkout that is there. WebKit starts its own sandbox only
# where it sees /sys, and where its root is a real one: in a plain chroot it is refused.
enter() {
  place=$1
  shift
  mkdir -p "$place.tmp"
  chmod 1777 "$place.tmp"
  bwrap --bind "$place" / --dev-bind /dev /dev --proc /proc --ro-bind /sys /sys \
    --bind "$place.tmp" /tmp --tmpfs /run --ro-bind /etc/resolv.conf /etc/resolv.conf \
    --cap-add ALL --unshare-pid --die-with-parent --chdir /munja \
    --clearenv --setenv HOME /root --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --setenv CI "${CI:-}" \
    "$@"
}

# Brings what is in this checkout, committed or not, into the one in the root. A file that is the same
# keeps its time, so that only what changed is built again.
copy_checkout() {
  copy=$1/munja
  git init -q "$copy"
  rm -f "$copy/.git/index.lock"
  tree=$(
    export GIT_INDEX_FILE="$copy/.git/checkout"
    git --git-dir="$copy/.git" --work-tree=. add -A
    git --git-dir="$copy/.git" write-tree
  )
  git -C "$copy" read-tree -u --reset "$tree"
}

# What was begun and not ended is never taken for a root: it gets its name when it is whole.
make_root() {
  archive=$(find_archive)
  [ -n "$archive" ] || {
    echo "$0: there is no archive of Debian among the sources of apt" >&2
    exit 1
  }
  rm -rf --one-file-system "$root" "$root.new"
  mmdebstrap --quiet --mode=root --variant=apt --include=ca-certificates,git trixie "$root.new" "$archive" >&2
  copy_checkout "$root.new"
  enter "$root.new" sh src/install-deps.sh test
  mv "$root.new" "$root"
}

# A package whose installation was cut short leaves the root broken.
is_whole() {
  [ -d "$root" ] && [ -z "$(enter "$root" dpkg --audit)" ]
}

sh src/install-deps.sh debian-13
mkdir -p "$cache"
exec 9>"$root.lock"
flock 9
is_whole || make_root
copy_checkout "$root"
# What the tests are built with comes first, so that nothing is built twice.
enter "$root" bash tests/support/parts.sh sh tests/run.sh "$@" + sh src/run.sh
