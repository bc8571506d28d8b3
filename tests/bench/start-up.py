"""Measures how long Munja takes to its first frame, and how much memory, beside a bare window of the same
toolkit, and fails if it is too much: tests/start-up.sh."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = sys.argv[1]
ROUNDS = int(sys.argv[2])

BARE = os.path.join(BUILD, "tests", "bench", "bare-window")
KEEP = os.path.join(BUILD, "tests", "bench", "keep-session")
WATCH = os.path.join(BUILD, "tests", "bench", "libstart-up-watch.so")
MUNJA = os.path.join(BUILD, "root", "bin", "munja")
CLIENT = "CIDSTARTUP"

# Name, program, and the type of the widget that its first frame shows.
PROGRAMS = (
    ("bare window", BARE, "AdwStatusPage"),
    ("welcome page", MUNJA, "MunjaWelcomePage"),
    ("form", MUNJA, "MunjaComposePage"),
)
FIGURES = ("time", "processor", "memory")
UNITS = {"time": "ms", "processor": "ms", "memory": "MiB"}
# What may be taken in proportion to the bare window.
LIMITS = {("welcome page", "time"): 1.2, ("form", "time"): 1.3, ("form", "memory"): 1.15}

# How long a program may take, and how long it is left alone before its memory is looked at, in seconds.
PATIENCE = 30
REST = 1.5


def renderers():
    """Those that people have: the old way, and the one with OpenGL, which has another name in newer versions."""
    version = subprocess.run(["pkg-config", "--modversion", "gtk4"], check=True, capture_output=True, text=True)
    return "cairo", "ngl" if tuple(map(int, version.stdout.split(".")[:2])) >= (4, 14) else "gl"


def set_up(folder, name):
    """A home for the settings, in which somebody is signed in or nobody is."""
    home = os.path.join(folder, name.replace(" ", "-"))
    os.makedirs(home)
    env = {**os.environ, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": os.path.join(home, "data")}
    if name == "form":
        subprocess.run(["gsettings", "set", "io.github.munja.Munja.Profile:/io/github/munja/Munja/coolsms/",
                        "client-id", CLIENT], check=True, env=env)
    return env


def read_memory(pid):
    """What a process has for itself, and its share of what it has with others, in MiB."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measure(program, shown, env, note):
    env = {**env, "LD_PRELOAD": WATCH, "START_UP_TYPE": shown, "START_UP_NOTE": note}
    started = time.monotonic()
    process = subprocess.Popen([program], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not os.path.exists(note):
            if process.poll() is not None or time.monotonic() > started + PATIENCE:
                raise SystemExit(f"{program} did not show a {shown}")
            time.sleep(0.01)
        time.sleep(REST)
        memory = read_memory(process.pid)
    finally:
        process.kill()
        process.wait()
    with open(note, encoding="utf-8") as text:
        drawn, processor = map(int, text.read().split())
    os.unlink(note)
    return {"time": drawn / 1000 - started * 1000, "processor": processor / 1000, "memory": memory}


def measure_all(folder, renderer):
    """By turns, so that whatever else the machine does meets all of them alike. The first round is to
    warm up."""
    envs = {name: {**set_up(folder, name), "GSK_RENDERER": renderer} for name, _program, _shown in PROGRAMS}
    results = {name: [] for name, _program, _shown in PROGRAMS}
    for turn in range(ROUNDS + 1):
        for name, program, shown in PROGRAMS:
            result = measure(program, shown, envs[name], os.path.join(folder, "note"))
            if turn > 0:
                results[name].append(result)
    return {name: {figure: statistics.median(result[figure] for result in each) for figure in FIGURES}
            for name, each in results.items()}


def report(renderer, medians):
    """Prints a line for each figure, and tells whether all are within their limits."""
    good = True
    bare = medians[PROGRAMS[0][0]]
    for name, figures in medians.items():
        for figure in FIGURES:
            ratio = figures[figure] / bare[figure]
            limit = LIMITS.get((name, figure))
            line = f"{renderer}\t{name}\t{figure}\t{figures[figure]:.0f} {UNITS[figure]}\t{ratio:.2f}"
            if limit:
                line += f"\tat most {limit}" + ("" if ratio <= limit else ": TOO MUCH")
                good = good and ratio <= limit
            print(line, flush=True)
    return good


def main():
    subprocess.run([KEEP, CLIENT], check=True)
    good = True
    for renderer in renderers():
        with tempfile.TemporaryDirectory() as folder:
            good = report(renderer, measure_all(folder, renderer)) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
