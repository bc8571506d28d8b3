import http.client
import json
import socket
import threading
import time

import practice

MEMBER = "/users/v1/member"
SEND = "/messages/v4/send"
MESSAGE = {"message": {"to": "01012345678", "from": "0212345678", "text": "안녕하세요"}}


class Absent(practice.TestCase):
    arguments = []

    def test_no_control_path(self):
        for method, path in (("POST", "/_practice/options"), ("GET", "/_practice/requests"),
                             ("POST", "/_practice/faults"), ("DELETE", "/_practice/faults")):
            with self.subTest(path=path):
                reply = self.practice.request(method, path, b'{"auto_approve":true}')
                self.assert_error(reply, 404, "ResourceNotFound")
        self.assertEqual(self.practice.request("GET", self.practice.authorize_path()).status, 200)


class Control(practice.TestCase):
    def refused(self, path, value, wanted):
        reply = self.practice.post_json(path, value)
        self.assert_error(reply, 400, "InvalidControl")
        self.assertIn(wanted, reply.json["errorMessage"])

    def test_bad_options(self):
        for options, wanted in (
                ({"auto_aprove": True}, '"auto_aprove" is no option'),
                ({"never": 1}, "true or false"), ({"clock": "x"}, '"clock" must be'),
                ({"clock": -1}, "far away"), ({"clock": {"advance": 1 << 62}}, '"clock" must be'),
                ({"clock": {"advance": -(1 << 63)}}, '"clock" must be'),
                ({"forbidden_scope_status": 500}, "401 or 403"), ({"send_failure_form": 3}, "status200"),
                ({"granted_scopes": []}, "blanks"), ({"senders": "x"}, "array"),
                ({"senders": [1]}, "array"), ({"balance": -1}, "KRW"), ({"point": 0.5}, "KRW"),
                ({"revoke": False}, "true"), ([], "object")):
            with self.subTest(options=options):
                self.refused("/_practice/options", options, wanted)

    def test_options_are_changed_together_or_not_at_all(self):
        self.refused("/_practice/options", {"auto_approve": True, "nothing": 1}, "nothing")
        self.assertEqual(self.practice.request("GET", self.practice.authorize_path()).status, 200)

    def test_bad_faults(self):
        for fault, wanted in (
                ({"path": "/x"}, "kind"), ({"path": "/x", "kind": "no"}, "kind"),
                ({"kind": "empty"}, "path"), ({"path": "x", "kind": "empty"}, "path"),
                ({"path": "/x", "kind": "status", "status": 99}, "status"),
                ({"path": "/x", "kind": "status", "status": 600}, "status"),
                ({"path": "/x", "kind": "slow", "delay_ms": "1"}, "delay_ms"),
                ({"path": "/x", "kind": "empty", "times": -1}, "times"),
                ({"path": "/x", "kind": "redirect"}, "location"),
                ({"path": "/x", "kind": "redirect", "location": "a\r\nb"}, "location"),
                ({"path": 1, "kind": "empty"}, "path"), ({"path": "/x", "kind": "empty", "x": 1}, '"x"')):
            with self.subTest(fault=fault):
                self.refused("/_practice/faults", fault, wanted)

    def test_unknown_control_path(self):
        self.assert_error(self.practice.request("GET", "/_practice/x"), 404, "ResourceNotFound")
        self.assert_error(self.practice.request("GET", "/_practice/options"), 404,
                          "ResourceNotFound")

    def test_record(self):
        token = self.practice.sign_in()["access_token"]
        self.practice.request("DELETE", "/_practice/requests")
        self.assertEqual(self.practice.requests(), [])
        body = '{ "message":{"to":"01012345678","from":"0212345678",\n"text":"한글 \\uD83D\\uDE00 ✓"} }'
        self.practice.request("POST", SEND + "?a=%2B+b&c", body.encode(), {
            "Authorization": "Bearer " + token, "Content-Type": "application/json", "X-Some": "1"})
        self.practice.request("POST", "/nowhere", b"\xff\x00")
        sent, nowhere = self.practice.requests()
        self.assertEqual((sent["method"], sent["path"], sent["query"]), ("POST", SEND, "a=%2B+b&c"))
        self.assertEqual(sent["body"], body)
        self.assertEqual(sent["headers"]["Authorization"], "Bearer " + token)
        self.assertEqual(sent["headers"]["X-Some"], "1")
        self.assertEqual(sent["status"], 200)
        self.assertEqual((nowhere["status"], nowhere["body_base64"]), (404, "/wA="))


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


if __name__ == "__main__":
    practice.main()
