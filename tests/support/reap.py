#!/usr/bin/python3
"""Runs a command, and ends everything that came of it when it ends: daemons, too.

Stands in for a process namespace where none can be had. As a "child subreaper" it becomes the
parent of every descendant that loses its own, so that none escapes.
"""
import ctypes
import os
import signal
import sys

PR_SET_CHILD_SUBREAPER = 36


def parent_of(pid):
    """The parent's process id; None if the process is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return int(stat.read().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return None


def descendants():
    """Every process that has this one among its ancestors, as far as the present moment goes."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            children.setdefault(parent_of(name), []).append(int(name))
    found = []
    waiting = [os.getpid()]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def end_all():
    """Ends them until none is left, since one may start another meanwhile."""
    while True:
        for pid in descendants():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        try:
            os.wait()
        except ChildProcessError:
            return


def stop(signum, _frame):
    end_all()
    os._exit(128 + signum)


def main():
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        sys.exit("This machine cannot keep track of the processes of a session.")
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    child = os.posix_spawnp(
        sys.argv[1],
        sys.argv[1:],
        os.environ,
        setsigdef=[signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE],
    )
    pid, status = 0, 0
    while pid != child:
        pid, status = os.wait()
    end_all()
    code = os.waitstatus_to_exitcode(status)
    sys.exit(code if code >= 0 else 128 - code)


main()
