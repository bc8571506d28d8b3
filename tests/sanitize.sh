#!/bin/sh
# Runs every test on a build with the address and undefined-behaviour sanitizers, in build-sanitize/.
# Any arguments go to `meson test`, as in --suite core.
set -eu
cd "$(dirname "$0")/.."

sh src/install-deps.sh test
# With them the compiler warns of ways through the code that there are not, so that no warning is an
# error here.
[ -f build-sanitize/build.ninja ] || meson setup build-sanitize --prefix="$PWD/build-sanitize/root" \
  -Db_sanitize=address,undefined -Db_lundef=false
meson compile -C build-sanitize
meson install -C build-sanitize --no-rebuild --quiet

# The fast unwinder stops in the first library that has no frame pointers, so that a leak could not be
# told from one of theirs.
export ASAN_OPTIONS=fast_unwind_on_malloc=0:malloc_context_size=25
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions="$PWD/tests/support/leaks.txt":print_suppressions=0
exec meson test -C build-sanitize --no-rebuild --print-errorlogs --timeout-multiplier 5 "$@"
