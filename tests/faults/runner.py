"""Takes schedules through the client and the practice server, and has them judged."""

import json
import os
import re
import subprocess
import tempfile
import time

import judge
import schedules
import stores

# How often the driver looks for the request at which the client is to die.
LOOK_SECONDS = 0.003

# How many of the last requests a story shows, for when it is not clear what a client waited for.
MAX_SHOWN = 20

# Seconds after which all that is scheduled has been sent, and nobody waits for anything any more.
AFTER_ALL = 5 * 86400


class ClientFailed(Exception):
    pass


def is_open(report):
    """Whether it needs time to come to its end."""
    return report["state"] == "scheduled" or report["state"] == "sent" and not report.get("final")


def path_matches(pattern, path):
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path) is not None


class Runner:
    """One practice server, one outbox and one archive at a time."""

    def __init__(self, service, plain):
        self.service = service
        self.plain = plain
        self.said = []

    def plan(self, schedule, path, last, action=None, down=(0, 0), die_at=0):
        info = self.service.info
        changes = {"from": info["senders"][0]} | ({"action": action} if action else {})
        jobs = [{**job, **changes} for job in schedule["jobs"]]
        return {
            "base": info["base"], "client_id": info["client_id"],
            "client_secret": info["client_secret"], "redirect_uri": info["redirect_uri"],
            "app_id": info["app_id"], "code": self.service.new_code(), "path": path,
            "archive": path + ".archive",
            "plain": self.plain, "check": last, "settle": schedules.SETTLE,
            "retry": schedules.RETRY, "chunk_rows": schedule["chunk_rows"], "jobs": jobs,
            "down_from": down[0], "down_until": down[1], "over": False, "die_at": die_at,
            "time_limit": 5000 if last else schedules.TIME_LIMIT,
            "limit": schedules.LAST_RUN_LIMIT if last else schedules.RUN_LIMIT}

    def start(self, plan):
        process = subprocess.Popen([os.environ["MUNJA_FAULT_CLIENT"]], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.stdin.write(json.dumps(plan) + "\n")
        process.stdin.flush()
        return process

    def is_time_to_kill(self, kill, begin):
        if "after" in kill:
            return time.monotonic() - begin >= kill["after"] / 1000
        requests = self.service.requests()
        if "requests" in kill:
            return sum(request["path"].startswith(("/messages/", "/storage/"))
                       for request in requests) >= kill["requests"]
        method, path = kill["at"]
        return sum(request["method"] == method and path_matches(path, request["path"])
                   for request in requests) >= kill.get("times", 1)

    def kill_in_time(self, process, kill):
        """Kills the client at its time, unless it has ended before."""
        begin = time.monotonic()
        while process.poll() is None:
            if self.is_time_to_kill(kill, begin):
                process.kill()
                return
            time.sleep(LOOK_SECONDS)

    def run(self, plan, kill):
        """Runs the client once; gives its report, or None if it died as it was to. What it said
        before that is in @said."""
        self.service.control("DELETE", "requests")
        process = self.start(plan)
        if kill is not None:
            self.kill_in_time(process, kill)
        try:
            out, err = process.communicate(timeout=plan["limit"] / 1000 + 30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise ClientFailed("the client hangs")
        lines = out.splitlines()
        if process.returncode == -9 and (kill is not None or plan["die_at"] > 0):
            self.said = [json.loads(line) for line in lines if line.endswith("}")]
            return None
        if process.returncode != 0:
            raise ClientFailed(f"the client ended with {process.returncode}: {err}")
        self.said = [json.loads(line) for line in lines[:-1]]
        return json.loads(lines[-1])

    def wait_for_late_requests(self, schedule):
        """A request can be carried out even though its client has long gone."""
        delays = [fault.get("delay_ms", 0) for run in schedule["runs"] for fault in run["faults"]
                  if fault["kind"] == "slow_before"]
        if delays:
            time.sleep(max(delays) / 1000)

    def look(self, schedule, reports, books, at_end):
        """Judges what the client said, and what it has."""
        if self.plain:
            return
        messages, groups = self.service.messages(), self.service.groups()
        books.hear(self.said)
        books.look(messages, at_end)
        if reports is not None and not at_end:
            books.verdict.add(judge.judge(schedule, reports, messages, groups, False))

    def last_run(self, schedule, path, books):
        """Nothing is wrong any more: every job has to come to an end, or say why it cannot."""
        self.wait_for_late_requests(schedule)
        self.service.make_good()
        reports = self.run(self.plan(schedule, path, True), None)
        self.look(schedule, reports, books, True)
        return reports

    def run_after_all(self, schedule, path, books):
        """What was scheduled has gone out, and what nobody told by now nobody tells."""
        plan = self.plan(schedule, path, True)
        reports = self.run({**plan, "check": False, "over": True}, None)
        self.look(schedule, reports, books, True)
        return reports

    def all_runs(self, schedule, path, books):
        for run in schedule["runs"]:
            self.service.set_faults(run["faults"])
            plan = self.plan(schedule, path, False, run["action"], run["down"], run["die_at"])
            reports = self.run(plan, run["kill"])
            self.look(schedule, reports, books, False)
        return None if self.plain else self.last_run(schedule, path, books)

    def judge_end(self, schedule, reports, verdict):
        messages = self.service.messages()
        verdict.add(judge.judge_doubles(schedule, messages))
        if not self.plain:
            verdict.add(judge.judge_pictures(schedule, messages, self.service.files()))
        if reports is not None:
            verdict.add(judge.judge(schedule, reports, messages, self.service.groups(), True))

    def attempt(self, runs, schedule, path, books):
        """The last report of some runs; None if the client failed, which is bad enough."""
        try:
            return runs(schedule, path, books)
        except ClientFailed as error:
            books.verdict.lost.append(str(error))
            return None

    def to_the_end(self, schedule, path, verdict):
        """All runs, and then lets what is scheduled go out; gives the last report and the last
        requests."""
        books = stores.Books(path, path + ".archive", verdict)
        reports = self.attempt(self.all_runs, schedule, path, books)
        requests = self.service.requests()
        self.service.advance(AFTER_ALL)
        if reports is not None and any(is_open(report) for report in reports):
            reports = self.attempt(self.run_after_all, schedule, path, books)
            requests += self.service.requests()
        self.judge_end(schedule, reports, verdict)
        self.service.advance(-AFTER_ALL)
        return reports, requests

    def go(self, schedule):
        """Takes one schedule from beginning to end; gives the verdict, the last report, and the last
        requests."""
        verdict = judge.Verdict()
        self.service.prepare(schedule)
        with tempfile.TemporaryDirectory(prefix="munja-faults-") as folder:
            path = os.path.join(folder, "outbox.sqlite")
            reports, requests = self.to_the_end(schedule, path, verdict)
        return verdict, reports, [f"{request['method']} {request['path']}"
                                  for request in requests[-MAX_SHOWN:]]
