#!/bin/sh
# Builds Munja and runs every test. Ends with meson's summary and a line "N passed, N failed".
#
#   sh tests/run.sh              everything
#   sh tests/run.sh --suite core only one suite; any other arguments go to `meson test`, too
set -eu
cd "$(dirname "$0")/.."

sh src/install-deps.sh test
sh src/build.sh --werror

status=0
log=build/meson-logs/testlog.json
rm -f "$log"
meson test -C build --no-rebuild --print-errorlogs "$@" || status=$?
[ -f "$log" ] || {
  echo "$0: no test was run" >&2
  exit 1
}
python3 - "$log" <<'END'
import json, sys

results = [json.loads(line)["result"] for line in open(sys.argv[1], encoding="utf-8")]
failed = sum(result in ("FAIL", "TIMEOUT", "INTERRUPT", "ERROR", "UNEXPECTEDPASS") for result in results)
skipped = results.count("SKIP")
tail = f", {skipped} skipped" if skipped else ""
print(f"{len(results) - failed - skipped} passed, {failed} failed{tail}")
END
exit "$status"
