#!/usr/bin/python3
"""Checks that the Flatpak manifest asks for what Munja needs, and for nothing else.

usage: check-manifest.py MANIFEST APP_ID
"""

import json
import pathlib
import sys

# The network carries the service and the sign-in page; the rest is what any window needs.
# Passwords go through the Secret portal, pages through the OpenURI portal: both need nothing here.
PERMISSIONS = {
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
}

# The oldest GNOME that still gets mends of its WebKit (support lasts two releases, about a year).
OLDEST_RUNTIME = 50

# What would open the person's files, passwords, devices or session to the app, or turn off the
# sandbox of the sign-in page. It stays out, whatever the list above becomes.
FORBIDDEN = (
    "--allow=",
    "--device=all",
    "--env=WEBKIT_",
    "--filesystem=",
    "--own-name=",
    "--socket=session-bus",
    "--socket=system-bus",
    "--socket=x11",
    "--system-",
    "--talk-name=",
)


def problems(path, app_id):
    manifest = json.loads(path.read_text(encoding="utf-8"))
    permissions = manifest.get("finish-args", [])
    expected = {
        "id": app_id,
        "runtime": "org.gnome.Platform",
        "sdk": "org.gnome.Sdk",
        "command": "munja",
    }

    if path.stem != app_id:
        yield f"the file is not named after {app_id}"
    for key, value in expected.items():
        if manifest.get(key) != value:
            yield f"{key} is {manifest.get(key)!r}, not {value!r}"
    if int(manifest.get("runtime-version", "0")) < OLDEST_RUNTIME:
        yield f"the runtime is older than GNOME {OLDEST_RUNTIME}, the oldest that is supported"
    if len(permissions) != len(set(permissions)):
        yield "a permission is listed twice"
    for permission in sorted(PERMISSIONS - set(permissions)):
        yield f"{permission} is missing"
    for permission in sorted(set(permissions) - PERMISSIONS):
        yield f"{permission} is not needed"
    for permission in sorted(PERMISSIONS | set(permissions)):
        if permission.startswith(FORBIDDEN):
            yield f"{permission} must never be asked for"
    for module in manifest.get("modules", []):
        if "--share=network" in module.get("build-options", {}).get("build-args", []):
            yield f"module {module.get('name')} uses the network while it is built"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    found = list(problems(pathlib.Path(sys.argv[1]), sys.argv[2]))
    for problem in found:
        print(f"{sys.argv[1]}: {problem}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
