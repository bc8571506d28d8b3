import practice

ALERT = "/cash/v1/balance/alert"
HISTORY = "/cash/v1/balance/history"
WITHDRAW = "/cash/v1/withdraw"
BANK = "/cash/v1/bank/accounts"
NOW = 1774249966  # 2026-03-23T07:12:46Z


class CashTestCase(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.practice.set(clock=NOW)
        self.token = self.practice.sign_in()["access_token"]

    def later(self, seconds):
        self.practice.set(clock={"advance": seconds})


class History(CashTestCase):
    def test_nothing_yet(self):
        self.assertEqual(self.get(HISTORY), [])

    def test_sending(self):
        group = self.new_group("01012345671", "01012343059", "01012345673")
        self.done("POST", self.path(group, "/send"))
        [entry] = self.get(HISTORY)
        self.assertEqual(entry.keys(), {
            "historyId", "accountId", "type", "balanceAmount", "pointAmount", "oldBalance", "newBalance",
            "oldPoint", "newPoint", "groupId", "memo", "rechargeMethod", "serviceMethod", "chargedMethod",
            "paymentMethod", "dateCreated"})
        self.assertRegex(entry["historyId"], "^[0-9a-f]{24}$")
        self.assertEqual((entry["type"], entry["groupId"], entry["serviceMethod"]), ("DEDUCT", group, "MT"))
        self.assertEqual([entry[name] for name in ("balanceAmount", "oldBalance", "newBalance")],
                         [-10, 10000, 9990])
        self.assertEqual([entry[name] for name in ("pointAmount", "oldPoint", "newPoint")], [-50, 50, 0])
        self.later(3)
        refund, deduct = self.get(HISTORY)
        self.assertEqual(deduct, entry)
        self.assertEqual((refund["type"], refund["groupId"]), ("REFUND", group))
        self.assertEqual([refund[name] for name in ("balanceAmount", "oldBalance", "newBalance")],
                         [10, 9990, 10000])
        self.assertEqual((refund["pointAmount"], refund["newPoint"]), (10, 10))
        self.assertEqual(refund["dateCreated"], self.get(self.path(group))["dateCompleted"])
        self.assertEqual(self.money(), (10, 10000))

    def test_what_costs_nothing_is_no_entry(self):
        self.call("POST", "/messages/v4/send", {"message": practice.row("1")})
        self.practice.set(balance=10000, point=50)
        self.assertEqual(self.get(HISTORY), [])

    def test_money_from_outside(self):
        self.practice.set(balance=10000.5)
        self.practice.set(point=0)
        self.practice.set(recharge=5000)
        self.practice.set(withdraw=1000)
        told = [(entry["type"], entry["balanceAmount"], entry["pointAmount"], entry["newBalance"],
                 entry["rechargeMethod"]) for entry in self.get(HISTORY)]
        self.assertEqual(told, [("WITHDRAW", -1000, 0, 14000.5, None),
                                ("RECHARGE", 5000, 0, 15000.5, "ACCOUNT-TRANSFER"),
                                ("MANUAL", 0, -50, 10000.5, None), ("MANUAL", 0.5, 0, 10000.5, None)])
        self.assertEqual(self.money(), (0, 14000.5))

    def test_fractions(self):
        self.practice.set(prices={"82": {"sms": 7.8}}, point=0)
        for number in ("01012345671", "01012345672", "01012345673"):
            self.done("POST", "/messages/v4/send", {"message": practice.row(number)})
        self.assertEqual([entry["newBalance"] for entry in self.get(HISTORY)][:3], [9976.6, 9984.4, 9992.2])

    def test_filters(self):
        self.practice.set(recharge=5000)
        self.later(3600)
        group = self.new_group("01012343059")
        self.done("POST", self.path(group, "/send"))
        self.later(3600)
        refund, deduct, recharge = self.get(HISTORY)
        half_past = "2026-03-23T16:42:46+09:00"
        for query, wanted in (
                ({"type": "RECHARGE"}, [recharge]), ({"type": "NOTHING"}, []),
                ({"groupId": group}, [refund, deduct]), ({"groupId": "G4V"}, []),
                ({"rechargeMethod": "ACCOUNT-TRANSFER"}, [recharge]), ({"rechargeMethod": "STRIPE"}, []),
                ({"serviceMethod": "MT"}, [refund, deduct]), ({"balanceAmount": "5000"}, [recharge]),
                ({"balanceAmount": "5000.5"}, []), ({"balanceRecharge": "true"}, [recharge]),
                ({"balanceRecharge": "0"}, [refund, deduct]), ({"balanceDeduct": "1"}, []),
                ({"pointDeduct": "true"}, [deduct]), ({"pointRecharge": "true"}, [refund]),
                ({"startDate": half_past}, [refund, deduct]), ({"endDate": half_past}, [recharge]),
                ({"startDate": "2026-03-24"}, []), ({"limit": 1}, [refund]),
                ({"offset": 1, "limit": 1}, [deduct]), ({"offset": 3}, []), ({"limit": 0}, [])):
            with self.subTest(query=query):
                self.assertEqual(self.get(HISTORY, **query), wanted)
        self.practice.set(ignore_offset=True)
        self.assertEqual(self.get(HISTORY, offset=2, limit=1), [refund])

    def test_pages(self):
        for i in range(25):
            self.practice.set(recharge=i + 1)
        amounts = [entry["balanceAmount"] for entry in self.get(HISTORY)]
        self.assertEqual(amounts, list(range(25, 5, -1)))
        self.assertEqual([entry["balanceAmount"] for entry in self.get(HISTORY, offset=20)], [5, 4, 3, 2, 1])

    def test_wrong_queries(self):
        for query in ("limit=x", "offset=-1", "startDate=x", "balanceRecharge=yes", "balanceAmount=x",
                      "balanceAmount=nan", "x=1"):
            self.assert_error(self.call("GET", f"{HISTORY}?{query}"), 400, "ValidationError")

    def test_reset(self):
        self.practice.set(recharge=5000, withdraw=10)
        self.practice.request("POST", "/_practice/reset")
        self.assertEqual((self.get(HISTORY), self.get(WITHDRAW)["data"]), ([], []))
        self.assertEqual(self.money(), (50, 14990))


class Withdrawals(CashTestCase):
    def test_nothing_yet(self):
        self.assertEqual(self.get(WITHDRAW), {"data": [], "nextKey": None})
        self.practice.set(omit_next_key=True)
        self.assertEqual(self.get(WITHDRAW), {"data": []})

    def test_states(self):
        self.practice.set(withdraw=10000)
        [item] = self.get(WITHDRAW)["data"]
        self.assertEqual(item.keys(), {
            "withdrawId", "accountId", "bankCode", "accountNumber", "holderName", "status", "isProcessing",
            "confirmedCount", "memo", "transactionId", "transactionDate", "amount", "fee", "totalAmount",
            "dateConfirmed", "dateCreated", "dateUpdated"})
        self.assertEqual((item["totalAmount"], item["fee"], item["amount"]), (10000, 1000, 9000))
        self.assertEqual((item["status"], item["transactionDate"]), ("PENDING", None))
        self.assertEqual(item["dateConfirmed"], item["dateCreated"])
        self.assertEqual(self.money(), (50, 0))
        self.later(3 * 86400)
        self.token = self.practice.sign_in()["access_token"]
        [item] = self.get(WITHDRAW)["data"]
        self.assertEqual((item["status"], item["transactionDate"][:10]), ("COMPLETE", "2026-03-26"))

    def test_pages_and_filters(self):
        for total in (1000, 2000, 3000):
            self.practice.set(withdraw=total)
            self.later(60)
        page = self.get(WITHDRAW, limit=2)
        self.assertEqual([item["totalAmount"] for item in page["data"]], [3000, 2000])
        rest = self.get(WITHDRAW, startKey=page["nextKey"])
        self.assertEqual(([item["totalAmount"] for item in rest["data"]], rest["nextKey"]), ([1000], None))
        newest = page["data"][0]["withdrawId"]
        for query, wanted in (({"withdrawId": newest}, 1), ({"status": "PENDING"}, 3),
                              ({"status": "COMPLETE"}, 0), ({"startDate": "2026-03-24"}, 0),
                              ({"endDate": "2026-03-23T16:13:30+09:00"}, 1), ({"startKey": "x"}, 0)):
            with self.subTest(query=query):
                self.assertEqual(len(self.get(WITHDRAW, **query)["data"]), wanted)
        self.assert_error(self.call("GET", WITHDRAW + "?limit=x"), 400, "ValidationError")

    def test_bank_account(self):
        self.assertEqual(self.get(BANK), {})
        self.practice.set(withdraw=1000)
        [item] = self.get(WITHDRAW)["data"]
        self.assertEqual(self.get(BANK), {name: item[name]
                                          for name in ("bankCode", "accountNumber", "holderName")})


class Alert(CashTestCase):
    def test_alert(self):
        alert = self.get(ALERT)
        self.assertEqual(alert.keys(), {"lowBalanceAlert", "_id", "dateCreated", "dateUpdated"})
        self.assertEqual(alert["lowBalanceAlert"], self.get("/cash/v1/balance")["lowBalanceAlert"])


if __name__ == "__main__":
    practice.main()
