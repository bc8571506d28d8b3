#!/usr/bin/python3
"""Checks that no files of the source need each other in a circle.

A module is a name with its .c and .h files. It needs another one whose header it includes, and one
whose functions or data its object file refers to: calls, callbacks and what macros become.

usage: check-circles.py ROOT BUILD
"""

import collections
import json
import pathlib
import re
import sys

import checks

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"(munja-[^"]+)\.h"', re.MULTILINE)


def include_edges(root):
    """Yields pairs of modules. A private header belongs to the file that it is named after."""
    for path in checks.files(root, ["src"], {".c", ".h"}):
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if name not in (path.stem, f"{path.stem}-private"):
                yield path.stem, name


def objects(root, build):
    """Maps each object file of the source to its module."""
    source = (root / "src").resolve()
    found = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        if source in path.parents and path.stem.startswith("munja-"):
            found[str((pathlib.Path(entry["directory"]) / entry["output"]).resolve())] = path.stem
    return found


def symbol_edges(root, build):
    """Yields pairs of modules of which the first refers to a symbol that the second defines."""
    modules = objects(root, build)
    defined, used = {}, []
    result = checks.run(checks.need("nm"), "-A", "-P", "-g", *modules)
    if result.returncode != 0:
        sys.exit(f"nm cannot read what was built:\n{result.stdout}")
    for line in result.stdout.splitlines():
        name, _, rest = line.partition(": ")
        symbol, _, kind = rest.partition(" ")
        if kind.startswith("U"):
            used.append((modules[name], symbol))
        else:
            defined[symbol] = modules[name]
    for module, symbol in used:
        if defined.get(symbol, module) != module:
            yield module, defined[symbol]


def reach(start, edges):
    """Returns what a module needs, itself or through others."""
    seen, left = set(), [start]
    while left:
        for name in edges[left.pop()] - seen:
            seen.add(name)
            left.append(name)
    return seen


def circles(edges):
    reached = {name: reach(name, edges) for name in list(edges)}
    found = []
    for name, others in reached.items():
        if name in others and not any(name in circle for circle in found):
            found.append({other for other in others if name in reached.get(other, ())})
    return found


def problems(root, build):
    edges = collections.defaultdict(set)
    for module, other in [*include_edges(root), *symbol_edges(root, build)]:
        edges[module].add(other)
    for circle in circles(edges):
        yield f"these need each other: {' '.join(sorted(circle))}"
        for name in sorted(circle):
            yield f"  {name} needs {' '.join(sorted(edges[name] & circle))}"


def main():
    root, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    checks.finish(list(problems(root, build)))


if __name__ == "__main__":
    main()
