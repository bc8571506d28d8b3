import datetime
import re

import practice

SEND = "/messages/v4/send"
KST = datetime.timezone(datetime.timedelta(hours=9))
CALLS = [("POST", SEND, "message:write"), ("GET", "/senderid/v1/numbers/active", "senderid:read"),
         ("GET", "/cash/v1/balance", "cash:read"), ("GET", "/users/v1/member", "users:read"),
         ("GET", "/messages/v4/statistics", "message:read"),
         ("GET", "/messages/v4/statistics/daily", "message:read"),
         ("GET", "/senderid/v1/numbers", "senderid:read"), ("GET", "/cash/v1/balance/alert", "cash:read"),
         ("GET", "/cash/v1/balance/history", "cash:read"), ("GET", "/cash/v1/withdraw", "cash:read"),
         ("GET", "/cash/v1/bank/accounts", "cash:read"), ("GET", "/users/v1/accounts", "users:read"),
         ("GET", "/users/v1/accounts/1", "users:read"), ("GET", "/users/v1/accounts/1/me", "users:read")]


class Permissions(practice.TestCase):
    def test_no_good_token(self):
        token = self.practice.sign_in()["access_token"]
        for method, path, _ in CALLS:
            for header in (None, "", "Bearer", "Bearer ", "Bearer x.y.z", "Basic " + token, token,
                           "Bearer " + token + "x"):
                with self.subTest(path=path, header=header):
                    headers = {} if header is None else {"Authorization": header}
                    reply = self.practice.request(method, path, b"{}" if method == "POST" else None,
                                                  headers)
                    self.assert_error(reply, 401, "Unauthorized")

    def test_scheme_in_any_case(self):
        token = self.practice.sign_in()["access_token"]
        for scheme in ("bearer", "Bearer", "BEARER"):
            reply = self.practice.request("GET", "/users/v1/member",
                                          headers={"Authorization": f"{scheme} {token}"})
            self.assertEqual(reply.status, 200)

    def test_missing_scope(self):
        for method, path, scope in CALLS:
            others = " ".join(s for s in practice.ALL_SCOPES.split() if s != scope)
            token = self.practice.sign_in(scope=others)["access_token"]
            with self.subTest(path=path):
                self.practice.set(forbidden_scope_status=401)
                self.assert_error(self.practice.call(method, path, token), 401, "Unauthorized")
                self.practice.set(forbidden_scope_status=403)
                self.assert_error(self.practice.call(method, path, token), 403, "Forbidden")

    def test_granted_scopes(self):
        self.practice.set(granted_scopes="message:write")
        tokens = self.practice.sign_in()
        path = "/cash/v1/balance"
        self.assert_error(self.practice.call("GET", path, tokens["access_token"]), 401,
                          "Unauthorized")
        refreshed = self.practice.refresh(tokens["refresh_token"]).json["access_token"]
        self.assert_error(self.practice.call("GET", path, refreshed), 401, "Unauthorized")
        self.practice.set(granted_scopes=None)
        refreshed = self.practice.refresh(tokens["refresh_token"]).json["access_token"]
        self.assertEqual(self.practice.call("GET", path, refreshed).status, 200)


class Account(practice.TestCase):
    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in()["access_token"]

    def get(self, path):
        reply = self.practice.call("GET", path, self.token)
        self.assertEqual(reply.status, 200)
        self.assertEqual(reply.headers["Content-Type"], "application/json; charset=utf-8")
        return reply.json

    def test_senders(self):
        path = "/senderid/v1/numbers/active"
        self.assertEqual(self.get(path), self.practice.info["senders"])
        self.practice.set(senders=["01099998888"])
        self.assertEqual(self.get(path), ["01099998888"])
        self.practice.set(senders=[])
        self.assertEqual(self.get(path), [])

    def test_sender_numbers(self):
        self.practice.set(clock=1774249966)  # 2026-03-23 16:12:46 in Korea
        self.token = self.practice.sign_in()["access_token"]
        told = self.get("/senderid/v1/numbers")
        self.assertEqual(told.keys(), {"accountId", "limit", "senderIds", "limitationDocuments",
                                       "dateCreated", "dateUpdated"})
        numbers = told["senderIds"]
        self.assertEqual(numbers[0].keys(), {
            "handleKey", "phoneNumber", "status", "method", "expireAt", "autoExtension",
            "necessaryMeasures", "consignment", "approvalDocuments", "unlockDuplicate", "dateCreated",
            "dateUpdated"})
        self.assertEqual([(n["phoneNumber"], n["status"], n["expireAt"], n["autoExtension"]) for n in numbers],
                         [("0212345678", "ACTIVE", "2027-01-06T15:00:00.000Z", True),
                          ("01000000001", "ACTIVE", "2026-04-11T15:00:00.000Z", False),
                          ("16001234", "ACTIVE", "2027-01-06T15:00:00.000Z", True),
                          ("07012345678", "PENDING", None, False)])
        self.assertEqual([n["phoneNumber"] for n in numbers if n["status"] == "ACTIVE"],
                         self.get("/senderid/v1/numbers/active"))
        self.practice.set(senders=[])
        self.assertEqual(self.get("/senderid/v1/numbers")["senderIds"], [])

    def test_balance(self):
        balance = self.get("/cash/v1/balance")
        self.assertEqual((balance["balance"], balance["point"]), (10000, 50))
        self.practice.set(balance=7, point=3)
        balance = self.get("/cash/v1/balance")
        self.assertEqual((balance["balance"], balance["point"]), (7, 3))

    def test_balance_with_dust(self):
        self.practice.set(balance=9999.2, point=0.25)
        balance = self.get("/cash/v1/balance")
        self.assertEqual((balance["balance"], balance["balanceOnly"], balance["point"]),
                         (9999.2, 9999.2, 0.25))
        self.assertEqual(balance["lowBalanceAlert"], {
            "notificationBalance": "200", "currentBalance": "9999.2000000000007", "balances": [200],
            "channels": ["EMAIL"], "enabled": True})

    def test_accounts(self):
        told = self.get("/users/v1/accounts")
        self.assertEqual((told["limit"], told["startKey"], told["nextKey"]), (20, None, None))
        [account] = told["accountList"]
        self.assertEqual(account.keys(), {"accountId", "status", "name", "dateCreated", "dateUpdated",
                                          "myRole", "myName"})
        self.assertEqual((account["status"], account["name"], account["myRole"], account["myName"]),
                         ("ACTIVE", "홍길동님의 계정", "OWNER", "홍길동"))
        self.assertEqual(account["accountId"], self.get("/users/v1/member")["selectedAccountId"])
        self.assertEqual(self.get("/users/v1/accounts/"), told)
        self.assertEqual(self.get("/users/v1/accounts?startKey=1")["accountList"], [])
        path = "/users/v1/accounts/" + account["accountId"]
        whole = self.get(path)
        [member] = whole.pop("members")
        self.assertEqual(whole, {name: account[name] for name in whole})
        self.assertEqual((member["role"], member["name"]), ("OWNER", "홍길동"))
        me = self.get(path + "/me")
        self.assertEqual((me["memberId"], me["email"]), (member["memberId"], self.practice.info["email"]))
        for other in ("/users/v1/accounts/1", "/users/v1/accounts/1/me"):
            self.assert_error(self.practice.call("GET", other, self.token), 404, "ResourceNotFound")

    def test_member(self):
        member = self.get("/users/v1/member")
        self.assertEqual(member["email"], self.practice.info["email"])
        self.assertEqual((member["name"], member["status"]), ("홍길동", "ACTIVE"))


class Send(practice.TestCase):
    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in()["access_token"]

    def send(self, body=None, **changes):
        message = {"to": "01012345678", "from": "0212345678", "text": "안녕하세요", **changes}
        message = {name: value for name, value in message.items() if value is not None}
        return self.practice.call("POST", SEND, self.token, {"message": message, **(body or {})})

    def money(self):
        balance = self.practice.call("GET", "/cash/v1/balance", self.token).json
        return balance["point"], balance["balance"]

    def assert_code(self, reply, code):
        self.assert_error(reply, 400, "InvalidStatusCode")
        self.assertRegex(reply.json["errorMessage"], rf"^M4V\d{{14}}[A-Z0-9]{{15}} .* statusCode\({code}\)$")

    def test_success(self):
        self.practice.set(clock=1774249966)  # 2026-03-23 16:12:46 in Korea
        self.token = self.practice.sign_in()["access_token"]
        reply = self.send({"agent": {"appId": self.practice.info["app_id"], "sdkVersion": "munja/1",
                                     "osPlatform": "linux"}})
        self.assertEqual(reply.status, 200, reply.text)
        self.assertEqual(list(reply.json), ["groupId", "to", "from", "type", "statusMessage",
                                            "country", "messageId", "statusCode", "accountId"])
        self.assertTrue(all(isinstance(value, str) for value in reply.json.values()))
        self.assertEqual(reply.json["statusMessage"], "정상 접수(이통사로 접수 예정) ")
        self.assertEqual(reply.json["statusCode"], "2000")
        self.assertEqual((reply.json["type"], reply.json["country"]), ("SMS", "82"))
        for name, prefix in (("groupId", "G4V"), ("messageId", "M4V")):
            match = re.fullmatch(prefix + r"(\d{14})[A-Z0-9]{15}", reply.json[name])
            stamp = datetime.datetime.strptime(match[1], "%Y%m%d%H%M%S").replace(tzinfo=KST)
            self.assertLess(abs(stamp.timestamp() - 1774249966), 30)

    def test_type_is_chosen(self):
        for changes, wanted in (
                ({"text": "가" * 45}, "SMS"), ({"text": "가" * 45 + "a"}, "LMS"),
                ({"subject": "제목"}, "LMS"), ({"type": "lms"}, "LMS"), ({"type": "SMS"}, "SMS"),
                ({"text": "a" * 2000}, "LMS")):
            with self.subTest(**changes):
                self.assertEqual(self.send(**changes).json["type"], wanted)

    def test_codes_in_order(self):
        """From a message with every mistake, the first one is mended, time after time."""
        message = {"to": "+82-10", "from": "0299999999", "text": "\u0007" + "뷁" * 1001, "type": "FAX",
                   "subject": "", "imageId": "ST01", "customFields": {"k": 1}}
        strict = {"strict": True}
        self.assert_code(self.send(strict, **{**message, "to": None}), "1010")
        self.assert_code(self.send(strict, **{**message, "from": ""}), "1010")
        self.assert_code(self.send(strict, **{**message, "text": None}), "1010")
        self.assert_code(self.send(strict, **message), "1025")
        message.update(type="SMS", subject="제목" * 11)
        self.assert_code(self.send(strict, **message), "1011")
        message["to"] = "01012345678"
        self.assert_code(self.send(strict, **message), "1062")
        message["from"] = "0212345678"
        self.assert_code(self.send(strict, **message), "1013")
        message["type"] = "LMS"
        self.assert_code(self.send(strict, **message), "1014")
        message["subject"] = "제목"
        self.assert_code(self.send(strict, **message), "1031")
        message["text"] = "\u0007뷁"
        self.assert_code(self.send(strict, **message), "1029")
        self.assert_code(self.send(**message), "1028")
        message["text"] = "뷁"
        self.assert_code(self.send(**message), "1034")
        del message["imageId"]
        self.assert_code(self.send(**message), "1032")
        message["customFields"] = {"k": "1"}
        self.assertEqual(self.send(**message).status, 200)
        self.assertEqual(self.money(), (0, 10000))

    def test_recipients(self):
        for to in ("0101234567", "010123456789", "1234", "112", "821012345678", "00821012345678",
                   "1012345678", "010-1234-5678", "０１０１２３４５６７８", "09912345678"):
            with self.subTest(to=to):
                self.assert_code(self.send(to=to), "1011")
        for to in ("01012345678", "0111234567", "0212345678", "07012345678", "050212345678"):
            with self.subTest(to=to):
                self.assertEqual(self.send(to=to).status, 200)
        self.assertEqual(self.send(to="2025550123", country="1").json["country"], "1")
        self.assert_code(self.send(to="123", country="1"), "1011")
        self.assert_code(self.send(country="+82"), "1011")

    def test_lengths(self):
        self.assertEqual(self.send(text="a\n" * 45, type="SMS").status, 200)
        self.assert_code(self.send(text="a" * 91, type="SMS"), "1031")
        self.assertEqual(self.send(text="가" * 1000).status, 200)
        self.assert_code(self.send(text="가" * 1000 + "a"), "1031")
        self.assertEqual(self.send(subject="가" * 20).status, 200)
        self.assert_code(self.send(subject="가" * 20 + "a"), "1014")

    def test_characters(self):
        for text in ("뷁", "😀"):
            self.assertEqual(self.send(text=text).status, 200)
            self.assert_code(self.send({"strict": True}, text=text), "1029")
        self.assertEqual(self.send({"strict": True}, text="가나다 abc\n\t★").status, 200)
        for text in ("a\u0001", "a\u007f", "a\u0085"):
            self.assert_code(self.send(text=text), "1028")

    def test_custom_fields(self):
        self.assertEqual(self.send(customFields={"가" * 30: "나" * 100}).status, 200)
        for fields in ({"가" * 31: ""}, {"k": "나" * 101}, {"k": None}, {"k": {}}, [], "x"):
            with self.subTest(fields=fields):
                self.assert_code(self.send(customFields=fields), "1032")

    def test_mms_without_picture(self):
        self.assert_code(self.send(type="MMS"), "1010")

    def test_no_type_to_choose(self):
        self.assert_code(self.send(autoTypeDetect=False), "1010")

    def test_prices(self):
        self.send()
        self.assertEqual(self.money(), (30, 10000))
        self.send(type="LMS")
        self.assertEqual(self.money(), (0, 9980))
        self.practice.set(balance=10, point=9)
        self.assert_error(self.send(), 402, "NotEnoughBalance")
        self.assertEqual(self.money(), (9, 10))
        self.practice.set(point=10)
        self.assertEqual(self.send().status, 200)
        self.assertEqual(self.money(), (0, 0))

    def test_a_refused_message_costs_nothing(self):
        self.practice.set(balance=0, point=0)
        self.assert_code(self.send(text="a" * 91, type="SMS"), "1031")

    def test_failure_forms(self):
        self.practice.set(send_failure_form="status200")
        reply = self.send(**{"from": "0299999999"})
        self.assertEqual((reply.status, reply.json["statusCode"]), (200, "1062"))
        self.assertEqual(reply.json["statusMessage"], "발신번호 미등록")
        self.practice.set(send_failure_form="failed_to_add")
        reply = self.send(**{"from": "0299999999"})
        self.assert_error(reply, 400, "FailedToAddMessage")
        self.assertIn("1062", reply.json["errorMessage"])

    def test_agent(self):
        self.assertEqual(self.send({"agent": {}}).status, 200)
        self.assert_error(self.send({"agent": {"appId": "unknown12345"}}), 400, "InvalidAppId")
        self.assert_error(self.send({"agent": {"appId": 5}}), 400, "ValidationError")
        self.assert_error(self.send({"agent": "x"}), 400, "ValidationError")
        agent = {"agent": {"appId": self.practice.info["app_id"]}}
        self.practice.set(in_development=True)
        self.assert_error(self.send(agent), 400, "InDevelopment")
        self.practice.set(in_development=False)
        self.assertEqual(self.send(agent).status, 200)

    def test_bad_bodies(self):
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        for body in (b"", b"{", b"[]", b"{}", b'{"message":[]}', b'{"message":null}', b"\xff",
                     b'{"message":{"to":["01012345678"],"from":"0212345678","text":"a"}}',
                     b'{"message":{"to":1012345678,"from":"0212345678","text":"a"}}',
                     b'{"message":' + b'{"a":' * 500 + b"1" + b"}" * 501):
            with self.subTest(body=body[:30]):
                reply = self.practice.request("POST", SEND, body, headers)
                self.assert_error(reply, 400, "ValidationError")
        self.assertEqual(self.money(), (50, 10000))


if __name__ == "__main__":
    practice.main()
