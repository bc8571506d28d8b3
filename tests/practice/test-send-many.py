import practice

PATH = "/messages/v4/send-many/detail"
NUMBERS = [f"0101234567{i}" for i in range(3)]


class SendMany(practice.SignedInTestCase):
    def send(self, *rows, **members):
        return self.call("POST", PATH, {"messages": list(rows), **members})

    def test_some_refused(self):
        rows = [practice.row(NUMBERS[0], customFields={"munjaRow": "0"}), practice.row(NUMBERS[:2])]
        reply = self.send(*rows, showMessageList=True, agent={"appId": self.practice.info["app_id"]})
        self.assertEqual(reply.status, 200, reply.text)
        self.assertEqual(list(reply.json), ["failedMessageList", "groupInfo", "messageList"])
        [failed] = reply.json["failedMessageList"]
        self.assertEqual((failed["to"], failed["statusCode"]), (NUMBERS[0], "1026"))
        group = reply.json["groupInfo"]
        self.assertEqual((group["status"], group["count"]["total"], group["count"]["registeredFailed"]),
                         ("SENDING", 3, 1))
        self.assertEqual(group, self.get(self.path(group["groupId"])))
        self.assertIsInstance(reply.json["messageList"], list)
        self.assertEqual([m["statusCode"] for m in reply.json["messageList"]], ["2000", "1026", "2000"])
        self.assertEqual(reply.json["messageList"][0]["customFields"], {"munjaRow": "0"})
        self.assertEqual({tuple(m) for m in reply.json["messageList"]},
                         {("messageId", "statusCode", "statusMessage", "customFields")})
        self.assertEqual(self.money(), (6, 10000))

    def test_type_of_what_has_none(self):
        reply = self.send({"to": NUMBERS[0], "from": "0212345678"}, practice.row(NUMBERS[1]))
        [failed] = reply.json["failedMessageList"]
        self.assertEqual((failed["statusCode"], failed["type"]), ("1010", "SMS"))

    def test_list_only_if_asked(self):
        reply = self.send(practice.row(NUMBERS[0]))
        self.assertEqual(list(reply.json), ["failedMessageList", "groupInfo"])
        self.assertEqual(reply.json["failedMessageList"], [])

    def test_all_refused(self):
        reply = self.send(practice.row("1"))
        self.assertEqual(reply.status, 200)
        count = reply.json["groupInfo"]["count"]
        self.assertEqual((len(reply.json["failedMessageList"]), count["total"], count["registeredFailed"]),
                         (1, 1, 1))
        self.assertEqual(reply.json["groupInfo"]["status"], "FAILED")
        self.assertEqual(self.money(), (50, 10000))

    def test_schedule(self):
        self.practice.set(clock=1774249966)
        self.token = self.practice.sign_in()["access_token"]
        reply = self.send(practice.row(NUMBERS[0]), scheduledDate="2026-03-24T09:00:00+09:00")
        group = reply.json["groupInfo"]
        self.assertEqual((group["status"], group["scheduledDate"]),
                         ("SCHEDULED", "2026-03-24T00:00:00.000Z"))
        self.assertEqual(self.money(), (50, 10000))
        reply = self.send(practice.row(NUMBERS[0]), scheduledDate="2020-03-24T09:00:00+09:00")
        self.assert_error(reply, 400, "InvalidScheduledDate")
        self.assertEqual(len(self.practice.judge("groups")), 1)

    def test_balance(self):
        self.practice.set(balance=30, point=9)
        self.assert_error(self.send(practice.row(NUMBERS[:2])), 402, "NotEnoughBalance")
        self.assertEqual(self.money(), (9, 30))
        self.assertFalse(any(m["released"] for m in self.practice.judge("messages")))

    def test_wrong_requests(self):
        good = practice.row(NUMBERS[0])
        for rows, members in (([], {}), (["x"], {}), ([good], {"agent": "x"}), ([good], {"strict": 1}),
                              ([good], {"showMessageList": "yes"}), ([good], {"scheduledDate": 5}),
                              ([practice.row({})], {}), ([good], {"scheduledDate": "x"})):
            with self.subTest(rows=rows, members=members):
                self.assert_error(self.send(*rows, **members), 400, "ValidationError")
        self.assert_error(self.send(good, agent={"appId": "unknown12345"}), 400, "InvalidAppId")
        self.assert_error(self.send(practice.row([NUMBERS[0]] * 10001)), 413, "RecipientsTooMany")
        self.assertEqual(self.practice.judge("groups"), [])


if __name__ == "__main__":
    practice.main()
