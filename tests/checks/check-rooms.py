#!/usr/bin/python3
"""Checks that each room of the source knows only what it may know.

Reads the #include lines, following those of our own headers, and asks the compiler whether the
toolkit is really out of reach of src/core.

usage: check-rooms.py ROOT BUILD
"""

import json
import pathlib
import re
import shlex
import sys
import tempfile

import checks

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)

TOOLKIT = ("gtk/", "gdk/", "gsk/", "adwaita", "libadwaita")
WEB = ("webkit", "jsc/")
STORES = ("libsecret/", "sqlite3")

# What a room must not include, and the rooms whose headers it may.
ROOMS = {
    "core": (TOOLKIT + WEB, {"core"}),
    "ui": (WEB + STORES + ("libsoup/",), {"core", "ui"}),
    "sign-in": (STORES, {"core", "sign-in"}),
    "practice": (TOOLKIT + WEB + STORES, {"core", "practice"}),
}


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def room_of(root, path):
    return path.relative_to(root / "src").parts[0]


def reach(path, headers, seen):
    """Yields every name that a file includes, itself or through headers of ours."""
    for name in includes(path):
        yield path, name
        header = headers.get(pathlib.PurePath(name).name)
        if header is not None and header not in seen:
            seen.add(header)
            yield from reach(header, headers, seen)


def include_problems(root):
    headers = {path.name: path for path in checks.files(root, ["src"], {".h"})}
    for room, (forbidden, allowed) in ROOMS.items():
        for path in checks.files(root, [f"src/{room}"], {".c", ".h"}):
            where = path.relative_to(root)
            for source, name in reach(path, headers, set()):
                through = "" if source == path else f", through {source.relative_to(root)}"
                header = headers.get(pathlib.PurePath(name).name)
                if name.lower().startswith(forbidden):
                    yield f"{where}: includes {name}{through}"
                elif header is not None and room_of(root, header) not in allowed:
                    yield f"{where}: includes {name} of src/{room_of(root, header)}{through}"


def core_command(root, build):
    """Returns how a file of src/core is compiled, up to the file itself."""
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        if (root / "src" / "core").resolve() not in source.parents:
            continue
        words = shlex.split(entry["command"])
        for option, length in (("-o", 2), ("-MF", 2), ("-MQ", 2), ("-MD", 1), ("-c", 2)):
            if option in words:
                at = words.index(option)
                del words[at : at + length]
        return words, entry["directory"]
    return None


def compiler_problems(root, build):
    found = core_command(root, build)
    if found is None:
        yield "compile_commands.json names no file of src/core"
        return
    command, directory = found
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "probe.c"
        # The first one shows that the command works at all.
        for header, reachable in (("gio/gio.h", True), ("gtk/gtk.h", False)):
            source.write_text(f"#include <{header}>\nextern int probe;\n", encoding="utf-8")
            result = checks.run(*command, "-fsyntax-only", source, cwd=directory)
            if reachable and result.returncode != 0:
                yield f"src/core does not compile with {header}:\n{result.stdout}"
            elif not reachable and f"{header}: No such file" not in result.stdout:
                yield f"src/core compiles with {header}: the toolkit is among its dependencies"


def main():
    root, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    checks.finish([*include_problems(root), *compiler_problems(root, build)])


if __name__ == "__main__":
    main()
