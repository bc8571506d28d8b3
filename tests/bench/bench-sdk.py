"""Sends to 100,000 recipients by turns through the service's own SDK and through Munja's outbox, and
prints the median of each: one figure a line, with its name and its unit. Without Node it says so.

What the SDK does is less: it keeps nothing on the disk, and would send twice what it is told twice.
"""

import importlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
COUNT = 100_000
TURNS = 3
MIB = 1024 * 1024

sys.path.insert(0, str(HERE.parent / "practice"))
practice = importlib.import_module("practice")
sdk = importlib.import_module("test-sdk")


def send_by_sdk():
    server = practice.Practice("--control")
    server.set(api_key=sdk.KEY, balance=1_000_000_000)
    told = {"folder": str(sdk.FOLDER), "base": server.info["base"], "appId": server.info["app_id"],
            "sender": server.info["senders"][0], "count": COUNT, **sdk.KEY}
    done = subprocess.run(["node", HERE / "bench-sdk.mjs"], input=json.dumps(told).encode(),
                          stdout=subprocess.PIPE, check=True)
    server.stop()
    said = json.loads(done.stdout)
    return COUNT / said["seconds"], said["memory"] / MIB


def send_by_outbox():
    done = subprocess.run([os.environ["MUNJA_BENCH_SEND"]], stdout=subprocess.PIPE, text=True,
                          check=True)
    figures = {line.split("\t")[0]: float(line.split("\t")[1]) for line in done.stdout.splitlines()}
    return figures["send_messages_per_second"], figures["send_peak_memory"]


def show(name, turns):
    speed, memory = (statistics.median(values) for values in zip(*turns))
    print(f"beside_{name}_messages_per_second\t{speed:.0f}\tmessages/s")
    print(f"beside_{name}_peak_memory\t{memory:.0f}\tMiB", flush=True)


def main():
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("There is no Node, which runs the service's SDK", file=sys.stderr)
        return
    sdk.install()
    by_sdk, by_outbox = [], []
    for _ in range(TURNS):
        by_sdk.append(send_by_sdk())
        by_outbox.append(send_by_outbox())
    show("sdk", by_sdk)
    show("munja", by_outbox)


if __name__ == "__main__":
    main()
