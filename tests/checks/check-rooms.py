#!/usr/bin/python3
"""Checks that each room of the source knows only what it may know.

Reads the #include lines, following those of our own headers, compares the include path that the
build gives to each room with the table, and asks the compiler whether the headers of the other
rooms and of the toolkit are really out of its reach.

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

CORE = ("base message picture account api figures tables recipients compose drafts archive outbox"
        " delivery review")
UI = "words widgets recipients compose jobs sent drafts account figures window"
PRACTICE = "wire state sign-in calls control"


def rooms_of(floor, names):
    return {f"{floor}/{name}" for name in names.split()}


def core(names):
    return rooms_of("core", names)


def ui(names):
    return rooms_of("ui", names)


def practice(names):
    return rooms_of("practice", names)


# What a room may know of. src/core itself is the face of core.
MAY_KNOW = {
    "core/base": set(),
    "core/message": core("base"),
    "core/picture": core("base"),
    "core/account": core("base"),
    "core/api": core("account message base"),
    "core/figures": core("api account message base"),
    "core/tables": core("base"),
    "core/recipients": core("tables message base"),
    "core/compose": core("api recipients message base"),
    "core/drafts": core("recipients message base"),
    "core/archive": core("recipients message base"),
    "core/delivery": core("outbox archive api recipients message base"),
    "core/review": core("archive outbox api recipients message base"),
    "core/outbox": core("api picture recipients message base"),
    "core": core(CORE),
    "sign-in": core("account base"),
    "practice/wire": core("base"),
    "practice/state": core("account message base") | practice("wire"),
    "practice/sign-in": core("account message base") | practice("state wire"),
    "practice/calls": core("account message base") | practice("state wire"),
    "practice/control": core("account message base") | practice("calls state wire"),
    "practice": core("account message base") | practice(PRACTICE),
    "ui/words": core("review archive outbox drafts api recipients account picture message base"),
    "ui/widgets": ui("words") | core("message base"),
    "ui/recipients": ui("widgets words") | core("recipients account message"),
    "ui/compose": ui("recipients widgets words")
                  | core(CORE) - core("archive delivery figures tables review") | {"core"},
    "ui/jobs": ui("widgets words") | core("review archive outbox api recipients account message base")
               | {"core"},
    "ui/sent": ui("widgets words") | core("archive outbox recipients account message base"),
    "ui/drafts": ui("widgets words") | core("drafts recipients message"),
    "ui/account": ui("widgets words") | core("account message base") | {"core"},
    "ui/figures": ui("widgets words") | core("figures api account message base"),
    "ui/window": ui(UI) | core(CORE) - core("picture compose tables") | {"core"},
    "command": ui("words") | core(CORE) - core("compose figures tables") | {"core"},
    ".": ui(UI) | core(CORE) | {"core", "command"},
}

# Of these rooms a floor may know nothing but these headers.
NO_MORE_THAN = {
    ("practice", "core/account"): {"munja-oauth.h", "munja-registration.h"},
}

TOOLKIT = ("gtk/", "gdk/", "gsk/", "adwaita", "libadwaita")
WEB = ("webkit", "jsc/")
STORES = ("libsecret/", "sqlite3")

# What no room of a floor may include of the system's.
MUST_NOT_USE = {
    "core": TOOLKIT + WEB,
    "sign-in": STORES,
    "practice": TOOLKIT + WEB + STORES,
    "ui": WEB + STORES + ("libsoup/",),
    "ui/words": TOOLKIT,
}


def floor_of(room):
    return room.split("/")[0]


def room_of(root, path):
    return str(path.parent.relative_to(root / "src"))


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def reach(path, headers, seen):
    """Yields every name that a file includes, itself or through headers of ours."""
    for name in includes(path):
        yield path, name
        header = headers.get(pathlib.PurePath(name).name)
        if header is not None and header not in seen:
            seen.add(header)
            yield from reach(header, headers, seen)


def may_include(room, other, name):
    if other == room:
        return True
    few = NO_MORE_THAN.get((floor_of(room), other))
    return other in MAY_KNOW[room] and (few is None or name in few)


def include_problems(root):
    headers = {path.name: path for path in checks.files(root, ["src"], {".h"})}
    for path in checks.files(root, ["src"], {".c", ".h"}):
        where, room = path.relative_to(root), room_of(root, path)
        if room not in MAY_KNOW:
            yield f"{where}: there is no room src/{room}"
            continue
        forbidden = MUST_NOT_USE.get(floor_of(room), ()) + MUST_NOT_USE.get(room, ())
        for source, name in reach(path, headers, set()):
            through = "" if source == path else f", through {source.relative_to(root)}"
            header = headers.get(pathlib.PurePath(name).name)
            if name.lower().startswith(forbidden):
                yield f"{where}: includes {name}{through}"
            elif header is not None and not may_include(room, room_of(root, header), name):
                yield f"{where}: includes {name} of src/{room_of(root, header)}{through}"


def commands(root, build):
    """Returns by room how one of its files is compiled, up to the file itself, and where."""
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        if (root / "src").resolve() not in source.parents:
            continue
        words = shlex.split(entry["command"])
        for option, length in (("-o", 2), ("-MF", 2), ("-MQ", 2), ("-MD", 1), ("-c", 2)):
            if option in words:
                at = words.index(option)
                del words[at : at + length]
        found[room_of(root.resolve(), source)] = words, pathlib.Path(entry["directory"])
    return found


def path_problems(root, room, command, directory):
    """Compares the rooms on the include path with the table."""
    source = (root / "src").resolve()
    on_path = {(directory / word[2:]).resolve() for word in command if word.startswith("-I")}
    known = {room_of(root.resolve(), path / "x") for path in on_path if source in path.parents}
    for other in sorted(known - MAY_KNOW[room] - {room}):
        yield f"src/{room}: has src/{other} on its include path"
    for other in sorted(MAY_KNOW[room] - known):
        yield f"src/{room}: has not got src/{other} on its include path"


def out_of_reach(root, room):
    """Lists the headers that the compiler must not find: those of other rooms, and the toolkit."""
    for other in sorted(set(MAY_KNOW) - MAY_KNOW[room] - {room}):
        yield from (path.name for path in sorted((root / "src" / other).glob("*.h")))
    if floor_of(room) in ("core", "practice") or room == "ui/words":
        yield "gtk/gtk.h"


def compiler_problems(root, room, command, directory):
    probe = ["#if !__has_include (<gio/gio.h>)", "#error does not find gio/gio.h", "#endif"]
    for header in out_of_reach(root, room):
        probe += [f"#if __has_include (<{header}>)", f"#error finds {header}", "#endif"]
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "probe.c"
        source.write_text("\n".join([*probe, "extern int probe;\n"]), encoding="utf-8")
        result = checks.run(*command, "-fsyntax-only", source, cwd=directory)
    if result.returncode != 0:
        found = re.findall(r"#error (.*)", result.stdout)
        yield from (f"src/{room}: the compiler {problem}" for problem in found or [result.stdout])


def build_problems(root, build):
    found = commands(root, build)
    for room in MAY_KNOW:
        if room not in found:
            yield f"compile_commands.json names no file of src/{room}"
            continue
        yield from path_problems(root, room, *found[room])
        yield from compiler_problems(root, room, *found[room])


def main():
    root, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    checks.finish([*include_problems(root), *build_problems(root, build)])


if __name__ == "__main__":
    main()
