import json
import urllib.parse

import practice

LIST = "/messages/v4/list"
NOW = 1774249966  # 2026-03-23T07:12:46Z
NUMBERS = [f"0101234{i:04}" for i in range(1001, 1026)]
MEMBERS = {"_id", "messageId", "groupId", "accountId", "to", "from", "text", "type", "country", "subject",
           "imageId", "status", "statusCode", "reason", "networkCode", "networkName", "customFields",
           "replacement", "replacements", "autoTypeDetect", "resendCount", "unavailableSenderNumber",
           "kakaoOptions", "queues", "currentQueue", "dateProcessed", "dateReported", "dateReceived",
           "dateCreated", "dateUpdated", "log", "faxPageCount", "voiceReplied", "voiceDuration",
           "clusterKey"}


class ListTestCase(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.practice.set(clock=NOW)
        self.token = self.practice.sign_in()["access_token"]

    def numbers(self, path=LIST, **query):
        return [message["to"] for message in self.get(path, **query)["messageList"].values()]

    def pages(self, path, member, **query):
        """Ids of all pages, in a list for each."""
        pages = []
        key = {}
        while True:
            page = self.get(path, **query, **key)
            pages.append(list(page[member]))
            self.assertEqual(page["startKey"], key.get("startKey"))
            if not page.get("nextKey"):
                return pages
            key = {"startKey": page["nextKey"]}

    def assert_invalid(self, path, query):
        reply = self.call("GET", path + "?" + query)
        self.assert_error(reply, 400, "ValidationError")


class Messages(ListTestCase):
    def test_a_message(self):
        group = self.new_group()
        self.add(group, practice.row(NUMBERS[0], text="\"\\\n\t가😀", subject="제목",
                                     customFields={"munjaKey": "k", "munjaRow": "0"}))
        page = self.get(LIST)
        self.assertEqual(page.keys(), {"startKey", "limit", "nextKey", "messageList"})
        self.assertEqual((page["startKey"], page["limit"], page["nextKey"]), (None, 20, None))
        [(key, message)] = page["messageList"].items()
        self.assertEqual(message.keys(), MEMBERS)
        self.assertEqual((message["_id"], message["messageId"], message["groupId"]), (key, key, group))
        self.assertEqual((message["text"], message["subject"], message["type"]),
                         ("\"\\\n\t가😀", "제목", "LMS"))
        self.assertEqual(message["customFields"], {"munjaKey": "k", "munjaRow": "0"})
        self.assertEqual((message["imageId"], message["autoTypeDetect"], message["replacement"]),
                         (None, True, False))
        self.assertRegex(message["dateCreated"], r"^2026-03-23T07:1\d:\d\d\.\d{3}Z$")
        self.assertEqual(self.get(self.path(group, "/messages")), page)

    def test_refused_messages_are_listed(self):
        self.add(self.new_group(), {"text": "a"}, practice.row(""))
        codes = [m["statusCode"] for m in self.get(LIST)["messageList"].values()]
        self.assertEqual(codes, ["1010", "1010"])
        self.assertIn(None, self.numbers())

    def test_newest_first_page_by_page(self):
        group = self.new_group(*NUMBERS)
        self.new_group("01099990001")
        self.assertEqual(self.numbers(self.path(group, "/messages"), limit=500), NUMBERS[::-1])
        self.assertEqual(self.numbers(limit=3), ["01099990001", NUMBERS[24], NUMBERS[23]])
        for path, total in ((LIST, 26), (self.path(group, "/messages"), 25)):
            everything = list(self.get(path, limit=500)["messageList"])
            self.assertEqual(len(everything), total)
            for limit in (1, 7, 24, 25, 26, 500):
                pages = self.pages(path, "messageList", limit=limit)
                self.assertEqual(sum(pages, []), everything)
                self.assertEqual({len(page) for page in pages[:-1]}, {limit} if len(pages) > 1 else set())
                self.assertTrue(pages[-1])
        self.assertEqual([len(page) for page in self.pages(LIST, "messageList")], [20, 6])

    def test_pages_with_a_filter(self):
        group = self.new_group(*NUMBERS)
        self.new_group(*NUMBERS)
        pages = self.pages(LIST, "messageList", limit=4, groupId=group)
        self.assertEqual([len(page) for page in pages], [4] * 6 + [1])
        self.assertEqual(len(self.pages(LIST, "messageList", limit=1, to=NUMBERS[3])), 2)

    def test_limit(self):
        self.assertEqual(self.get(LIST, limit=100000)["limit"], 500)
        self.assertEqual(self.get(LIST, limit=1)["limit"], 1)
        for limit in ("0", "-1", "x", "1.5"):
            self.assert_invalid(LIST, "limit=" + limit)

    def test_start_key_from_nowhere(self):
        group, other = self.new_group(NUMBERS[0]), self.new_group(NUMBERS[1])
        [foreign] = self.get(self.path(other, "/messages"))["messageList"]
        self.assert_invalid(LIST, "startKey=M4Vx")
        self.assert_invalid(self.path(group, "/messages"), "startKey=" + foreign)

    def test_filters(self):
        group = self.new_group(NUMBERS[0])
        self.add(group, practice.row(NUMBERS[1], subject="제목"), practice.row("1"),
                 practice.row(NUMBERS[2], **{"from": "01000000001"}))
        ids = {m["to"]: m["messageId"] for m in self.get(LIST)["messageList"].values()}
        for query, wanted in (
                ({"to": NUMBERS[0]}, {NUMBERS[0]}), ({"to": "0"}, set()),
                ({"from": "01000000001"}, {NUMBERS[2]}), ({"type": "LMS"}, {NUMBERS[1]}),
                ({"type[in]": '["LMS","MMS"]'}, {NUMBERS[1]}), ({"statusCode": "1011"}, {"1"}),
                ({"statusCode[in]": '["1011","2000"]'}, set(ids)), ({"statusCode[ne]": "2000"}, {"1"}),
                ({"to[like]": "2341"}, {*NUMBERS[:3]}), ({"to[gt]": NUMBERS[1]}, {"1", NUMBERS[2]}),
                ({"messageId": ids["1"]}, {"1"}), ({"messageId": "M4Vx"}, set()),
                ({"groupId": group}, set(ids)), ({"groupId": "G4Vx"}, set()),
                ({"messageId": ids["1"], "groupId": "G4Vx"}, set()),
                ({"to": NUMBERS[0], "type": "LMS"}, set()),
                ({"messageIds": json.dumps([ids["1"], ids[NUMBERS[0]]])}, {"1", NUMBERS[0]}),
                ({"criteria": "to,type", "cond": "ne,eq", "value": "1,SMS"}, {NUMBERS[0], NUMBERS[2]}),
                ({"criteria": "statusCode", "cond": "gte", "value": "2000"}, set(ids) - {"1"}),
                ({"criteria": "statusCode", "cond": "lt", "value": "2000"}, {"1"}),
                ({"criteria": "dateCreated", "cond": "gt", "value": "2026-03-24T00:00:00Z"}, set()),
                ({"criteria": "replacement", "cond": "eq", "value": "false"}, set(ids)),
                ({"to": ""}, set(ids))):
            with self.subTest(query=query):
                self.assertEqual(set(self.numbers(**query)), wanted)
        repeated = f"messageIds={ids['1']}&messageIds={ids[NUMBERS[1]]}"
        self.assertEqual(self.get(LIST + "?" + repeated)["messageList"].keys(),
                         {ids["1"], ids[NUMBERS[1]]})

    def test_date_type_alone(self):
        self.new_group(NUMBERS[0])
        for kind in ("CREATED", "UPDATED"):
            self.assertEqual(self.numbers(dateType=kind), [NUMBERS[0]])
            self.assertEqual(len(self.get(self.GROUPS, dateType=kind)["groupList"]), 1)

    def test_days_alone(self):
        """They are days in Korea, and so is the clock."""
        self.new_group(NUMBERS[0])
        for query, found in (({"startDate": "2026-03-23"}, True), ({"startDate": "2026-03-24"}, False),
                             ({"endDate": "2026-03-24"}, True), ({"endDate": "2026-03-23"}, False),
                             ({"startDate": "2026-03-23", "endDate": "2026-03-24"}, True)):
            with self.subTest(query=query):
                self.assertEqual(self.numbers(**query), [NUMBERS[0]] if found else [])
                self.assertEqual(len(self.get(self.GROUPS, **query)["groupList"]), int(found))

    def test_groups_go_after_six_months(self):
        old = self.new_group(NUMBERS[0])
        self.practice.set(clock={"advance": 120 * 86400})
        self.token = self.practice.sign_in()["access_token"]
        new = self.new_group(NUMBERS[1])
        self.practice.set(clock={"advance": 65 * 86400})
        self.token = self.practice.sign_in()["access_token"]
        self.assertEqual(list(self.get(self.GROUPS)["groupList"]), [new])
        self.assertEqual(self.numbers(), [NUMBERS[1]])
        for method, rest in (("GET", ""), ("GET", "/messages"), ("POST", "/send")):
            self.assert_error(self.call(method, self.path(old, rest)), 404, "ResourceNotFound")
        self.assertEqual(self.get(self.path(new))["status"], "PENDING")

    def test_wrong_filters(self):
        for query in ("startDate=yesterday", "endDate=2026-13-01T00:00:00Z", "endDate=2026-13-01",
                      "dateType=x&startDate=2026-01-01T00:00:00Z", "nothing=1", "to[near]=1", "to[=1",
                      "criteria=to", "criteria=to&cond=eq", "criteria=x&cond=eq&value=1",
                      "criteria=to&cond=in&value=1", "criteria=to,type&cond=eq&value=1", "type[in]=SMS",
                      "type[in]=[1]", "messageIds=[", "to=%FF", "dateCreated=x", "dateCreated[in]=[]"):
            with self.subTest(query=query):
                self.assert_invalid(LIST, query)

    def test_dates(self):
        self.new_group(NUMBERS[0])
        self.practice.set(clock=NOW + 3600)
        sent = self.new_group(NUMBERS[1])
        self.done("POST", self.path(sent, "/send"))
        self.practice.set(clock=NOW + 7200)
        half_past = "2026-03-23T16:42:46+09:00"
        self.assertEqual(self.numbers(startDate=half_past), [NUMBERS[1]])
        self.assertEqual(self.numbers(endDate=half_past), [NUMBERS[0]])
        self.assertEqual(self.numbers(startDate="2026-03-23T07:12:46.000Z", endDate=half_past),
                         [NUMBERS[0]])
        self.assertEqual(self.numbers(startDate=half_past, dateType="UPDATED"), [NUMBERS[1]])
        [message] = self.get(LIST, to=NUMBERS[0])["messageList"].values()
        self.assertEqual(self.numbers(dateCreated=message["dateCreated"]), [NUMBERS[0]])
        # A plus that is not escaped is a blank, and so no offset.
        self.assert_invalid(LIST, "startDate=2026-03-23T16:42:46+09:00")

    def test_half_a_year(self):
        self.new_group(NUMBERS[0])
        self.practice.set(clock=NOW + 181 * 86400)
        self.token = self.practice.sign_in()["access_token"]
        self.assertEqual(self.numbers(), [NUMBERS[0]])
        self.practice.set(clock=NOW + 185 * 86400)
        self.token = self.practice.sign_in()["access_token"]
        self.assertEqual(self.numbers(), [])

    def test_lag(self):
        self.practice.set(list_lag=60)
        group = self.new_group(NUMBERS[0])
        self.assertEqual(self.numbers() + self.numbers(self.path(group, "/messages")), [])
        self.assertEqual(self.get(self.path(group))["count"]["total"], 1)
        self.assertEqual(len(self.get(self.GROUPS)["groupList"]), 1)
        self.practice.set(clock={"advance": 60})
        self.assertEqual(self.numbers(), [NUMBERS[0]])
        self.assertEqual(self.numbers(self.path(group, "/messages")), [NUMBERS[0]])
        self.practice.set(list_lag=0.5)
        self.new_group(NUMBERS[1])
        self.practice.set(clock={"advance": 1})
        self.assertEqual(len(self.numbers()), 2)

    def test_forms(self):
        group = self.new_group(*NUMBERS)
        path = self.path(group, "/messages")
        self.practice.set(omit_next_key=True)
        self.assertNotIn("nextKey", self.get(path, limit=25))
        self.assertIn("nextKey", self.get(path, limit=24))
        self.practice.set(mixed_booleans=True)
        values = [m["autoTypeDetect"] for m in self.get(path, limit=25)["messageList"].values()]
        self.assertEqual({type(value) for value in values}, {bool, int})
        self.practice.set(shuffle_lists=True)
        pages = self.pages(path, "messageList", limit=20)
        self.assertEqual({len(page) for page in pages}, {20, 5})
        shuffled = self.numbers(path, limit=25)
        self.assertNotEqual(shuffled, NUMBERS[::-1])
        self.assertEqual(sorted(shuffled), NUMBERS)


class Groups(ListTestCase):
    def listed(self, **query):
        return list(self.get(self.GROUPS, **query)["groupList"])

    def test_pages(self):
        groups = [self.new_group() for _ in range(7)]
        page = self.get(self.GROUPS, limit=3)
        self.assertEqual(page.keys(), {"startKey", "limit", "nextKey", "groupList"})
        self.assertEqual((page["startKey"], page["limit"], page["nextKey"]), (None, 3, groups[3]))
        self.assertEqual(page["groupList"][groups[6]], self.get(self.path(groups[6])))
        for limit in (1, 3, 6, 7, 8):
            pages = self.pages(self.GROUPS, "groupList", limit=limit)
            self.assertEqual(sum(pages, []), groups[::-1])
            self.assertTrue(pages[-1])
        self.practice.set(omit_next_key=True)
        self.assertNotIn("nextKey", self.get(self.GROUPS))

    def test_filters(self):
        empty = self.new_group()
        self.practice.set(clock=NOW + 3600)
        full = self.new_group(*NUMBERS[:2])
        self.done("POST", self.path(full, "/send"))
        planned = self.new_group(NUMBERS[0])
        self.done("POST", self.path(planned, "/schedule"), {"scheduledDate": "2026-03-24T09:00:00+09:00"})
        self.practice.set(clock=NOW + 3605)
        for criteria, cond, value, wanted in (
                ("groupId", "eq", empty, {empty}), ("groupId", "ne", empty, {full, planned}),
                ("status", "eq", "COMPLETE", {full}), ("status", "eq", "SCHEDULED", {planned}),
                ("count.total", "gte", "1", {full, planned}), ("count.total", "lt", "1", {empty}),
                ("count.sentTotal", "eq", "2", {full}),
                ("scheduledDate", "eq", "2026-03-24 09:00:00", {planned}),
                ("dateCreated", "lte", "2026-03-23T07:30:00Z", {empty}),
                ("dateUpdated", "gt", "2026-03-23T07:30:00Z", {full, planned}),
                ("status,count.total", "eq,eq", "COMPLETE,3", set())):
            with self.subTest(criteria=criteria):
                self.assertEqual(set(self.listed(criteria=criteria, cond=cond, value=value)), wanted)
        self.assertEqual(self.listed(startDate="2026-03-23T16:30:00+09:00"), [planned, full])
        self.assertEqual(self.listed(endDate="2026-03-23T16:30:00+09:00"), [empty])
        self.assertEqual(self.listed(endDate="2026-03-23T16:30:00+09:00", dateType="UPDATED"), [empty])

    def test_wrong_filters(self):
        for query in ("startDate=x", "limit=0", "startKey=G4Vx", "groupId=G4V",
                      "status=PENDING", "criteria=customFields&cond=eq&value=x", "messageIds=x",
                      "criteria=count.total&cond=eq&value=x", "criteria=status&cond=like&value=x"):
            with self.subTest(query=query):
                self.assert_invalid(self.GROUPS, query)

    def test_lag(self):
        self.practice.set(group_list_lag=60, list_lag=0)
        group = self.new_group(NUMBERS[0])
        self.assertEqual(self.listed(), [])
        self.assert_status(group, "PENDING")
        self.assertEqual(self.numbers(), [NUMBERS[0]])
        self.practice.set(clock={"advance": 60})
        self.assertEqual(self.listed(), [group])

    def test_escaped_query(self):
        group = self.new_group()
        query = urllib.parse.urlencode({"startDate": "2026-03-23T16:00:00+09:00"})
        self.assertIn("%2B", query)
        self.assertEqual(list(self.get(self.GROUPS + "?" + query)["groupList"]), [group])


if __name__ == "__main__":
    practice.main()
