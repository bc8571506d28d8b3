"""Sends a list of 100,000 people with `munja send`, as a script would, and prints what it takes."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "practice"))

from practice import Practice  # noqa: E402

PROGRAM = os.path.join(os.environ["MUNJA_ROOT"], "bin", "munja")
PEOPLE = 100000


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = Practice("--control")
        server.set(balance=PEOPLE * 100, record_bodies=False)
        program, people = server.lend(folder), os.path.join(folder, "people.csv")
        with open(people, "w", encoding="utf-8") as file:
            file.write("이름,번호\n")
            file.writelines(f"사람{i},010{20000000 + i}\n" for i in range(PEOPLE))
        started = time.monotonic()
        done = subprocess.run([PROGRAM, "send", "--practice", f"--practice-server={program}", "--from", "0212345678",
                               "--csv", people, "--text", "#{이름}님 안녕하세요", "--yes", "--json"],
                              env={**os.environ, "XDG_DATA_HOME": folder}, stdout=subprocess.PIPE, check=True)
        seconds = time.monotonic() - started
        assert json.loads(done.stdout)["people"] == PEOPLE
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        server.stop()
    print(f"command_messages_per_second\t{PEOPLE / seconds:.0f}\tmessages/s")
    print(f"command_peak_memory\t{memory:.0f}\tMiB")


if __name__ == "__main__":
    main()
