import time

import practice

NOW = 1774249966
SEND = "/messages/v4/send"


class Life(practice.SignedInTestCase):
    """Nothing here waits: the server's clock is set."""

    def setUp(self):
        super().setUp()
        self.practice.set(clock=NOW, balance=10000, point=0)
        self.token = self.practice.sign_in()["access_token"]

    def advance(self, seconds):
        self.practice.set(clock={"advance": seconds})

    def release(self, *numbers, **members):
        group = self.new_group(*numbers, **members)
        self.done("POST", self.path(group, "/send"))
        return group

    def codes(self, group):
        listed = self.get(self.path(group, "/messages"))["messageList"]
        return {message["to"]: message["statusCode"] for message in listed.values()}

    def counts(self, group):
        """total, sent, pending, delivered, failed, refunded"""
        count = self.get(self.path(group))["count"]
        return tuple(count[name] for name in ("total", "sentTotal", "sentPending", "sentSuccess",
                                              "sentFailed", "refund"))

    def test_delivery(self):
        group = self.release("01012345671", "01012345672", "1")
        self.assertEqual(self.codes(group), {"01012345671": "2000", "01012345672": "2000", "1": "1011"})
        self.assertEqual(self.counts(group), (3, 0, 0, 0, 0, 0))
        self.advance(1)
        self.assertEqual(self.codes(group), {"01012345671": "3000", "01012345672": "3000", "1": "1011"})
        self.assertEqual(self.counts(group), (3, 2, 2, 0, 0, 0))
        self.assert_status(group, "SENDING")
        self.advance(2)
        self.assertEqual(self.codes(group), {"01012345671": "4000", "01012345672": "4000", "1": "1011"})
        self.assertEqual(self.counts(group), (3, 2, 0, 2, 0, 0))
        told = self.get(self.path(group))
        self.assertEqual((told["status"], told["isRefunded"]), ("COMPLETE", False))
        self.assertIsNotNone(told["dateCompleted"])
        self.assertEqual(self.money(), (0, 9960))

    def test_dates_of_a_message(self):
        group = self.release("01012345671")
        names = ("dateProcessed", "dateReported", "dateReceived")
        [message] = self.get(self.path(group, "/messages"))["messageList"].values()
        self.assertEqual([message[name] for name in names], [None] * 3)
        self.assertEqual((message["status"], message["networkName"]), ("PENDING", None))
        self.advance(3)
        [message] = self.get(self.path(group, "/messages"))["messageList"].values()
        self.assertEqual(message["status"], "COMPLETE")
        self.assertEqual((message["reason"], message["queues"]),
                         ("정상 처리", [{"name": "sms", "statusCode": "4000"}]))
        dates = [message["dateCreated"], *[message[name] for name in names]]
        self.assertEqual(dates, sorted(dates))
        self.assertEqual(message["dateUpdated"], message["dateReported"])

    def test_scripted_numbers(self):
        numbers = {"01012343059": "3059", "01012343104": "3104", "01012343032": "3032",
                   "01012340000": "3000", "01012343000": "4000", "01012343999": "4000",
                   "01012344000": "4000"}
        group = self.release(*numbers)
        self.advance(2)
        self.assertEqual(set(self.codes(group).values()), {"3000"})
        self.advance(1)
        self.assertEqual(self.codes(group), numbers)
        self.assertEqual(self.counts(group), (7, 7, 1, 3, 3, 3))
        self.assert_status(group, "SENDING")
        self.advance(3600)
        self.assert_status(group, "SENDING")

    def test_numbers_for_people(self):
        self.practice.set(pace={"late": 6000})
        group = self.release("01012340001", "01012340002", "01012340003", "01012340004")
        self.advance(3)
        self.assertEqual(self.codes(group), {"01012340001": "3032", "01012340002": "3000",
                                             "01012340003": "3043", "01012340004": "4000"})
        self.assertEqual(self.counts(group), (4, 4, 1, 1, 2, 0))
        self.assertEqual(self.money(), (0, 9920))
        self.advance(5900)
        self.assert_status(group, "SENDING")
        self.advance(100)
        self.assertEqual(self.codes(group)["01012340002"], "4000")
        self.assertEqual(self.counts(group), (4, 4, 0, 2, 2, 2))
        self.assert_status(group, "COMPLETE")
        self.assertEqual(self.money(), (0, 9960))

    def test_own_numbers(self):
        """Whoever tries with a phone of their own gets it, whatever its number says."""
        self.practice.set(senders=["01000000001", "0212345678"])
        group = self.release("01000000001")
        self.advance(3)
        self.assertEqual(self.codes(group), {"01000000001": "4000"})

    def test_queues(self):
        group = self.new_group()
        self.add(group, practice.row("01012345671"), practice.row("01012345672", subject="제목"))
        listed = self.get(self.path(group, "/messages"))["messageList"].values()
        self.assertEqual({m["type"]: m["queues"][0]["name"] for m in listed}, {"SMS": "sms", "LMS": "lms"})

    def test_a_list_goes_in_waves(self):
        self.practice.set(pace={"carrier": 200, "end": 500, "spread": 1600})
        group = self.release(*[f"0101234{i}" for i in range(5001, 5033)])
        self.advance(200)
        self.assertEqual(self.counts(group), (32, 2, 2, 0, 0, 0))
        self.advance(300)
        self.assertEqual(self.counts(group), (32, 8, 6, 2, 0, 0))
        listed = self.get(self.path(group, "/messages"), limit=50)["messageList"].values()
        self.assertEqual(sorted(message["statusCode"] for message in listed),
                         ["2000"] * 24 + ["3000"] * 6 + ["4000"] * 2)
        self.assert_status(group, "SENDING")
        self.advance(1500)
        self.assertEqual(self.counts(group), (32, 32, 0, 32, 0, 0))
        told = self.get(self.path(group))
        self.assertEqual(told["status"], "COMPLETE")
        ends = [m["dateReported"] for m in self.get(self.path(group, "/messages"), limit=50)
                ["messageList"].values()]
        self.assertEqual((len(set(ends)), max(ends)), (16, told["dateCompleted"]))

    def test_a_pace_holds_from_the_beginning(self):
        self.practice.set(pace={"carrier": 1, "end": 3})
        group = self.release("01012345671")
        self.practice.set(pace={"carrier": 100, "end": 300})
        self.advance(3)
        self.assert_status(group, "COMPLETE")

    def test_carriers(self):
        numbers = [f"0101234{i}" for i in range(5001, 5021)]
        group = self.release(*numbers)
        self.add(abroad := self.new_group(), practice.row("2025550123", country="1"))
        self.done("POST", self.path(abroad, "/send"))
        self.advance(3)
        listed = self.get(self.path(group, "/messages"), limit=50)["messageList"].values()
        found = {m["to"]: (m["networkCode"], m["networkName"]) for m in listed}
        self.assertEqual(set(found.values()),
                         {("10001", "SKT"), ("10002", "KT"), ("10003", "LGU+")})
        other = self.release(*numbers[:1])
        self.advance(3)
        [message] = self.get(self.path(other, "/messages"))["messageList"].values()
        self.assertEqual((message["networkCode"], message["networkName"]), found[numbers[0]])
        [message] = self.get(self.path(abroad, "/messages"))["messageList"].values()
        self.assertEqual((message["statusCode"], message["networkName"]), ("4000", None))

    def test_refunds(self):
        """What fails is paid back once, the app's fee with it, into the purses it came from."""
        self.practice.set(point=30)
        group = self.release("01012343059", "01012343060", "01012345671",
                             appId=self.practice.info["app_id"])
        self.assertEqual(self.money(), (0, 10000 - 36))
        self.advance(2)
        self.assertEqual(self.money(), (0, 10000 - 36))
        self.advance(1)
        self.assertEqual(self.money(), (8, 10000))
        told = self.get(self.path(group))
        self.assertEqual((told["status"], told["isRefunded"]), ("COMPLETE", True))
        self.assertEqual(told["balance"], {"requested": 36, "replacement": 0, "additional": 0,
                                           "refund": 36, "sum": 0})
        self.assertEqual(told["point"], {"requested": 30, "replacement": 0, "additional": 0,
                                         "refund": 8, "sum": 22})
        self.advance(100)
        self.assertEqual(self.money(), (8, 10000))

    def test_single_message(self):
        reply = self.done("POST", SEND, {"message": practice.row("01012343059")})
        [message] = self.get("/messages/v4/list")["messageList"].values()
        self.assertEqual((message["messageId"], message["statusCode"]), (reply["messageId"], "2000"))
        self.assert_status(reply["groupId"], "SENDING")
        self.advance(3)
        [message] = self.get("/messages/v4/list")["messageList"].values()
        self.assertEqual(message["statusCode"], "3059")
        self.assert_status(reply["groupId"], "COMPLETE")
        self.assertEqual(self.money(), (0, 10000))
        refused = self.call("POST", SEND, {"message": practice.row("1")})
        self.assertEqual(refused.status, 400)
        self.assertEqual(next(iter(self.get("/messages/v4/groups")["groupList"].values()))["status"],
                         "FAILED")

    def test_schedule(self):
        group = self.new_group("01012345671", "01012343059")
        self.done("POST", self.path(group, "/schedule"), {"scheduledDate": "2026-03-23T16:22:46+09:00"})
        self.advance(590)
        self.assert_status(group, "SCHEDULED")
        self.assertEqual((self.money(), set(self.codes(group).values())), ((0, 10000), {"2000"}))
        self.assertFalse(any(m["released"] for m in self.practice.judge("messages")))
        self.practice.set(clock=NOW + 600)
        told = self.get(self.path(group))
        self.assertEqual((told["status"], told["dateSent"]), ("SENDING", "2026-03-23T07:22:46.000Z"))
        self.assertEqual(self.money(), (0, 9960))
        self.assertTrue(all(m["released"] for m in self.practice.judge("messages")))
        self.advance(3)
        self.assertEqual(self.codes(group), {"01012345671": "4000", "01012343059": "3059"})
        self.assertEqual(self.money(), (0, 9980))

    def test_schedules_in_order(self):
        """Long after both are over; there was enough for the one that came first by its time."""
        self.practice.set(balance=30)
        later = self.new_group("01012343059")
        sooner = self.new_group("01012345671")
        for group, minute in ((later, 30), (sooner, 20)):
            self.done("POST", self.path(group, "/schedule"),
                      {"scheduledDate": f"2026-03-23 16:{minute}:00"})
        self.advance(3600)
        self.assert_status(sooner, "COMPLETE")
        self.assert_status(later, "FAILED")
        self.assertEqual(self.money(), (0, 10))
        self.assertEqual({m["groupId"]: m["released"] for m in self.practice.judge("messages")},
                         {sooner: True, later: False})

    def test_refund_pays_for_what_comes_after(self):
        self.practice.set(balance=20)
        first = self.new_group("01012343059")
        second = self.new_group("01012345671")
        for group, second_of_minute in ((first, "00"), (second, "04")):
            self.done("POST", self.path(group, "/schedule"),
                      {"scheduledDate": f"2026-03-23 16:20:{second_of_minute}"})
        self.advance(3600)
        self.assert_status(second, "COMPLETE")

    def test_resend(self):
        """What failed for want of money goes out when there is some; nothing else does again."""
        self.practice.set(balance=10)
        group = self.new_group("01012345671", appId=self.practice.info["app_id"])
        self.done("POST", self.path(group, "/schedule"), {"scheduledDate": "2026-03-23 16:20:00"})
        self.assert_error(self.call("POST", self.path(group, "/resend")), 400, "InvalidStatus")
        self.advance(3600)
        self.assert_status(group, "FAILED")
        self.assert_error(self.call("POST", self.path(group, "/resend")), 402, "NotEnoughBalance")
        self.practice.set(balance=100, in_development=True)
        self.assert_error(self.call("POST", self.path(group, "/resend")), 400, "InDevelopment")
        self.practice.set(in_development=False)
        self.assertEqual(self.done("POST", self.path(group, "/resend"))["status"], "SENDING")
        self.assertEqual(self.money(), (0, 78))
        self.advance(3)
        self.assertEqual(self.codes(group), {"01012345671": "4000"})
        self.assert_error(self.call("POST", self.path(group, "/resend")), 400, "InvalidStatus")

    def test_nothing_to_resend(self):
        reply = self.done("POST", "/messages/v4/send-many/detail", {"messages": [practice.row("1")]})
        group = reply["groupInfo"]["groupId"]
        self.assert_status(group, "FAILED")
        self.assert_error(self.call("POST", self.path(group, "/resend")), 400, "InvalidStatus")

    def test_cancelled_schedule(self):
        group = self.new_group("01012345671")
        self.done("POST", self.path(group, "/schedule"), {"scheduledDate": "2026-03-23 16:20:00"})
        self.assertEqual(self.done("DELETE", self.path(group, "/schedule"))["status"], "FAILED")
        self.advance(3600)
        self.assert_status(group, "FAILED")
        self.assertEqual(self.money(), (0, 10000))
        self.assertFalse(self.practice.judge("messages")[0]["released"])


class Uncontrolled(practice.SignedInTestCase):
    """What a person sees who practices, and waits for it."""

    arguments = []

    def setUp(self):
        practice.TestCase.setUp(self)
        self.token = self.sign_in_on_pages()

    def test_pace(self):
        sent = self.done("POST", SEND, {"message": practice.row("01012345671")})["messageId"]
        seen = {}
        begin = time.monotonic()
        while "4000" not in seen and time.monotonic() < begin + practice.TIMEOUT:
            [message] = self.get("/messages/v4/list", messageId=sent)["messageList"].values()
            seen.setdefault(message["statusCode"], time.monotonic() - begin)
            time.sleep(0.1)
        self.assertEqual(list(seen), ["2000", "3000", "4000"])
        self.assertGreater(seen["3000"], 1)
        self.assertGreater(seen["4000"] - seen["3000"], 2)


if __name__ == "__main__":
    practice.main()
