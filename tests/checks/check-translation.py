#!/usr/bin/python3
"""Checks that a translation is sound and covers every message of the source as it is now.

usage: check-translation.py ROOT LANGUAGE
"""

import pathlib
import re
import sys
import tempfile

import checks

# Those of meson's "glib" preset that make a message.
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dngettext:2,3", "g_dpgettext2:2c,3")


def extract(root, template):
    """Writes the messages of the source to a template; returns what went wrong."""
    result = checks.run(
        checks.need("xgettext"),
        "--from-code=UTF-8",
        *(f"--keyword={keyword}" for keyword in KEYWORDS),
        f"--directory={root}",
        f"--files-from={root / 'po' / 'POTFILES'}",
        f"--output={template}",
    )
    if result.returncode != 0 or not template.exists():
        return f"xgettext could not read the messages:\n{result.stdout}"
    return None


def problems(root, language):
    catalog = root / "po" / f"{language}.po"
    name = catalog.relative_to(root)

    # They would change with every line of code. `msgmerge --no-location` leaves them out.
    if any(line.startswith("#:") for line in catalog.read_text(encoding="utf-8").splitlines()):
        yield f"{name} says where messages come from"

    result = checks.run(
        checks.need("msgfmt"), "--check", "--statistics", "--output-file=/dev/null", catalog
    )
    if result.returncode != 0:
        yield f"{name} is not sound:\n{result.stdout}"
    for count, kind in re.findall(r"(\d+) (fuzzy|untranslated)", result.stdout):
        yield f"{name}: {count} {kind}"

    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "messages.pot"
        fault = extract(root, template)
        if fault is not None:
            yield fault
            return
        result = checks.run(checks.need("msgcmp"), catalog, template)
    if result.returncode != 0:
        yield f"{name} does not cover the source as it is now:\n{result.stdout}"


def main():
    root, language = pathlib.Path(sys.argv[1]), sys.argv[2]
    for needed in ("POTFILES", f"{language}.po"):
        if not (root / "po" / needed).exists():
            checks.skip(f"there is no po/{needed}")
    checks.finish(problems(root, language))


if __name__ == "__main__":
    main()
