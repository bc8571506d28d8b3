import datetime
import json
import os
import time

import practice

NUMBERS = [f"0101234567{i}" for i in range(5)]
NOBODY = "G4V20260323161252ZZZZZZZZZZZZZZZ"
NOW = 1774249966  # 2026-03-23 16:12:46 in Korea
COUNTS = {"total": 0, "sentTotal": 0, "sentFailed": 0, "sentSuccess": 0, "sentPending": 0,
          "sentReplacement": 0, "refund": 0, "registeredFailed": 0, "registeredSuccess": 0}
MEMBERS = {"groupId", "_id", "accountId", "apiVersion", "status", "serviceMethod", "count",
           "countForCharge", "balance", "point", "app", "sdkVersion", "osPlatform", "log",
           "scheduledDate", "dateSent", "dateCompleted", "isRefunded", "flagUpdated", "prepaid", "strict",
           "masterAccountId", "allowDuplicates", "customFields", "hint", "price", "dateCreated",
           "dateUpdated", "clusterKey"}


class Permissions(practice.TestCase):
    def test_scopes(self):
        group = practice.SignedInTestCase.GROUPS + "/" + NOBODY
        for method, path, scope in (
                ("POST", "/messages/v4/groups", "message:write"), ("POST", "/messages/v4/groups/", "message:write"),
                ("GET", "/messages/v4/groups", "message:read"), ("GET", group, "message:read"),
                ("DELETE", group, "message:write"), ("PUT", group + "/messages", "message:write"),
                ("GET", group + "/messages", "message:read"),
                ("DELETE", group + "/messages", "message:write"),
                ("POST", group + "/send", "message:write"), ("POST", group + "/resend", "message:write"),
                ("GET", "/messages/v4/groups/excel", "message:read"),
                ("GET", "/messages/v4/list/excel", "message:read"),
                ("GET", "/messages/v4/statistics/excel", "message:read"), ("POST", group + "/schedule", "message:write"),
                ("DELETE", group + "/schedule", "message:write"), ("GET", "/messages/v4/list", "message:read"),
                ("POST", "/messages/v4/send-many/detail", "message:write")):
            with self.subTest(method=method, path=path):
                self.assert_error(self.practice.request(method, path), 401, "Unauthorized")
                others = " ".join(s for s in practice.ALL_SCOPES.split() if s != scope)
                token = self.practice.sign_in(scope=others)["access_token"]
                self.assert_error(self.practice.call(method, path, token), 401, "Unauthorized")
                token = self.practice.sign_in(scope=scope)["access_token"]
                self.assertNotEqual(self.practice.call(method, path, token).status, 401)


class Create(practice.SignedInTestCase):
    def test_the_whole_object(self):
        app_id = self.practice.info["app_id"]
        group = self.done("POST", self.GROUPS, {
            "appId": app_id, "sdkVersion": "munja/1", "osPlatform": "linux", "strict": True,
            "allowDuplicates": True, "customFields": {"munjaKey": "k"}})
        self.assertEqual(group.keys(), MEMBERS)
        self.assertRegex(group["groupId"], r"^G4V\d{14}[A-Z0-9]{15}$")
        self.assertEqual(group["_id"], group["groupId"])
        self.assertEqual((group["status"], group["count"]), ("PENDING", COUNTS))
        self.assertEqual(group["countForCharge"]["sms"], {})
        self.assertTrue({"rcs_itpl", "fax", "voice", "bms_free"} <= group["countForCharge"].keys())
        self.assertEqual(group["app"]["profit"].keys(), group["countForCharge"].keys())
        self.assertEqual(group["price"], {})
        self.assertEqual(group["app"]["appId"], app_id)
        self.assertEqual({k: v for k, v in group["app"]["profit"].items() if v},
                         {"sms": 2, "lms": 5, "mms": 10})
        self.assertEqual((group["sdkVersion"], group["osPlatform"]), ("munja/1", "linux"))
        self.assertEqual((group["strict"], group["allowDuplicates"]), (True, True))
        self.assertEqual(group["customFields"], {"munjaKey": "k"})
        self.assertEqual((group["scheduledDate"], group["dateSent"], group["dateCompleted"]), (None,) * 3)
        self.assertRegex(group["dateCreated"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual(self.get(self.path(group["groupId"])), group)

    def test_defaults(self):
        for path in (self.GROUPS, self.GROUPS + "/"):
            for value in (None, {}):
                group = self.done("POST", path, value)
                self.assertEqual((group["strict"], group["allowDuplicates"]), (False, False))
                self.assertEqual((group["customFields"], group["hint"]), ({}, None))
                self.assertEqual(group["app"]["appId"], None)
                self.assertFalse(any(group["app"]["profit"].values()))

    def test_wrong_types(self):
        for value in ([], "x", {"appId": 1}, {"sdkVersion": []}, {"osPlatform": {}}, {"strict": "yes"},
                      {"allowDuplicates": 1}, {"customFields": []}, {"customFields": {"k": 1}},
                      {"customFields": {"k" * 31: ""}}, {"customFields": {"k": "v" * 101}}):
            with self.subTest(value=value):
                self.assert_error(self.call("POST", self.GROUPS, value), 400, "ValidationError")
        self.assertEqual(self.practice.judge("groups"), [])

    def test_apps(self):
        app = {"appId": self.practice.info["app_id"]}
        self.assert_error(self.call("POST", self.GROUPS, {"appId": "unknown12345"}), 400, "InvalidAppId")
        self.practice.set(in_development=True)
        self.assert_error(self.call("POST", self.GROUPS, app), 400, "InDevelopment")
        self.practice.set(in_development=False, blocked_app=True)
        self.assert_error(self.call("POST", self.GROUPS, app), 400, "BlockedApp")
        self.assertEqual(self.call("POST", self.GROUPS, {}).status, 200)

    def test_unknown_groups(self):
        for method, rest, value in (
                ("GET", "", None), ("DELETE", "", None), ("POST", "/send", None), ("POST", "/resend", None), ("GET", "/messages", None),
                ("POST", "/schedule", {"scheduledDate": "2030-01-01T00:00:00Z"}),
                ("DELETE", "/schedule", None), ("PUT", "/messages", {"messages": [practice.row("1")]})):
            with self.subTest(method=method, rest=rest):
                self.assert_error(self.call(method, self.path(NOBODY, rest), value), 404,
                                  "ResourceNotFound")
                for bad in ("x", NOBODY[:-1], NOBODY.lower(), "%20"):
                    self.assert_error(self.call(method, self.path(bad, rest), value), 400,
                                      "ValidationError")
        self.assert_error(self.call("DELETE", self.path(NOBODY, "/messages"), {"messageIds": ["M"]}), 400,
                          "ResourceNotFound")

    def test_log(self):
        group = self.new_group(*NUMBERS[:2])
        self.add(group, practice.row(NUMBERS[2], subject="제목"),
                 practice.row("2025550123", country="1"), practice.row("1"))
        self.assertEqual([entry["message"] for entry in self.get(self.path(group))["log"]], [
            "[::ffff:127.0.0.1] 메시지 그룹이 생성되었습니다.",
            "국가코드(82)의 단문문자(SMS) 2 건이 추가되었습니다.",
            "국가코드(82)의 장문문자(LMS) 1 건이 추가되었습니다.",
            "국가코드(1)의 단문문자(SMS) 1 건이 추가되었습니다.",
            "메시지 1 건이 접수되지 않았습니다."])

    def test_prices_by_type(self):
        group = self.new_group(NUMBERS[0])
        self.assertEqual(self.get(self.path(group))["price"], {
            "82": {"sms": 20, "lms": 50, "mms": 200, "ata": 19, "cta": 13, "cti": 20}})

    def test_table_is_no_group(self):
        """Where the service has a table of all groups, there is no group."""
        self.assertEqual(self.call("GET", self.GROUPS + "/excel").status, 200)
        self.assert_error(self.call("GET", self.GROUPS + "/other"), 400, "ValidationError")

    def test_no_such_path(self):
        group = self.new_group()
        for method, rest in (("POST", ""), ("PUT", ""), ("PATCH", "/messages"), ("GET", "/send"),
                             ("POST", "/send/again"), ("GET", "/")):
            with self.subTest(method=method, rest=rest):
                self.assert_error(self.call(method, self.path(group, rest)), 404, "ResourceNotFound")


class Add(practice.SignedInTestCase):
    def test_result(self):
        group = self.new_group()
        rows = [practice.row(NUMBERS[0], customFields={"munjaRow": "0", "munjaKey": "\"\\\n가"}),
                practice.row(NUMBERS[1], **{"from": "0299999999"}), practice.row(NUMBERS[2], text="가" * 46)]
        reply = self.add(group, *rows)
        self.assertEqual(reply["errorCount"], 1)
        first, second, third = reply["resultList"]
        self.assertEqual(list(first), ["to", "from", "type", "country", "messageId", "statusCode",
                                       "statusMessage", "accountId", "customFields"])
        self.assertRegex(first["messageId"], r"^M4V\d{14}[A-Z0-9]{15}$")
        self.assertEqual(first["customFields"], rows[0]["customFields"])
        self.assertEqual((first["statusCode"], first["statusMessage"]),
                         ("2000", "정상 접수(이통사로 접수 예정) "))
        self.assertEqual((second["statusCode"], second["customFields"]), ("1062", {}))
        self.assertEqual((third["type"], third["country"]), ("LMS", "82"))
        told = self.get(self.path(group))
        self.assertEqual(told["count"], {**COUNTS, "total": 3, "registeredSuccess": 2,
                                         "registeredFailed": 1})
        self.assertEqual((told["countForCharge"]["sms"], told["countForCharge"]["lms"]),
                         ({"82": 1}, {"82": 1}))
        self.assertEqual(self.money(), (50, 10000))

    def test_refused_custom_fields(self):
        """They are not told again, since 1e999 would make the answer no JSON."""
        group = self.new_group()
        path = self.path(group, "/messages")
        body = json.dumps({"messages": [practice.row(NUMBERS[0], customFields={"k": 5})]})
        reply = self.practice.request("PUT", path, body.replace("5}", "1e999}"),
                                      {"Authorization": "Bearer " + self.token})
        [result] = reply.json["resultList"]
        self.assertEqual((result["statusCode"], result["customFields"]), ("1032", {}))
        [message] = self.get(path)["messageList"].values()
        self.assertEqual(message["customFields"], {})

    def test_a_long_text_for_many(self):
        """It is looked at once, and not for each recipient, or this would take minutes."""
        rows = practice.row([f"010{i:08}" for i in range(20000000, 20005000)], text="가" * 1_000_000)
        reply = self.add(self.new_group(), rows)
        self.assertEqual({r["statusCode"] for r in reply["resultList"]}, {"1031"})

    def test_several_recipients(self):
        reply = self.add(self.new_group(), practice.row(NUMBERS[:3]), practice.row([NUMBERS[3]]))
        self.assertEqual([r["to"] for r in reply["resultList"]], NUMBERS[:4])
        self.assertEqual(reply["errorCount"], 0)

    def test_duplicates(self):
        group = self.new_group(NUMBERS[0])
        reply = self.add(group, practice.row(NUMBERS[0]), practice.row(NUMBERS[1]),
                         practice.row([NUMBERS[1], NUMBERS[2]]))
        self.assertEqual([r["statusCode"] for r in reply["resultList"]], ["1026", "2000", "1026", "2000"])
        self.assertEqual(self.get(self.path(group))["count"]["registeredFailed"], 2)
        # A number that was refused, or is one of another country, is no duplicate.
        reply = self.add(group, practice.row(NUMBERS[3], **{"from": "029"}), practice.row(NUMBERS[3]),
                         practice.row(NUMBERS[3], country="1"))
        self.assertEqual([r["statusCode"] for r in reply["resultList"]], ["1062", "2000", "2000"])
        group = self.new_group(NUMBERS[0], allowDuplicates=True)
        self.assertEqual(self.add(group, practice.row(NUMBERS[:1] * 3))["errorCount"], 0)

    def test_strict(self):
        for strict, code in ((True, "1029"), (False, "2000")):
            group = self.new_group(strict=strict)
            reply = self.add(group, practice.row(NUMBERS[0], text="뷁"))
            self.assertEqual(reply["resultList"][0]["statusCode"], code)

    def test_country_without_a_route(self):
        reply = self.add(self.new_group(), practice.row("2025550123", country="999"))
        self.assertEqual(reply["resultList"][0]["statusCode"], "1058")

    def test_wrong_types(self):
        group = self.new_group()
        for value in (None, [], {}, {"messages": {}}, {"messages": []}, {"messages": None},
                      {"messages": ["x"]}, {"messages": [practice.row(1)]}, {"messages": [practice.row([])]},
                      {"messages": [practice.row([NUMBERS[0], 2])]}, {"messages": [practice.row("1", text=5)]},
                      {"messages": [practice.row(NUMBERS[0]), []]}):
            with self.subTest(value=value):
                reply = self.call("PUT", self.path(group, "/messages"), value)
                self.assert_error(reply, 400, "ValidationError")
        self.assertEqual(self.get(self.path(group))["count"], COUNTS)

    def test_too_many_recipients(self):
        group = self.new_group()
        numbers = [f"010{i:08}" for i in range(20000000, 20010001)]
        for rows in ([practice.row(n) for n in numbers], [practice.row(numbers)],
                     [practice.row(numbers[:5000]), practice.row(numbers[:5001])]):
            reply = self.call("PUT", self.path(group, "/messages"), {"messages": rows})
            self.assert_error(reply, 413, "RecipientsTooMany")
        self.assertEqual(self.get(self.path(group))["count"], COUNTS)
        reply = self.add(group, *[practice.row(n) for n in numbers[:10000]])
        self.assertEqual((reply["errorCount"], len(reply["resultList"])), (0, 10000))
        self.assertEqual(self.get(self.path(group))["count"]["total"], 10000)

    def test_body_too_long(self):
        group = self.new_group()
        body = json.dumps({"messages": [practice.row(NUMBERS[0])]}).encode()
        headers = {"Authorization": "Bearer " + self.token}
        path = self.path(group, "/messages")
        reply = self.practice.request("PUT", path, body.ljust(15_000_001), headers)
        self.assert_error(reply, 413, "RequestTooLarge")
        self.assertEqual(self.practice.request("PUT", path, body.ljust(15_000_000), headers).status, 200)

    def test_a_full_group(self):
        """A million messages: also shows that they are stored tightly and taken fast enough."""
        self.practice.set(record_bodies=False)
        group = self.new_group(allowDuplicates=True)
        body = json.dumps({"messages": [practice.row([NUMBERS[0]] * 10000)]}).encode()
        headers = {"Authorization": "Bearer " + self.token}
        for _ in range(100):
            reply = self.practice.request("PUT", self.path(group, "/messages"), body, headers)
            self.assertEqual(reply.status, 200)
        reply = self.practice.call("PUT", self.path(group, "/messages"), self.token,
                                   {"messages": [practice.row(NUMBERS[0])]})
        self.assert_error(reply, 413, "RecipientsTooMany")
        self.assertEqual(self.get(self.path(group))["count"]["registeredSuccess"], 1_000_000)
        [last] = self.get(self.path(group, "/messages"), limit=1)["messageList"]
        self.done("DELETE", self.path(group, "/messages"), {"messageIds": [last]})
        self.assertEqual(self.add(group, practice.row(NUMBERS[0]))["errorCount"], 0)
        if "ASAN_OPTIONS" not in os.environ:  # which takes a multiple
            with open(f"/proc/{self.practice.process.pid}/status", encoding="ascii") as status:
                peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
            self.assertLess(peak, 300_000)  # kB


class Remove(practice.SignedInTestCase):
    def test_remove(self):
        group = self.new_group(*NUMBERS[:3])
        other = self.new_group(NUMBERS[4])
        listed = self.get(self.path(group, "/messages"))["messageList"]
        ids = {message["to"]: message["messageId"] for message in listed.values()}
        [foreign] = self.get(self.path(other, "/messages"))["messageList"]
        reply = self.done("DELETE", self.path(group, "/messages"),
                          {"messageIds": [ids[NUMBERS[1]], foreign, "M4Vx", ids[NUMBERS[1]]]})
        self.assertEqual((reply["groupId"], reply["errorCount"]), (group, 3))
        self.assertEqual(reply["resultList"][0], {"messageId": ids[NUMBERS[1]], "resultCode": "Success"})
        self.assertEqual([r["resultCode"] for r in reply["resultList"][1:]], ["ResourceNotFound"] * 3)
        told = self.get(self.path(group))
        self.assertEqual((told["count"]["total"], told["count"]["registeredSuccess"]), (2, 2))
        self.assertEqual(told["countForCharge"]["sms"], {"82": 2})
        self.assertIn("1 건이 삭제", told["log"][-1]["message"])
        page = self.practice.request("GET", f"/message-log?criteria=groupId&value={group}&cond=eq").text
        self.assertEqual(page.count("010-"), 2)
        self.assertNotIn(ids[NUMBERS[1]], self.get(self.path(group, "/messages"))["messageList"])
        # It is no duplicate any more.
        self.assertEqual(self.add(group, practice.row(NUMBERS[1]))["errorCount"], 0)
        self.assertEqual(self.add(group, practice.row(NUMBERS[1]))["errorCount"], 1)

    def test_refused_messages_can_be_removed(self):
        group = self.new_group("1")
        [bad] = self.get(self.path(group, "/messages"))["messageList"]
        self.done("DELETE", self.path(group, "/messages"), {"messageIds": [bad]})
        self.assertEqual(self.get(self.path(group))["count"], COUNTS)

    def test_wrong_types(self):
        group = self.new_group(NUMBERS[0])
        for value in (None, [], {}, {"messageIds": []}, {"messageIds": "M"}, {"messageIds": [1]}):
            with self.subTest(value=value):
                reply = self.call("DELETE", self.path(group, "/messages"), value)
                self.assert_error(reply, 400, "ValidationError")


class Release(practice.SignedInTestCase):
    def send(self, group):
        return self.call("POST", self.path(group, "/send"))

    def schedule(self, group, date):
        return self.call("POST", self.path(group, "/schedule"), {"scheduledDate": date})

    def test_send(self):
        group = self.new_group(*NUMBERS, "1")
        sent = self.done("POST", self.path(group, "/send"), {})
        self.assertEqual((sent["status"], sent["balance"]["requested"], sent["point"]["requested"]),
                         ("SENDING", 50, 50))
        self.assertEqual((sent["balance"]["sum"], sent["point"]["sum"]), (50, 50))
        self.assertEqual(self.money(), (0, 9950))
        self.assertEqual({k: v for k, v in sent["log"][-1].items() if k not in ("createAt", "message")},
                         {"oldBalance": 10000, "newBalance": 9950, "oldPoint": 50, "newPoint": 0,
                          "totalPrice": 100})
        self.assertIsNotNone(sent["dateSent"])

    def test_prices(self):
        fee = {"appId": self.practice.info["app_id"]}
        for members, wanted in (({}, 20 + 50 + 40), (fee, 20 + 50 + 40 + 2 + 5 + 2)):
            self.practice.set(point=0, balance=1000)
            group = self.new_group(NUMBERS[0], **members)
            self.add(group, practice.row(NUMBERS[1], subject="제목"), practice.row("2025550123", country="1"))
            told = self.done("POST", self.path(group, "/send"))
            self.assertEqual(self.money(), (0, 1000 - wanted))
            self.assertEqual(told["countForCharge"]["sms"], {"82": 1, "1": 1})

    def test_balance(self):
        group = self.new_group(*NUMBERS)
        self.practice.set(balance=50, point=49)
        self.assert_error(self.send(group), 402, "NotEnoughBalance")
        self.assert_status(group, "PENDING")
        self.assertEqual(self.money(), (49, 50))
        self.assertFalse(any(m["released"] for m in self.practice.judge("messages")))
        self.practice.set(point=50)
        self.assertEqual(self.send(group).status, 200)
        self.assertEqual(self.money(), (0, 0))

    def test_inactive_app(self):
        group = self.new_group(NUMBERS[0], appId=self.practice.info["app_id"])
        self.practice.set(inactive_app=True)
        self.assert_error(self.send(group), 400, "InactiveApp")
        self.practice.set(inactive_app=False)
        self.assertEqual(self.send(group).status, 200)

    def refuses(self, group, code, status):
        """Checks that nothing more can be done with the group."""
        self.assert_error(self.send(group), status, code)
        self.assert_error(self.schedule(group, "2026-03-24T09:00:00+09:00"), status, code)
        self.assert_error(self.call("DELETE", self.path(group)), 400, "NotOperationalStatus")
        reply = self.call("PUT", self.path(group, "/messages"), {"messages": [practice.row(NUMBERS[4])]})
        self.assert_error(reply, 400, "InvalidGroupStatus")
        reply = self.call("DELETE", self.path(group, "/messages"), {"messageIds": ["M"]})
        self.assert_error(reply, 400, "InvalidGroupStatus")

    def test_states(self):
        self.practice.set(clock=NOW)
        self.token = self.practice.sign_in()["access_token"]
        group = self.new_group(NUMBERS[0])
        self.assert_error(self.call("DELETE", self.path(group, "/schedule")), 400, "InvalidStatus")
        self.send(group)
        self.refuses(group, "GroupInProcessing", 409)
        self.practice.set(clock={"advance": 3})
        self.refuses(group, "AlreadySent", 409)
        self.assert_error(self.call("DELETE", self.path(group, "/schedule")), 400, "InvalidStatus")
        group = self.new_group(NUMBERS[0])
        self.assertEqual(self.done("DELETE", self.path(group))["status"], "DELETED")
        self.refuses(group, "DeletedGroup", 400)
        group = self.new_group(NUMBERS[0])
        self.schedule(group, "2026-03-24T09:00:00+09:00")
        self.refuses(group, "ScheduledGroup", 409)
        self.assertEqual(self.done("DELETE", self.path(group, "/schedule"))["status"], "FAILED")
        self.refuses(group, "FailedGroup", 400)
        self.assert_error(self.call("DELETE", self.path(group, "/schedule")), 400, "InvalidStatus")

    def test_schedule_dates(self):
        self.practice.set(clock=NOW)
        self.token = self.practice.sign_in()["access_token"]
        for date, wanted in (("2026-03-24T09:00:00+09:00", "2026-03-24T00:00:00.000Z"),
                             ("2026-03-24T00:00:00.250Z", "2026-03-24T00:00:00.250Z"),
                             ("2026-03-24T01:00:00-01:00", "2026-03-24T02:00:00.000Z"),
                             ("2026-03-24 09:00:00", "2026-03-24T00:00:00.000Z"),
                             ("2026-09-23T16:12:46+09:00", "2026-09-23T07:12:46.000Z")):
            with self.subTest(date=date):
                group = self.schedule(self.new_group(NUMBERS[0]), date).json
                self.assertEqual((group["status"], group["scheduledDate"]), ("SCHEDULED", wanted))
        self.assertEqual(self.money(), (50, 10000))
        group = self.new_group(NUMBERS[0])
        for date in ("2026-03-23T16:12:46+09:00", "2026-03-23 16:12:40", "2026-09-23T17:12:46+09:00",
                     "2000-01-01T00:00:00Z"):
            with self.subTest(date=date):
                self.assert_error(self.schedule(group, date), 400, "InvalidScheduledDate")
        for date in (None, 5, "", "tomorrow", "2026-02-30T00:00:00Z", {}, "2026-03-24T25:00:00Z"):
            with self.subTest(date=date):
                self.assert_error(self.schedule(group, date), 400, "ValidationError")
        self.assert_status(group, "PENDING")

    def test_schedule_of_an_app(self):
        date = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).isoformat()
        for option, code in (("in_development", "InDevelopment"), ("blocked_app", "BlockedApp"),
                             ("inactive_app", "InactiveApp")):
            group = self.new_group(NUMBERS[0], appId=self.practice.info["app_id"])
            self.practice.set(**{option: True})
            self.assert_error(self.schedule(group, date), 400, code)
            self.practice.set(**{option: False})
            self.assertEqual(self.schedule(group, date).status, 200)

    def test_message_log_page(self):
        group = self.new_group(*[f"010{i:08}" for i in range(20000000, 20000120)])
        page = self.practice.request("GET", f"/message-log?criteria=groupId&value={group}&cond=eq").text
        self.assertEqual(page.count("010-"), 100)
        self.assertIn("<dt>Accepted</dt><dd>120</dd>", page)
        self.assertIn("first 100", page)
        [message] = self.get(self.path(group, "/messages"), limit=1)["messageList"]
        page = self.practice.request("GET", "/message-log/detail?criteria=messageId&cond=eq&value="
                                     + message).text
        self.assertEqual(page.count("010-"), 1)
        page = self.practice.request("GET", "/message-log?criteria=groupId&value=x").text
        self.assertIn("no such message", page)


class Lag(practice.SignedInTestCase):
    """Who asks early is told what was before."""

    def later(self):
        self.practice.set(clock={"advance": 60})

    def counts(self, group):
        seen = self.get(self.path(group))
        return seen["status"], seen["count"]["registeredSuccess"]

    def test_what_was_made_is_not_found(self):
        self.practice.set(group_lag=60)
        group = self.new_group(NUMBERS[0])
        for rest in ("", "/messages"):
            self.assert_error(self.call("GET", self.path(group, rest)), 404, "ResourceNotFound")
        self.later()
        self.assertEqual(self.counts(group), ("PENDING", 1))
        self.assertEqual(len(self.get(self.path(group, "/messages"))["messageList"]), 1)

    def test_what_was_changed_is_as_it_was(self):
        self.practice.set(group_lag=60)
        group = self.new_group()
        self.later()
        for change, wanted in ((lambda: self.add(group, practice.row(NUMBERS[0])), ("PENDING", 1)),
                               (lambda: self.add(group, practice.row(NUMBERS[1])), ("PENDING", 2)),
                               (lambda: self.done("POST", self.path(group, "/send")), ("SENDING", 2))):
            before = self.counts(group)
            change()
            self.assertEqual(self.counts(group), before)
            rows = self.get(self.path(group, "/messages"))["messageList"]
            self.assertEqual(len(rows), before[1])
            self.later()
            self.assertEqual(self.counts(group)[1], wanted[1])
        self.assert_status(group, "COMPLETE")

    def test_the_first_of_several_changes_counts(self):
        self.practice.set(group_lag=60)
        group = self.new_group()
        self.later()
        self.add(group, practice.row(NUMBERS[0]))
        self.practice.set(clock={"advance": 30})
        self.done("DELETE", self.path(group))
        self.assertEqual(self.counts(group), ("PENDING", 0))
        self.practice.set(clock={"advance": 30})
        self.assertEqual(self.counts(group), ("PENDING", 1))
        self.practice.set(clock={"advance": 30})
        self.assert_status(group, "DELETED")


class Uncontrolled(practice.SignedInTestCase):
    arguments = []

    def setUp(self):
        practice.TestCase.setUp(self)
        self.token = self.sign_in_on_pages()

    def test_a_new_group_is_not_found_at_once(self):
        group = self.done("POST", self.GROUPS, {})["groupId"]
        self.assert_error(self.call("GET", self.path(group)), 404, "ResourceNotFound")
        end = time.monotonic() + 10
        while self.call("GET", self.path(group)).status == 404 and time.monotonic() < end:
            time.sleep(0.05)
        self.assert_status(group, "PENDING")


if __name__ == "__main__":
    practice.main()
