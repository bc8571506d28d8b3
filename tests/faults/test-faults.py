#!/usr/bin/python3
"""Sends through a service on which things go wrong, with a client that dies, and counts.

The judge goes by the practice server's own record, and looks into the files of the client. First
comes every step with every fault, and a death at every change of a file, then random schedules. The
last line of the output is as in "schedules 2000 doubled 0 lost 0 untrue 0 failed 0": how many
schedules were random, and how many recipients or jobs went wrong in all schedules together; failed
are jobs that ended for good although nothing happened that should end them.

usage: test-faults.py [--schedules N] [--seed N] [--control] [--only SEED] [--no-systematic]
                      [--jobs N]
"""

import argparse
import concurrent.futures
import itertools
import os
import queue
import random
import sys
import threading

import runner
import schedules
import service


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--schedules", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, metavar="N")
    parser.add_argument("--control", action="store_true",
                        help="send by the plain policy of repeating what got no answer")
    parser.add_argument("--only", metavar="SEED", help="one schedule, by the seed in its story")
    parser.add_argument("--no-systematic", action="store_true")
    parser.add_argument("--jobs", type=int, default=4 * (os.cpu_count() or 1))
    return parser.parse_args()


def choose_only(name):
    """The one schedule whose story has the seed."""
    found = [one for one in schedules.systematic() if one["seed"] == name]
    return found or [schedules.random_schedule(int(name))]


def choose_random(count, seed):
    rng = random.Random(seed)
    return [schedules.random_schedule(rng.getrandbits(48)) for _ in range(count)]


class Totals:
    def __init__(self):
        self.lock = threading.Lock()
        self.doubled = 0
        self.lost = 0
        self.untrue = 0
        self.failed = 0

    def add(self, schedule, verdict, reports, requests, quiet):
        with self.lock:
            self.doubled += len(verdict.doubled)
            self.lost += len(verdict.lost)
            self.untrue += len(verdict.untrue)
            self.failed += len(verdict.failed)
            if quiet or not verdict.lines:
                return
            for line in itertools.chain(schedules.describe(schedule), verdict.lines):
                print(line)
            for report in reports or []:
                print(f"  report {report}")
            for request in requests:
                print(f"  request {request}")
            sys.stdout.flush()

    def __str__(self):
        return (f"doubled {self.doubled} lost {self.lost} untrue {self.untrue} "
                f"failed {self.failed}")

    @property
    def count(self):
        return self.doubled + self.lost + self.untrue + self.failed


def work(chosen, control, totals):
    """Takes schedules from the queue until it is empty."""
    practice = service.Service()
    try:
        while True:
            try:
                schedule = chosen.get_nowait()
            except queue.Empty:
                return
            verdict, reports, requests = runner.Runner(practice, control).go(schedule)
            totals.add(schedule, verdict, reports, requests, control)
    finally:
        practice.stop()


def go(chosen, arguments, totals):
    """Takes schedules through as many servers as there are to be."""
    waiting = queue.SimpleQueue()
    for schedule in chosen:
        waiting.put(schedule)
    jobs = min(arguments.jobs, len(chosen))
    with concurrent.futures.ThreadPoolExecutor(max(jobs, 1)) as pool:
        workers = [pool.submit(work, waiting, arguments.control, totals) for _ in range(jobs)]
        for worker in workers:
            worker.result()


def main():
    arguments = read_arguments()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().getrandbits(32)
    totals = Totals()
    if arguments.only is not None:
        chosen = choose_only(arguments.only)
    else:
        chosen = choose_random(arguments.schedules, seed)
        print(f"seed {seed}", flush=True)
    if arguments.only is None and not arguments.no_systematic:
        systematic = list(schedules.systematic())
        go(systematic, arguments, totals)
        print(f"steps {len(systematic)} {totals}", flush=True)
    go(chosen, arguments, totals)
    print(f"schedules {len(chosen)} {totals}")
    if arguments.control:
        return 0 if totals.doubled > 0 else 1
    return 0 if totals.count == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
