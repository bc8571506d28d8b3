"""Looks into the files of the client, after it has ended or died: nobody may ever be in neither of
them, and nobody in both for long."""

import collections
import contextlib
import os
import shutil
import sqlite3
import tempfile

# MunjaSentState
OPEN, DELIVERED, FAILED, REFUSED, UNKNOWN = range(5)
FINAL = (DELIVERED, FAILED, REFUSED)

ROW_BITS = 20

# What a file has beside it while it is in use; the last one only while it is made.
PARTS = ("", "-wal", "-journal")


@contextlib.contextmanager
def opened(path):
    """A copy, so that it is still the client that repairs what a death has left."""
    with tempfile.TemporaryDirectory(prefix="munja-look-") as folder:
        copy = os.path.join(folder, "copy.sqlite")
        for part in PARTS:
            if os.path.exists(path + part):
                shutil.copyfile(path + part, copy + part)
        with contextlib.closing(sqlite3.connect(copy)) as database:
            yield database


def has_table(database, name):
    """A client that died at once has left an empty file."""
    return database.execute("SELECT count(*) FROM sqlite_master WHERE name = ?",
                            (name,)).fetchone() != (0,)


def read_jobs(path):
    """The numbers of each job, by its key."""
    with opened(path) as database:
        if not has_table(database, "job"):
            return {}
        jobs = database.execute("SELECT id, key, n_recipients FROM job").fetchall()
        return {key: ([number for number, in database.execute(
            "SELECT number FROM recipient WHERE job = ? ORDER BY row", (job,))], count)
            for job, key, count in jobs}


def read_sendings(path):
    """What there is of each sending, by its key."""
    with opened(path) as database:
        if not has_table(database, "sending"):
            return {}
        found = database.execute(
            "SELECT id, key, is_whole, n_messages, n_open, n_delivered, n_failed, n_refused, n_unknown"
            " FROM sending").fetchall()
        return {key: {"whole": is_whole, "counts": counts, "messages": database.execute(
            "SELECT id & ?, number, state FROM message WHERE id >> ? = ? ORDER BY id",
            ((1 << ROW_BITS) - 1, ROW_BITS, sending)).fetchall()}
            for sending, key, is_whole, *counts in found}


def goes_back(before, after):
    """Whether a message cannot have become what it is said to be."""
    return before != after and (before in FINAL or after == OPEN)


class Books:
    """What is known of the files of one schedule from looking into them again and again."""

    def __init__(self, outbox, archive, verdict):
        self.outbox = outbox
        self.archive = archive
        self.verdict = verdict
        self.numbers = {}
        self.states = {}
        self.told = {}

    def hear(self, lines):
        """Takes what the client has said of its sendings, in that order: how many are in each
        state."""
        for line in lines:
            key, states = line["key"], line["states"]
            before = self.told.setdefault(key, states)
            if states[OPEN] > before[OPEN] or any(states[one] < before[one] for one in FINAL):
                self.verdict.untrue.append(f"{key} went back from {before} to {states}")
            self.told[key] = states

    def judge_messages(self, key, sending):
        """What was handed over has to be what the outbox had, and has to be counted right."""
        rows = [row for row, _, _ in sending["messages"]]
        numbers = [number for _, number, _ in sending["messages"]]
        states = [state for _, _, state in sending["messages"]]
        if rows != list(range(len(rows))) or numbers != self.numbers.get(key, numbers):
            self.verdict.lost.append(f"{key} has {numbers} in place of {self.numbers[key]}")
        counted = collections.Counter(states)
        if sending["counts"] != [len(rows)] + [counted[state] for state in range(UNKNOWN + 1)]:
            self.verdict.untrue.append(f"{key} counts {sending['counts']}, and has {states}")
        for before, after in zip(self.states.get(key, states), states):
            if goes_back(before, after):
                self.verdict.untrue.append(f"{key} went back from {before} to {after}")
        self.states[key] = states

    def look(self, messages, at_end):
        """@messages at the service; @at_end after a run without faults."""
        if not os.path.exists(self.outbox):
            return
        try:
            jobs = read_jobs(self.outbox)
            sendings = read_sendings(self.archive) if os.path.exists(self.archive) else {}
        except sqlite3.DatabaseError as error:
            self.verdict.lost.append(f"a file cannot be read: {error}")
            return
        for key, (numbers, count) in jobs.items():
            if len(numbers) != count or numbers != self.numbers.setdefault(key, numbers):
                self.verdict.lost.append(f"{key} has {numbers}, {count} of them")
        whole = {key for key, sending in sendings.items() if sending["whole"]}
        for key in whole:
            self.judge_messages(key, sendings[key])
        at_service = {(message["customFields"] or {}).get("munjaKey") for message in messages}
        for key in (at_service | set(self.numbers)) - set(jobs) - whole:
            self.verdict.lost.append(f"{key} is in no file")
        if at_end:
            for key in set(jobs) & set(sendings):
                self.verdict.doubled.append(f"{key} is in both files")
            for key in set(sendings) - whole - set(jobs):
                self.verdict.lost.append(f"{key} is not whole")
