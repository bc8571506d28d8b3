import base64
import json
import urllib.parse

import practice

SEND = "/messages/v4/send"
MANY = "/messages/v4/send-many/detail"
FILES = "/storage/v1/files"
TO = "01012345678"
JPEG = bytes.fromhex("ffd8ffc0000b080030004001011100ffdaffd9")


class FormsTestCase(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in(
            scope=practice.ALL_SCOPES + " storage:write storage:read")["access_token"]

    def post(self, path, form, method="POST"):
        body = form if isinstance(form, str) else urllib.parse.urlencode(form)
        return self.practice.request(method, path, body, {
            "Authorization": "Bearer " + self.token,
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8"})

    def good(self, *args, **kwargs):
        reply = self.post(*args, **kwargs)
        self.assertEqual(reply.status, 200, reply.text)
        return reply.json


class Forms(FormsTestCase):
    def test_one_message(self):
        sent = self.good(SEND, {"message[to]": TO, "message[from]": "0212345678", "message[text]": "true & 하나",
                                "message[customFields][munjaKey]": "k",
                                "agent[appId]": self.practice.info["app_id"]})
        [message] = self.practice.judge("messages")
        self.assertEqual((message["messageId"], message["text"], message["customFields"]),
                         (sent["messageId"], "true & 하나", {"munjaKey": "k"}))
        self.assertEqual(self.get(self.path(sent["groupId"]))["app"]["appId"],
                         self.practice.info["app_id"])

    def test_a_text_that_looks_like_something_else(self):
        for text in ("true", "[1]", "{}", "5"):
            self.good(SEND, {"message[to]": TO, "message[from]": "0212345678", "message[text]": text})
        self.assertEqual([m["text"] for m in self.practice.judge("messages")], ["true", "[1]", "{}", "5"])

    def test_messages_as_json(self):
        group = self.good(self.GROUPS, {"allowDuplicates": "true"})
        self.assertTrue(group["allowDuplicates"])
        added = self.good(self.path(group["groupId"], "/messages"),
                          {"messages": json.dumps([practice.row(TO), practice.row(TO)])}, "PUT")
        self.assertEqual([m["statusCode"] for m in added["resultList"]], ["2000", "2000"])

    def test_messages_by_number(self):
        rows = [("messages[0][to]", TO), ("messages[0][from]", "0212345678"), ("messages[0][text]", "a"),
                ("messages[1][to][]", "01012345671"), ("messages[1][to][]", "01012345672"),
                ("messages[1][from]", "0212345678"), ("messages[1][text]", "b"),
                ("showMessageList", "true")]
        self.assertEqual(len(self.good(MANY, rows)["messageList"]), 3)
        self.assertEqual([(m["to"], m["text"]) for m in self.practice.judge("messages")],
                         [(TO, "a"), ("01012345671", "b"), ("01012345672", "b")])

    def test_file(self):
        file = self.good(FILES, {"file": base64.b64encode(JPEG).decode(), "type": "MMS", "name": "a+b.jpg"})
        self.assertEqual((file["originalName"], file["width"]), ("a+b.jpg", 64))

    def test_what_is_no_object(self):
        for form in ("message[to=1", "[to]=1", "message=x&message[to]=1", "=1", "a[b][c][d][e][f]=1",
                     "message[to]x=1", "message%5Bto%5D=%ff", "messages=[", ""):
            with self.subTest(form=form):
                self.assert_error(self.post(SEND, form), 400, "ValidationError")
                self.assert_error(self.post(MANY, form), 400, "ValidationError")
        self.assertEqual(self.practice.judge("messages"), [])


class Strict(FormsTestCase):
    def test_forms_can_be_refused(self):
        form = {"message[to]": TO, "message[from]": "0212345678", "message[text]": "a"}
        self.practice.set(refuse_forms=True)
        self.assert_error(self.post(SEND, form), 400, "ValidationError")
        self.assertEqual(self.call("POST", SEND, {"message": practice.row(TO)}).status, 200)
        self.practice.set(refuse_forms=False)
        self.good(SEND, form)

    def test_unknown_members_can_be_refused(self):
        group = self.new_group()
        calls = (("POST", SEND, {"message": practice.row(TO), "scheduledDate": "2030-01-01"}),
                 ("POST", SEND, {"message": practice.row(TO, label="x")}),
                 ("POST", MANY, {"messages": [practice.row(TO), practice.row(TO, label="x")]}),
                 ("POST", self.GROUPS, {"agent": {}}),
                 ("PUT", self.path(group, "/messages"), {"messages": [practice.row(TO)], "agent": {}}))
        self.practice.set(refuse_unknown=True)
        for method, path, body in calls:
            with self.subTest(path=path, body=body):
                reply = self.call(method, path, body)
                self.assert_error(reply, 400, "ValidationError")
                self.assertIn("is not allowed", reply.json["errorMessage"])
        self.practice.set(refuse_unknown=False)
        for method, path, body in calls:
            self.done(method, path, body)


if __name__ == "__main__":
    practice.main()
