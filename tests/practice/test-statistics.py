import collections

import practice

STATISTICS = "/messages/v4/statistics"
DAILY = STATISTICS + "/daily"
SEND = "/messages/v4/send"
NOW = 1774249966  # 2026-03-23T16:12:46+09:00
EVE = 1772290790  # 2026-02-28T23:59:50+09:00
PAYDAY = 1775786400  # 2026-04-10T11:00:00+09:00
DAY = 86400
KINDS = {"sms", "lms", "mms", "ata", "cta", "cti", "nsa", "rcs_sms", "rcs_lms", "rcs_mms", "rcs_tpl"}


class StatisticsTestCase(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.at(NOW)
        self.practice.set(balance=100000, point=0)
        self.app = {"appId": self.practice.info["app_id"]}

    def at(self, clock):
        self.practice.set(clock=clock)
        self.token = self.practice.sign_in()["access_token"]

    def later(self, seconds):
        self.practice.set(clock={"advance": seconds})

    def release(self, *rows, **members):
        group = self.new_group(**members)
        self.add(group, *rows)
        self.done("POST", self.path(group, "/send"))
        return group

    def deliver(self, *rows, **members):
        self.release(*rows, **members)
        self.later(3)


class Daily(StatisticsTestCase):
    def test_a_day(self):
        rows = [practice.row("01012345671"), practice.row("01012345672"), practice.row("01012343059"),
                practice.row("01012345673", subject="제목"), practice.row("1")]
        self.release(*rows, **self.app)
        [day] = self.get(DAILY)
        self.assertEqual(day.keys(), {"accountId", "date", "appId", "prepaid", "count", "balance", "point",
                                      "taxIssued", "profitSettlement", "profit", "refund",
                                      "masterAccountId"})
        self.assertEqual((day["appId"], day["date"]), (self.app["appId"], "2026-03-22T15:00:00.000Z"))
        self.assertEqual((day["count"], day["profit"]), ({"2000": {"sms": 3, "lms": 1}}, 0))
        self.later(3)
        [day] = self.get(DAILY)
        self.assertEqual(day["count"], {"4000": {"sms": 2, "lms": 1}, "3059": {"sms": 1}})
        self.assertEqual((day["balance"], day["point"]), (3 * 22 + 55, 0))
        self.assertEqual((day["refund"], day["profit"]), ({"balance": 22, "point": 0}, 2 * 2 + 5))
        self.assertEqual((day["prepaid"], day["taxIssued"], day["profitSettlement"]), (True, False, False))

    def test_apps_are_apart(self):
        self.deliver(practice.row("01012345671"), **self.app)
        self.deliver(practice.row("01012345671"))
        self.done("POST", SEND, {"message": practice.row("01012345672")})
        self.later(3)
        told = [(day["appId"], day["count"]["4000"]["sms"], day["balance"], day["profit"])
                for day in self.get(DAILY)]
        self.assertEqual(told, [(self.app["appId"], 1, 22, 2), (None, 2, 40, 0)])

    def test_days_of_seoul(self):
        self.at(EVE)
        self.deliver(practice.row("01012345671"))
        self.later(7)
        self.deliver(practice.row("01012345671"), practice.row("01012345672"))
        told = [(day["date"], day["balance"]) for day in self.get(DAILY)]
        self.assertEqual(told, [("2026-02-28T15:00:00.000Z", 40), ("2026-02-27T15:00:00.000Z", 20)])

    def test_what_was_not_sent_is_not_there(self):
        self.new_group("01012345671")
        self.call("POST", SEND, {"message": practice.row("1")})
        scheduled = self.new_group("01012345671")
        self.done("POST", self.path(scheduled, "/schedule"), {"scheduledDate": "2026-03-24T09:00:00+09:00"})
        self.assertEqual(self.get(DAILY), [])
        self.assertEqual(self.get(STATISTICS)["total"]["total"], 0)
        self.at(NOW + DAY)
        [day] = self.get(DAILY)
        self.assertEqual(day["date"], "2026-03-23T15:00:00.000Z")

    def test_points_and_fractions(self):
        self.practice.set(point=10, prices={"82": {"sms": 7.8}})
        self.deliver(*[practice.row(f"0101234567{i}") for i in range(3)])
        [day] = self.get(DAILY)
        self.assertEqual((day["balance"], day["point"]), (13.4, 10))
        self.assertEqual(self.get(STATISTICS)["balance"], 13.4)

    def test_filters_and_pages(self):
        for i in range(5):
            self.at(NOW + i * DAY)
            self.deliver(practice.row("01012345671"), **self.app)
        everything = self.get(DAILY)
        self.assertEqual(len(everything), 5)
        for query, wanted in (
                ({"limit": 2}, everything[:2]), ({"offset": 3, "limit": 9}, everything[3:]),
                ({"offset": 5}, []), ({"limit": 0}, []),
                ({"startDate": "2026-03-25"}, everything[:3]), ({"endDate": "2026-03-24"}, everything[3:]),
                ({"startDate": "2026-03-24T00:00:00+09:00", "endDate": "2026-03-25T23:59:59+09:00"},
                 everything[2:4]),
                ({"startDate": "2026-03-24T00:00:01+09:00", "endDate": "2026-03-25T14:59:59Z"}, everything[2:3]),
                ({"taxIssued": "true"}, []), ({"taxIssued": "false"}, everything),
                ({"profitSettlement": "0"}, everything), ({"profitSettlement": "1"}, []),
                ({"prepaid": "true"}, everything), ({"prepaid": "false"}, [])):
            with self.subTest(query=query):
                self.assertEqual(self.get(DAILY, **query), wanted)
        self.practice.set(ignore_offset=True)
        self.assertEqual(self.get(DAILY, offset=99, limit=2), everything[:2])

    def test_settlement(self):
        """The fees of March come on the 10th of April, at eleven, as one amount."""
        self.deliver(practice.row("01012345671"), practice.row("01012343059"), **self.app)
        self.at(NOW + DAY)
        self.deliver(practice.row("01012345671", subject="제목"), **self.app)
        self.deliver(practice.row("01012345671"))
        self.at(PAYDAY - 20)
        self.deliver(practice.row("01012345671"), **self.app)
        before = self.money()
        self.assertEqual([day["profitSettlement"] for day in self.get(DAILY)], [False] * 4)
        self.practice.set(clock=PAYDAY)
        self.assertEqual(self.money(), (0, before[1] + 2 + 5))
        self.assertEqual([(day["appId"] is not None, day["profitSettlement"], day["taxIssued"])
                          for day in self.get(DAILY)],
                         [(True, False, False), (True, True, True), (False, False, True),
                          (True, True, True)])
        [entry] = self.get("/cash/v1/balance/history", type="PROFIT")
        self.assertEqual((entry["dateCreated"], entry["balanceAmount"], entry["groupId"]),
                         ("2026-04-10T02:00:00.000Z", 7, None))
        self.at(PAYDAY + 40 * DAY)
        self.assertEqual([entry["balanceAmount"] for entry in
                          self.get("/cash/v1/balance/history", type="PROFIT")], [2, 7])

    def test_wrong_queries(self):
        for path in (STATISTICS, DAILY):
            for query in ("startDate=x", "endDate=2026-13-01", "x=1"):
                self.assert_error(self.call("GET", f"{path}?{query}"), 400, "ValidationError")
        for query in ("limit=x", "offset=-1", "prepaid=yes", "taxIssued=2", "profitSettlement=TRUE"):
            self.assert_error(self.call("GET", f"{DAILY}?{query}"), 400, "ValidationError")


class Months(StatisticsTestCase):
    def test_nothing(self):
        told = self.get(STATISTICS)
        self.assertEqual((told["balance"], told["monthPeriod"], told["dayPeriod"]), (0, [], []))
        self.assertEqual((told["dailyTotalCountAvg"], told["refund"]["balanceAvg"]), (0, 0))

    def test_two_months(self):
        self.at(EVE)
        self.deliver(practice.row("01012345671"), practice.row("01012343059"), **self.app)
        self.later(7)
        self.deliver(practice.row("01012345671"))
        self.at(NOW)
        self.deliver(practice.row("01012345671", subject="제목"))
        told = self.get(STATISTICS)
        self.assertEqual(told.keys(), {
            "balance", "point", "monthlyBalanceAvg", "monthlyPointAvg", "monthPeriod", "dayPeriod", "refund",
            "total", "successed", "failed", "dailyBalanceAvg", "dailyPointAvg", "dailyTotalCountAvg",
            "dailyFailedCountAvg", "dailySuccessedCountAvg"})
        self.assertEqual((told["balance"], told["monthlyBalanceAvg"], told["dailyBalanceAvg"]), (114, 57, 38))
        self.assertEqual((told["dailyTotalCountAvg"], told["dailySuccessedCountAvg"]), (4 / 3, 1))
        march, february = told["monthPeriod"]
        self.assertEqual((march["date"], march["balance"], march["balanceAvg"]), ("2026/03", 70, 35))
        self.assertEqual((february["date"], february["balance"]), ("2026/02", 44))
        self.assertEqual(february["refund"], {"balance": 22, "point": 0, "balanceAvg": 22, "pointAvg": 0})
        self.assertEqual([day["date"] for day in march["dayPeriod"]], ["2026/03/23", "2026/03/01"])
        self.assertEqual(march["dayPeriod"] + february["dayPeriod"], told["dayPeriod"])
        [day] = february["dayPeriod"]
        self.assertEqual(day.keys(), {"_id", "month", "date", "balance", "point", "statusCode", "refund",
                                      "total", "successed", "failed"})
        self.assertEqual((day["month"], day["date"]), ("2026/02", "2026/02/28"))
        self.assertEqual(day["statusCode"], {"4000": {"sms": 1}, "3059": {"sms": 1}})
        self.assertEqual(day["refund"], {"balance": 22, "point": 0})
        self.assertTrue(KINDS < day["total"].keys())
        self.assertEqual([(day[name]["total"], day[name]["sms"]) for name in ("total", "successed", "failed")],
                         [(2, 2), (1, 1), (1, 1)])
        self.assertEqual((told["total"]["total"], told["successed"]["lms"], told["failed"]["total"]), (4, 1, 1))

    def test_apps_are_together(self):
        self.deliver(practice.row("01012345671"), **self.app)
        self.deliver(practice.row("01012345672"))
        [day] = self.get(STATISTICS)["dayPeriod"]
        self.assertEqual((day["statusCode"], day["balance"]), ({"4000": {"sms": 2}}, 42))

    def test_on_its_way(self):
        self.release(practice.row("01012345671"), practice.row("01012340000"))
        self.later(3)
        told = self.get(STATISTICS)
        self.assertEqual([told[name]["total"] for name in ("total", "successed", "failed")], [2, 1, 0])
        self.assertEqual(told["dayPeriod"][0]["statusCode"], {"4000": {"sms": 1}, "3000": {"sms": 1}})

    def test_dates(self):
        self.at(EVE)
        self.deliver(practice.row("01012345671"))
        self.at(NOW)
        self.deliver(practice.row("01012345671"))
        for query, wanted in (({"startDate": "2026-03-01"}, 1), ({"endDate": "2026-02-28"}, 1),
                              ({"startDate": "2026-03-24"}, 0), ({"masterAccountId": "1"}, 2)):
            with self.subTest(query=query):
                self.assertEqual(self.get(STATISTICS, **query)["total"]["total"], wanted)


class Past(StatisticsTestCase):
    HISTORY = "/cash/v1/balance/history"

    def everything(self, path, **query):
        page, found = None, []
        while page != []:
            page = self.get(path, offset=len(found), limit=100, **query)
            found += page
        return found

    def test_figures(self):
        self.practice.set(past_days=60)
        days = self.get(STATISTICS)["dayPeriod"]
        self.assertEqual((days[0]["date"], days[-1]["date"]), ("2026/03/21", "2026/01/22"))
        self.assertGreater(len(days), 50)
        for day in days:
            self.assertGreater(day["successed"]["total"], 0.8 * day["total"]["total"])
            self.assertEqual(day["successed"]["total"] + day["failed"]["total"], day["total"]["total"])
        told = self.get(STATISTICS)
        self.assertTrue(all(told["successed"][kind] > 0 for kind in ("sms", "lms", "mms")))
        self.assertGreater(told["failed"]["total"], 0)
        daily = self.everything(DAILY)
        self.assertEqual(sum(day["balance"] for day in daily), told["balance"])
        self.assertEqual({day["appId"] for day in daily}, {self.app["appId"], None})
        self.assertEqual(self.get("/messages/v4/list")["messageList"], {})
        self.assertEqual(self.get(self.GROUPS)["groupList"], {})

    def test_history(self):
        self.practice.set(past_days=60)
        entries = self.everything(self.HISTORY)
        self.assertEqual(self.money(), (50, 1000000))
        self.assertEqual((entries[0]["newPoint"], entries[0]["newBalance"]), (50, 1000000))
        for newer, older in zip(entries, entries[1:]):
            self.assertEqual((newer["oldBalance"], newer["oldPoint"]), (older["newBalance"], older["newPoint"]))
            self.assertGreaterEqual(newer["dateCreated"], older["dateCreated"])
        for entry in entries:
            self.assertGreaterEqual(entry["newBalance"], 0)
            self.assertEqual(entry["oldBalance"] + entry["balanceAmount"], entry["newBalance"])
        self.assertEqual({entry["type"] for entry in entries},
                         {"MANUAL", "RECHARGE", "DEDUCT", "REFUND", "PROFIT", "WITHDRAW"})
        by_type = collections.Counter()
        for entry in entries:
            by_type[entry["type"]] += entry["balanceAmount"]
        told = self.get(STATISTICS)
        self.assertEqual((-by_type["DEDUCT"], by_type["REFUND"]), (told["balance"], told["refund"]["balance"]))

    def test_settlements(self):
        self.practice.set(past_days=90)
        paid = {entry["dateCreated"]: entry["balanceAmount"] for entry in self.get(self.HISTORY, type="PROFIT")}
        self.assertEqual(list(paid), ["2026-03-10T02:00:00.000Z", "2026-02-10T02:00:00.000Z",
                                      "2026-01-10T02:00:00.000Z"])
        february = self.everything(DAILY, startDate="2026-02-01", endDate="2026-02-28")
        self.assertEqual(paid["2026-03-10T02:00:00.000Z"], sum(day["profit"] for day in february))

    def test_it_goes_on(self):
        """What is sent now comes on top, and the next settlement has the fees of both."""
        self.practice.set(past_days=30)
        earned = sum(day["profit"] for day in self.everything(DAILY, startDate="2026-03-01"))
        self.deliver(practice.row("01012345671"), **self.app)
        self.assertEqual(self.get(DAILY)[0]["date"], "2026-03-22T15:00:00.000Z")
        self.at(PAYDAY)
        self.assertEqual(self.get(self.HISTORY, type="PROFIT")[0]["balanceAmount"], earned + 2)

    def test_same_every_time(self):
        self.practice.set(past_days=60)
        first = self.everything(DAILY)
        self.practice.set(past_days=60)
        self.assertEqual(self.everything(DAILY), first)
        self.practice.set(past_days=0)
        self.assertEqual(self.everything(DAILY), [])

    def test_prices_of_today(self):
        self.practice.set(prices={"82": {"sms": 7.8}}, past_days=10)
        entries = self.everything(self.HISTORY)
        self.assertEqual(entries[0]["newBalance"], 1000000)
        self.assertTrue(any(entry["balanceAmount"] % 1 for entry in entries))


class Uncontrolled(practice.SignedInTestCase):
    """What a person finds who practices."""

    arguments = []

    def setUp(self):
        practice.TestCase.setUp(self)
        self.token = self.sign_in_on_pages()

    def test_past(self):
        days = self.get(STATISTICS)["dayPeriod"]
        self.assertGreater(len(days), 60)
        self.assertGreater(len(self.get("/cash/v1/balance/history", limit=500)), 100)
        self.assertEqual([item["status"] for item in self.get("/cash/v1/withdraw")["data"]],
                         ["PENDING", "COMPLETE"])
        self.assertEqual(self.money(), (50, 1000000))


if __name__ == "__main__":
    practice.main()
