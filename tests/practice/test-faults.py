import datetime
import http.client
import json
import socket
import threading
import time

import practice

MEMBER = "/users/v1/member"
SEND = "/messages/v4/send"
MESSAGE = {"message": {"to": "01012345678", "from": "0212345678", "text": "안녕하세요"}}


class Faults(practice.TestCase):
    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in()["access_token"]

    def get(self, path=MEMBER):
        return self.practice.call("GET", path, self.token)

    def send(self):
        return self.practice.call("POST", SEND, self.token, MESSAGE)

    def balance(self):
        money = self.get("/cash/v1/balance").json
        return money["balance"] + money["point"]

    def last_status(self):
        return self.practice.requests()[-1]["status"]

    def test_status(self):
        for status in (401, 402, 403, 404, 409, 413, 429, 500, 503):
            self.practice.add_fault(MEMBER, "status", status=status, retry_after=7)
            reply = self.get()
            self.assert_error(reply, status, f"Fault{status}")
            self.assertEqual(reply.headers["Retry-After"], "7")
        self.practice.add_fault(MEMBER, "status", body='{"errorCode":"A","errorMessage":"b"}')
        self.assert_error(self.get(), 500, "A")
        self.assertEqual(self.get().status, 200)

    def test_times_and_match(self):
        self.practice.add_fault(MEMBER, "status", times=2)
        self.practice.add_fault(MEMBER, "status", status=418)
        self.assertEqual([self.get().status for _ in range(4)], [500, 500, 418, 200])
        self.practice.add_fault(SEND, "status", times=0)
        self.practice.add_fault(MEMBER, "status", method="POST", times=0)
        self.assertEqual(self.get().status, 200)
        self.assertEqual([self.send().status for _ in range(3)], [500, 500, 500])
        self.practice.request("DELETE", "/_practice/faults")
        self.assertEqual(self.send().status, 200)

    def test_foreign(self):
        """The request is carried out, and somebody else answers."""
        for given, wanted in (({}, (403, "text/html")),
                              ({"status": 401, "body": ""}, (401, "application/json")),
                              ({"status": 429, "body": '{"message":"x"}'}, (429, "application/json"))):
            with self.subTest(given=given):
                before = self.balance()
                self.practice.add_fault(SEND, "foreign", **given)
                reply = self.send()
                self.assertEqual((reply.status, reply.headers["Content-Type"]), wanted)
                self.assertLess(self.balance(), before)

    def test_twice(self):
        before = self.balance()
        self.practice.add_fault(SEND, "twice")
        self.assertEqual(self.send().status, 200)
        self.assertEqual(before - self.balance(), 2 * 20)
        self.assertEqual(len(self.practice.judge("messages")), 2)

    def test_wrong_group(self):
        groups = "/messages/v4/groups"
        mine = self.practice.call("POST", groups, self.token, {}).json["groupId"]
        self.practice.call("PUT", f"{groups}/{mine}/messages", self.token,
                           {"messages": [MESSAGE["message"]]})
        self.practice.add_fault(groups + "*", "wrong_group", times=2)
        group = self.practice.call("GET", f"{groups}/{mine}", self.token).json
        self.assertNotEqual(group["groupId"], mine)
        self.assertEqual(group["status"], "COMPLETE")
        rows = self.practice.call("GET", f"{groups}/{mine}/messages", self.token).json
        self.assertEqual({row["groupId"] for row in rows["messageList"].values()},
                         {group["groupId"]})

    def test_bodies(self):
        self.practice.add_fault(MEMBER, "not_json")
        reply = self.get()
        self.assertEqual((reply.status, reply.headers["Content-Type"]), (200, "text/html"))
        self.assertRaises(json.JSONDecodeError, lambda: reply.json)
        self.practice.add_fault(MEMBER, "not_json", status=502)
        self.assertEqual(self.get().status, 502)
        self.practice.add_fault(MEMBER, "empty")
        reply = self.get()
        self.assertEqual((reply.status, reply.body), (200, b""))
        self.practice.add_fault(MEMBER, "partial_error")
        reply = self.get()
        self.assertEqual((reply.status, list(reply.json)), (400, ["errorMessage"]))
        self.practice.add_fault(MEMBER, "rfc_error", status=401)
        reply = self.get()
        self.assertEqual((reply.status, list(reply.json)), (401, ["error", "error_description"]))
        self.practice.add_fault(MEMBER, "wrong_type")
        reply = self.get()
        self.assertEqual((reply.status, reply.json), (200, 42))
        self.practice.add_fault(MEMBER, "wrong_type", body='{"name":[]}')
        self.assertEqual(self.get().json, {"name": []})
        self.practice.add_fault(MEMBER, "prefixed_text")
        reply = self.get()
        self.assert_error(reply, 400, "ValidationError")
        self.assertRegex(reply.json["errorMessage"], r"^\[.*\] .*\n")

    def test_faults_in_place_of_the_request(self):
        for kind in ("status", "not_json", "empty", "wrong_type", "partial_error"):
            self.practice.add_fault(SEND, kind)
            self.send()
        self.assertEqual(self.balance(), 10050)

    def test_extra_members(self):
        plain = self.get().json
        self.practice.add_fault(MEMBER, "extra_members")
        reply = self.get()
        self.assertEqual(reply.status, 200)
        self.assertEqual({**plain, **reply.json}, reply.json)
        self.assertEqual(reply.json.keys() - plain.keys(), {"addedLater", "alsoAddedLater"})

    def test_redirect(self):
        self.practice.add_fault(MEMBER, "redirect", location="http://127.0.0.1:1/x", status=307)
        reply = self.get()
        self.assertEqual((reply.status, reply.headers["Location"]), (307, "http://127.0.0.1:1/x"))

    def test_reset_before(self):
        self.practice.add_fault(SEND, "reset_before")
        with self.assertRaises((ConnectionResetError, http.client.RemoteDisconnected)):
            self.send()
        self.assertEqual(self.last_status(), 0)
        self.assertEqual(self.balance(), 10050)

    def test_reset_after(self):
        self.practice.add_fault(SEND, "reset_after")
        with self.assertRaises((ConnectionResetError, http.client.RemoteDisconnected)):
            self.send()
        self.assertEqual(self.last_status(), 0)
        self.assertEqual(self.balance(), 10030)

    def test_reset_of_a_kept_connection(self):
        """What libsoup meets when the connection it reuses has died."""
        connection = http.client.HTTPConnection(self.practice.host, self.practice.port,
                                                timeout=practice.TIMEOUT)
        self.addCleanup(connection.close)
        headers = {"Authorization": "Bearer " + self.token}
        connection.request("GET", MEMBER, headers=headers)
        connection.getresponse().read()
        self.practice.add_fault(MEMBER, "reset_before")
        connection.request("GET", MEMBER, headers=headers)
        with self.assertRaises((ConnectionResetError, http.client.RemoteDisconnected)):
            connection.getresponse()
        self.assertEqual(self.get().status, 200)

    def test_truncated(self):
        self.practice.add_fault(SEND, "truncated")
        with self.assertRaises(http.client.IncompleteRead) as caught:
            self.send()
        self.assertTrue(caught.exception.partial.startswith(b'{"groupId":"G4V'))
        self.assertEqual(self.last_status(), 200)
        self.assertEqual(self.balance(), 10030)

    def test_slow(self):
        self.practice.add_fault(MEMBER, "slow", delay_ms=700)
        started = time.monotonic()
        slow = {}
        thread = threading.Thread(target=lambda: slow.update(reply=self.get()))
        thread.start()
        self.practice.wait_for_request(MEMBER)  # so others are served meanwhile
        thread.join(practice.TIMEOUT)
        self.assertGreaterEqual(time.monotonic() - started, 0.7)
        self.assertEqual(slow["reply"].status, 200)

    def test_client_leaves_a_slow_reply(self):
        self.practice.add_fault(MEMBER, "slow", delay_ms=300)
        with socket.create_connection((self.practice.host, self.practice.port)) as client:
            client.sendall(f"GET {MEMBER} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            self.practice.wait_for_request(MEMBER)
        self.practice.add_fault("/cash/v1/balance", "slow", delay_ms=600)
        self.assertEqual(self.balance(), 10050)

    def test_end_while_a_reply_is_slow(self):
        self.practice.add_fault(MEMBER, "slow", delay_ms=60000)
        client = socket.create_connection((self.practice.host, self.practice.port))
        self.addCleanup(client.close)
        client.sendall(f"GET {MEMBER} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        self.practice.wait_for_request(MEMBER)


class Paths(practice.SignedInTestCase):
    def status(self, path):
        return self.call("GET", path).status

    def test_patterns(self):
        group = self.new_group()
        for pattern, hits, misses in (
                (self.GROUPS + "/{id}", [self.path(group)], [self.GROUPS, self.path(group, "/messages")]),
                (self.GROUPS + "/*/messages", [self.path(group, "/messages")],
                 [self.path(group), self.GROUPS]),
                (self.GROUPS + "*", [self.GROUPS, self.path(group), self.path(group, "/messages")],
                 ["/messages/v4/list"]),
                (self.GROUPS + "/*", [self.path(group), self.path(group, "/messages")], [self.GROUPS]),
                ("/*", [self.GROUPS, MEMBER], []),
                (self.GROUPS, [self.GROUPS], [self.path(group)])):
            with self.subTest(pattern=pattern):
                self.practice.add_fault(pattern, "status", status=418, times=0)
                self.assertEqual({self.status(path) for path in hits}, {418})
                self.assertTrue(all(self.status(path) == 200 for path in misses))
                self.practice.request("DELETE", "/_practice/faults")

    def test_every_kind_reaches_a_path_with_an_id(self):
        group = self.new_group("01012345678")
        self.practice.add_fault(self.GROUPS + "/{id}/send", "reset_after", method="POST")
        with self.assertRaises((ConnectionResetError, http.client.RemoteDisconnected)):
            self.call("POST", self.path(group, "/send"))
        self.assert_status(group, "SENDING")


class SlowBefore(practice.SignedInTestCase):
    def test_it_is_carried_out_late(self):
        self.practice.add_fault(SEND, "slow_before", delay_ms=500)
        started = time.monotonic()
        started_at = datetime.datetime.now(datetime.timezone.utc)
        slow = {}
        thread = threading.Thread(target=lambda: slow.update(reply=self.call("POST", SEND, MESSAGE)))
        thread.start()
        self.assertEqual(self.practice.judge("messages"), [])
        thread.join(practice.TIMEOUT)
        self.assertGreaterEqual(time.monotonic() - started, 0.5)
        self.assertEqual(slow["reply"].status, 200)
        # The look into the record may have come before the request, but the date tells.
        [message] = self.get("/messages/v4/list")["messageList"].values()
        created = datetime.datetime.fromisoformat(message["dateCreated"])
        self.assertGreaterEqual(created - started_at, datetime.timedelta(seconds=0.49))
        self.assertEqual(len(self.practice.judge("messages")), 1)
        self.assertEqual(self.practice.requests()[-1]["status"], 200)

    def test_it_is_carried_out_although_the_client_has_gone(self):
        self.practice.add_fault(SEND, "slow_before", delay_ms=300)
        body = json.dumps(MESSAGE).encode()
        with socket.create_connection((self.practice.host, self.practice.port)) as client:
            client.sendall(f"POST {SEND} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                           f"{self.token}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        self.assertEqual(self.practice.judge("messages"), [])
        self.practice.wait_for_request(SEND)
        end = time.monotonic() + practice.TIMEOUT
        while not self.practice.judge("messages") and time.monotonic() < end:
            time.sleep(0.02)
        self.assertTrue(self.practice.judge("messages")[0]["released"])


class Hang(practice.SignedInTestCase):
    def send_and_wait(self):
        """Sends on a connection of its own and checks that nothing comes back; gives the connection."""
        body = json.dumps(MESSAGE).encode()
        client = socket.create_connection((self.practice.host, self.practice.port))
        self.addCleanup(client.close)
        client.sendall(f"POST {SEND} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                       f"{self.token}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        client.settimeout(0.3)
        self.assertRaises(TimeoutError, client.recv, 1)
        return client

    def holds(self, port):
        """Tells whether the server has its end of a client's connection open."""
        ends = [f"0100007F:{end:04X}" for end in (self.practice.port, port)]
        with open("/proc/net/tcp", encoding="ascii") as table:
            rows = [line.split() for line in table]
        # What was closed has no file any more, and so no inode.
        return any(row[1:3] == ends and row[9] != "0" for row in rows)

    def test_before(self):
        self.practice.add_fault(SEND, "hang_before")
        self.send_and_wait()
        self.assertEqual(self.practice.judge("messages"), [])
        self.assertEqual(self.practice.requests()[-1]["status"], 0)

    def test_after(self):
        self.practice.add_fault(SEND, "hang_after")
        self.send_and_wait()
        self.assertTrue(self.practice.judge("messages")[0]["released"])
        self.assertEqual(self.practice.requests()[-1]["status"], 0)

    def test_the_connection_ends_when_the_client_leaves(self):
        self.practice.add_fault(SEND, "hang_after")
        client = self.send_and_wait()
        port = client.getsockname()[1]
        self.assertTrue(self.holds(port))
        client.close()
        deadline = time.monotonic() + practice.TIMEOUT
        while self.holds(port):
            self.assertLess(time.monotonic(), deadline, "the connection stays open")
        self.assertEqual(self.call("GET", MEMBER).status, 200)


if __name__ == "__main__":
    practice.main()
