#!/bin/sh
# Sends through a service on which things go wrong, with a client that is killed, follows what was
# sent to its end, sends once more to those whom it did not reach, and counts what came out by the
# service's own record and by the client's files. The last line is "schedules N doubled N lost N untrue N failed
# N"; failed are jobs that ended although nothing happened that should end them.
#
#   sh tests/faults.sh                            200 random schedules, after every step with every
#                                                 fault
#   sh tests/faults.sh --schedules 2000 --seed 7  so many, and always the same
#   sh tests/faults.sh --control                  the same by the plain policy of repeating what got
#                                                 no answer, which has to find doubles
#   sh tests/faults.sh --only SEED                one of them again, by the seed in its story
set -eu
cd "$(dirname "$0")/.."

sh src/install-deps.sh test
sh src/build.sh --werror

export MUNJA_PRACTICE_SERVER="$PWD/build/src/practice/munja-practice-server"
export MUNJA_FAULT_CLIENT="$PWD/build/tests/faults/munja-fault-client"
export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent
export G_DEBUG=fatal-warnings GSETTINGS_BACKEND=memory GIO_USE_VFS=local
export GIO_USE_PROXY_RESOLVER=dummy LC_ALL=C.UTF-8
exec python3 -B tests/faults/test-faults.py "$@"
