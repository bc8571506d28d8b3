import practice

SEND = "/messages/v4/send"
MESSAGE = {"message": {"to": "01012345678", "from": "0212345678", "text": "안녕하세요"}}


class Absent(practice.TestCase):
    arguments = []

    def test_no_control_path(self):
        for method, path in (("POST", "/_practice/options"), ("GET", "/_practice/requests"),
                             ("POST", "/_practice/faults"), ("DELETE", "/_practice/faults"),
                             ("GET", "/_practice/messages"), ("GET", "/_practice/groups"),
                             ("POST", "/_practice/reset")):
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
                ({"senders": [1]}, "array"), ({"balance": -1}, "KRW"), ({"point": "0.5"}, "KRW"), ({"balance": 1e10}, "KRW"),
                ({"revoke": False}, "true"), ([], "object"), ({"list_lag": -1}, "seconds"),
                ({"list_lag": "1"}, "seconds"), ({"group_list_lag": 1e9}, "seconds"),
                ({"group_lag": None}, "seconds"), ({"pace": 1}, "seconds"),
                ({"pace": {"end": -1}}, "seconds"), ({"pace": {"start": 1}}, "carrier"),
                ({"record_bodies": 0}, "true or false"), ({"shuffle_lists": None}, "true or false")):
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

    def test_record_without_bodies(self):
        token = self.practice.sign_in()["access_token"]
        self.practice.set(record_bodies=False)
        self.practice.call("POST", SEND, token, MESSAGE)
        sent = self.practice.requests()[-1]
        self.assertNotIn("body", sent)
        self.assertGreater(sent["body_length"], 80)
        self.practice.set(record_bodies=True)
        self.practice.call("POST", SEND, token, MESSAGE)
        sent = self.practice.requests()[-1]
        self.assertEqual(len(sent["body"].encode()), sent["body_length"])

    def test_record_keeps_no_more_than_it_has_room_for(self):
        self.practice.request("DELETE", "/_practice/requests")
        for _ in range(7):
            self.practice.request("POST", "/nowhere", b" " * 10_000_000)
        self.assertEqual(["body" in request for request in self.practice.requests()],
                         [True] * 6 + [False])
        self.practice.request("DELETE", "/_practice/requests")
        self.practice.request("POST", "/nowhere", b" " * 10_000_000)
        self.assertIn("body", self.practice.requests()[0])


class Judge(practice.SignedInTestCase):
    def test_messages(self):
        group = self.new_group("01012345671", customFields={"munjaKey": "k"})
        self.add(group, practice.row("01012345672", customFields={"munjaRow": "1"}),
                 practice.row("012"), practice.row("01012345671"))
        first, second, wrong, twice = self.practice.judge("messages")
        self.assertEqual(list(first), ["messageId", "groupId", "to", "country", "type", "subject", "text",
                                       "bytes", "imageId", "customFields", "statusCode", "removed",
                                       "released", "sent"])
        self.assertEqual((first["type"], first["subject"], first["bytes"]), ("SMS", None, 10))
        self.assertEqual((first["groupId"], first["to"], first["text"]),
                         (group, "01012345671", "안녕하세요"))
        self.assertEqual(second["customFields"], {"munjaRow": "1"})
        self.assertEqual([m["statusCode"] for m in (first, second, wrong, twice)],
                         ["2000", "2000", "1011", "1026"])
        self.done("DELETE", self.path(group, "/messages"), {"messageIds": [first["messageId"]]})
        self.assertFalse(any(m["released"] for m in self.practice.judge("messages")))
        self.done("POST", self.path(group, "/send"))
        messages = self.practice.judge("messages")
        self.assertEqual([m["removed"] for m in messages], [True, False, False, False])
        self.assertEqual([m["released"] for m in messages], [False, True, False, False])
        [told] = self.practice.judge("groups")
        self.assertEqual((told["groupId"], told["status"], told["released"], told["customFields"]),
                         (group, "SENDING", True, {"munjaKey": "k"}))
        self.assertEqual((told["count"]["total"], told["count"]["registeredSuccess"]), (3, 1))

    def test_single_messages(self):
        self.done("POST", SEND, MESSAGE)
        self.call("POST", SEND, {"message": practice.row("1")})
        self.assertEqual([m["released"] for m in self.practice.judge("messages")], [True, False])
        self.assertEqual([g["status"] for g in self.practice.judge("groups")], ["SENDING", "FAILED"])

    def test_pages(self):
        self.new_group(*[f"0101234567{i}" for i in range(5)])
        page = self.practice.request("GET", "/_practice/messages?offset=1&limit=2").json
        self.assertEqual(page["total"], 5)
        self.assertEqual([m["to"] for m in page["messages"]], ["01012345671", "01012345672"])
        page = self.practice.request("GET", "/_practice/messages?offset=9").json
        self.assertEqual(page["messages"], [])

    def test_reset(self):
        group = self.new_group("01012345671")
        self.done("POST", self.path(group, "/send"))
        self.practice.add_fault(SEND, "status")
        self.assertEqual(self.practice.request("POST", "/_practice/reset").status, 200)
        self.assertEqual(self.practice.requests(), [])
        self.assertEqual(self.practice.judge("messages") + self.practice.judge("groups"), [])
        self.assert_error(self.call("GET", self.path(group)), 404, "ResourceNotFound")
        self.assertEqual(self.money(), (30, 10000))
        self.assertEqual(self.call("POST", SEND, MESSAGE).status, 200)


if __name__ == "__main__":
    practice.main()
