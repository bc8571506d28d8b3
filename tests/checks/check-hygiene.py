#!/usr/bin/python3
"""Checks what a reader of the source may rely on.

Nothing is marked as unfinished, no line ends in blanks, no file of src/ is longer than one sitting,
and every public function of src/core says what it does.

usage: check-hygiene.py ROOT
"""

import pathlib
import re
import sys

import checks

FOLDERS = ("data", "flatpak", "po", "src", "tests")
LONGEST = 700

# Spelled so that it does not find itself.
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|X{3})\b")

# Comments, and preprocessor lines with their continuations.
NOT_CODE = re.compile(r"/\*.*?\*/|//[^\n]*|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.DOTALL | re.MULTILINE)
BRACES = re.compile(r"\{[^{}]*\}")
PROTOTYPE = re.compile(r"\b(munja_\w+) \(")
DOCUMENTED = re.compile(
    r"^/\*\*\n \* (munja_\w+):\n(?:(?! \*/).*\n)* \*/\n(?:[^\n;{}]*\n){1,3}?(munja_\w+) \(",
    re.MULTILINE,
)


def read(path):
    """Returns the text of a file, or None of one that is not text."""
    data = path.read_bytes()
    try:
        return None if b"\0" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def text_problems(root):
    top = [path for path in sorted(root.iterdir()) if path.suffix in (".build", ".md", ".txt")]
    for path in [*top, *checks.files(root, FOLDERS)]:
        text = read(path)
        if text is None:
            continue
        name = path.relative_to(root)
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if UNFINISHED.search(line):
                yield f"{name}:{number}: is marked as unfinished"
            if line != line.rstrip(" \t\r"):
                yield f"{name}:{number}: ends in blanks"
        if name.parts[0] == "src" and len(lines) - 1 > LONGEST:
            yield f"{name}: {len(lines) - 1} lines, more than {LONGEST}"


def prototypes(header):
    """Lists the functions that a header declares: what is called outside of any braces."""
    code = NOT_CODE.sub("", header)
    while BRACES.search(code):
        code = BRACES.sub("", code)
    names = PROTOTYPE.findall(code)
    return [name for name in names if not name.endswith(("_quark", "_get_type"))]


def documentation_problems(root):
    documented = set()
    for path in checks.files(root, ["src/core"], {".c"}):
        for about, function in DOCUMENTED.findall(path.read_text(encoding="utf-8")):
            if about == function:
                documented.add(function)
    for path in checks.files(root, ["src/core"], {".h"}):
        for name in prototypes(path.read_text(encoding="utf-8")):
            if name not in documented:
                yield f"{path.relative_to(root)}: {name} is not documented above its definition"


def main():
    root = pathlib.Path(sys.argv[1])
    checks.finish([*text_problems(root), *documentation_problems(root)])


if __name__ == "__main__":
    main()
