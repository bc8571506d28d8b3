#!/usr/bin/python3
"""Checks that the C files are as clang-format leaves them.

usage: check-format.py ROOT
"""

import pathlib
import re
import shutil
import sys

import checks

# Versions lay out the same code differently. This is Debian 12's.
VERSION = "14"


def main():
    root = pathlib.Path(sys.argv[1])
    tool = shutil.which(f"clang-format-{VERSION}") or checks.need("clang-format")
    version = re.search(r"version (\d+)", checks.run(tool, "--version").stdout)
    if version is None or version[1] != VERSION:
        checks.skip(f"this is not clang-format {VERSION}")

    sources = list(checks.files(root, ["src", "tests"], {".c", ".h"}))
    result = checks.run(tool, "--style=file", "--dry-run", "-Werror", *sources)
    checks.finish([result.stdout] if result.returncode != 0 else [])


if __name__ == "__main__":
    main()
