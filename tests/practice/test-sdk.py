"""Runs the service's own SDK against the practice server.

The SDK is installed from npm into the build folder. Without Node the test is skipped, though not in
continuous integration.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import practice

HERE = pathlib.Path(__file__).parent / "sdk"
FOLDER = pathlib.Path(os.environ["MUNJA_SDK_FOLDER"])
KEY = {"key": "NCSA0123456789AB", "secret": "ABCDEF0123456789ABCDEF0123456789"}


def give_up(reason):
    print(reason, file=sys.stderr)
    sys.exit(1 if os.environ.get("CI") == "true" else 77)


def install():
    """Does nothing where the very same packages are there."""
    lock = (HERE / "package-lock.json").read_bytes()
    stamp = FOLDER / "installed.json"
    if stamp.exists() and stamp.read_bytes() == lock:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, FOLDER)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        give_up("npm could not install the SDK:\n" + done.stdout.decode(errors="replace"))
    stamp.write_bytes(lock)


def main():
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            give_up(f"There is no {program}, which runs the SDK")
    install()
    server = practice.Practice("--control")
    server.set(api_key=KEY, prices={"82": {"sms": 7.8}}, mixed_booleans=True, past_days=40)
    told = {"folder": str(FOLDER), "base": server.info["base"], "appId": server.info["app_id"],
            "sender": server.info["senders"][0], **KEY}
    done = subprocess.run(["node", HERE / "calls.mjs"], input=json.dumps(told).encode(),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    print(done.stdout.decode(errors="replace"))
    status, out, err = server.stop()
    assert (status, out, err) == (0, "", ""), (status, out, err)
    # A run in which no test was found would be a good one, too.
    assert done.returncode == 0 and b"balance" in done.stdout, "the SDK is not content"


if __name__ == "__main__":
    main()
