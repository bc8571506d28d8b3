#!/usr/bin/python3
"""Checks that po/POTFILES lists every file that has something to translate.

usage: check-potfiles.py ROOT
"""

import pathlib
import re
import sys

import checks

CODE = re.compile(r'\b(?:_|N_|Q_|C_|NC_|[dg_]*n?p?gettext)\s*\(\s*"')
TEMPLATE = re.compile(r"""\btranslatable\s*=\s*["'](?:yes|true|1)["']""")
COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->", re.DOTALL)
ALWAYS = (".desktop.in", ".desktop.in.in", ".metainfo.xml.in", ".metainfo.xml.in.in")


def is_translatable(path):
    if path.name.endswith(ALWAYS):
        return True
    if path.suffix in (".c", ".h"):
        pattern = CODE
    elif path.suffix in (".ui", ".xml"):
        pattern = TEMPLATE
    else:
        return False
    return pattern.search(COMMENT.sub("", path.read_text(encoding="utf-8"))) is not None


def problems(root):
    lines = (root / "po" / "POTFILES").read_text(encoding="utf-8").splitlines()
    listed = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    paths = checks.files(root, ["src", "data"])
    wanted = {str(path.relative_to(root)) for path in paths if is_translatable(path)}

    for name in sorted(wanted - set(listed)):
        yield f"po/POTFILES: {name} is missing"
    for name in sorted(set(listed)):
        if not (root / name).is_file():
            yield f"po/POTFILES: {name} does not exist"
        elif name not in wanted:
            yield f"po/POTFILES: {name} has nothing to translate"
        if listed.count(name) > 1:
            yield f"po/POTFILES: {name} is listed twice"


def main():
    root = pathlib.Path(sys.argv[1])
    if not (root / "po" / "POTFILES").exists():
        checks.skip("there is no po/POTFILES")
    checks.finish(problems(root))


if __name__ == "__main__":
    main()
