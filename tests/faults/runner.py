"""Takes schedules through the client and the practice server, and has them judged."""

import json
import os
import re
import subprocess
import tempfile
import time

import judge
import schedules

# How often the driver looks for the request at which the client is to die.
LOOK_SECONDS = 0.003

# How many of the last requests a story shows, for when it is not clear what a client waited for.
MAX_SHOWN = 20

# Seconds after which all that is scheduled has been sent.
AFTER_ALL = 2 * 86400


class ClientFailed(Exception):
    pass


def path_matches(pattern, path):
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path) is not None


class Runner:
    """One practice server, one outbox at a time."""

    def __init__(self, service, plain):
        self.service = service
        self.plain = plain

    def plan(self, schedule, path, last, action=None, down=(0, 0)):
        info = self.service.info
        changes = {"from": info["senders"][0]} | ({"action": action} if action else {})
        jobs = [{**job, **changes} for job in schedule["jobs"]]
        return {
            "base": info["base"], "client_id": info["client_id"],
            "client_secret": info["client_secret"], "redirect_uri": info["redirect_uri"],
            "app_id": info["app_id"], "code": self.service.new_code(), "path": path,
            "plain": self.plain, "check": last, "settle": schedules.SETTLE,
            "retry": schedules.RETRY, "chunk_rows": schedule["chunk_rows"], "jobs": jobs,
            "down_from": down[0], "down_until": down[1],
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
        """Runs the client once; gives its report, or None if it was killed."""
        self.service.control("DELETE", "requests")
        process = self.start(plan)
        if kill is not None:
            self.kill_in_time(process, kill)
        try:
            out, err = process.communicate(timeout=plan["limit"] / 1000 + 30)
        except subprocess.TimeoutExpired:
            process.kill()
            raise ClientFailed("the client hangs")
        if process.returncode == -9 and kill is not None:
            return None
        if process.returncode != 0:
            raise ClientFailed(f"the client ended with {process.returncode}: {err}")
        return json.loads(out)

    def wait_for_late_requests(self, schedule):
        """A request can be carried out even though its client has long gone."""
        delays = [fault.get("delay_ms", 0) for run in schedule["runs"] for fault in run["faults"]
                  if fault["kind"] == "slow_before"]
        if delays:
            time.sleep(max(delays) / 1000)

    def last_run(self, schedule, path):
        """Nothing is wrong any more: every job has to come to an end, or say why it cannot."""
        self.wait_for_late_requests(schedule)
        self.service.make_good()
        return self.run(self.plan(schedule, path, True), None)

    def all_runs(self, schedule, path, verdict):
        for run in schedule["runs"]:
            self.service.set_faults(run["faults"])
            plan = self.plan(schedule, path, False, run["action"], run["down"])
            reports = self.run(plan, run["kill"])
            if reports is not None and not self.plain:
                verdict.add(judge.judge(schedule, reports, self.service.messages(), False))
        return None if self.plain else self.last_run(schedule, path)

    def judge_end(self, schedule, reports, verdict):
        """Lets what is scheduled go out first."""
        self.service.advance(AFTER_ALL)
        messages = self.service.messages()
        self.service.advance(-AFTER_ALL)
        verdict.add(judge.judge_doubles(schedule, messages))
        if not self.plain:
            verdict.add(judge.judge_pictures(schedule, messages, self.service.files()))
        if reports is not None:
            verdict.add(judge.judge(schedule, reports, messages, True))

    def go(self, schedule):
        """Takes one schedule from beginning to end; gives the verdict, the last report, and the last
        requests."""
        verdict = judge.Verdict()
        reports = None
        self.service.prepare(schedule)
        with tempfile.TemporaryDirectory(prefix="munja-faults-") as folder:
            try:
                reports = self.all_runs(schedule, os.path.join(folder, "outbox.sqlite"), verdict)
            except ClientFailed as error:
                verdict.lost.append(str(error))
        requests = [f"{request['method']} {request['path']}"
                    for request in self.service.requests()[-MAX_SHOWN:]]
        self.judge_end(schedule, reports, verdict)
        return verdict, reports, requests
