#!/usr/bin/python3
"""Sends to many recipients, and kills the client half way through.

usage: test-large.py
"""

import collections
import os
import tempfile
import unittest

import runner
import schedules
import service

ADD = "/messages/v4/groups/{id}/messages"
RELEASE = "/messages/v4/groups/{id}/send"
CREATE = "/messages/v4/groups"
LIMIT = 120_000


class LargeTest(unittest.TestCase):
    def setUp(self):
        self.service = service.Service()
        self.addCleanup(self.service.stop)
        self.runner = runner.Runner(self.service, False)
        self.folder = tempfile.TemporaryDirectory(prefix="munja-large-")
        self.addCleanup(self.folder.cleanup)

    def schedule(self, name, count):
        # None ends in 0000, of which nobody ever hears.
        numbers = [f"010{20_000_001 + row + row // 9999:08d}" for row in range(count)]
        values = [f"{row:,}원" for row in range(count)]
        return schedules.new_schedule(name, [schedules.new_job(name, 0, numbers, values)], [],
                                      chunk_rows=10000)

    def plan(self, schedule):
        path = os.path.join(self.folder.name, "outbox.sqlite")
        plan = self.runner.plan(schedule, path, True)
        return {**plan, "limit": LIMIT, "time_limit": 60_000}

    def count(self, method, path):
        return sum(request["method"] == method and runner.path_matches(path, request["path"])
                   for request in self.service.requests())

    def assert_sent_once(self, schedule, reports):
        job = schedule["jobs"][0]
        self.assertEqual(reports[0]["state"], "sent", reports[0].get("problem"))
        self.assertEqual(reports[0]["counts"], [len(job["to"]), len(job["to"]), 0])
        self.assertTrue(reports[0]["final"], "nobody knows what became of it")
        released = collections.Counter((message["to"], message["text"])
                                       for message in self.service.messages()
                                       if message["released"])
        self.assertEqual(released, collections.Counter(zip(job["to"], job["texts"])))

    def test_one_more_than_a_chunk(self):
        schedule = self.schedule("10001", 10_001)
        self.service.prepare(schedule)
        reports = self.runner.run(self.plan(schedule), None)
        self.assert_sent_once(schedule, reports)
        self.assertEqual(self.count("POST", CREATE), 1)
        self.assertEqual(self.count("PUT", ADD), 2)
        self.assertEqual(self.count("POST", RELEASE), 1)

    def test_killed_half_way(self):
        """Five of ten requests were answered or not, when the client dies."""
        for kind in ("hang_before", "hang_after"):
            with self.subTest(kind):
                schedule = self.schedule(kind, 100_000)
                self.service.prepare(schedule)
                self.service.set_faults([
                    {"method": "PUT", "path": ADD, "kind": "slow", "delay_ms": 1, "times": 5},
                    {"method": "PUT", "path": ADD, "kind": kind, "times": 1}])
                plan = self.plan(schedule)
                plan["path"] += kind
                reports = self.runner.run(plan, {"at": ["PUT", ADD], "times": 6})
                self.assertIsNone(reports, "the client was not killed")
                self.assertEqual(self.service.control("GET", "groups")["groups"][0]["released"],
                                 False)
                self.assertEqual(self.count("POST", RELEASE), 0)
                reports = self.runner.run({**plan, "code": self.service.new_code()}, None)
                self.assert_sent_once(schedule, reports)
                self.assertEqual(self.count("POST", RELEASE), 1)


if __name__ == "__main__":
    unittest.main()
