#!/bin/sh
# What is stored in one session of the desktop is found in the next one.
set -eu

session=$1
program=$2
KEEP_HOME=$(mktemp -d)
export KEEP_HOME
trap 'rm -rf "$KEEP_HOME"' EXIT

"$session" --keyring "$program" -p /restart/before
"$session" --keyring "$program" -p /restart/after
