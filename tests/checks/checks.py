"""What the checks of the source tree share."""

import os
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77


def skip(reason):
    """Ends the check as one that could not be made here."""
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def need(tool):
    """Returns the path of a tool, or ends the check where there is none."""
    path = shutil.which(tool)
    if path is None:
        skip(f"{tool} is not installed")
    return path


def run(*command, **options):
    """Runs a command with English messages and catches all that it says."""
    return subprocess.run(
        [str(part) for part in command],
        env=os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
        **options,
    )


def files(root, folders, suffixes=None):
    """Lists the files below some folders of the tree, in a stable order."""
    for folder in folders:
        for path in sorted((pathlib.Path(root) / folder).rglob("*")):
            if not path.is_file() or "__pycache__" in path.parts:
                continue
            if suffixes is None or path.suffix in suffixes:
                yield path


def finish(problems):
    """Prints what was found, and ends the check as passed if that is nothing."""
    found = list(problems)
    for problem in found:
        print(problem)
    sys.exit(1 if found else 0)
