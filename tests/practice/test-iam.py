import practice

BLACK = "/iam/v1/black"
GROUPS = "/iam/v1/block/groups"
NUMBERS = "/iam/v1/block/numbers"


class Rules(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in(scope=practice.ALL_SCOPES + " iam:read")["access_token"]

    def ids(self, path, member, id_name, **query):
        return [item[id_name] for item in self.get(path, **query)[member]]

    def test_scope(self):
        token = self.practice.sign_in()["access_token"]
        for path in (BLACK, GROUPS, NUMBERS):
            self.assert_error(self.practice.call("GET", path, token), 401, "Unauthorized")

    def test_blacks(self):
        told = self.get(BLACK)
        self.assertEqual((told["startKey"], told["limit"], told["nextKey"]), (None, 20, None))
        self.assertEqual(told["blackList"][0], {
            "handleKey": "BLK_1", "type": "DENIAL", "senderNumber": "0212345678",
            "recipientNumber": "01000000080", "dateCreated": "2025-03-05T01:30:00.000Z",
            "dateUpdated": "2025-03-05T01:30:00.000Z"})
        for query, wanted in (({"senderNumber": "16001234"}, ["BLK_2"]), ({"dateCreated[gte]": "2025-03-06"}, []),
                              ({"dateCreated[lte]": "2025-03-06"}, ["BLK_1", "BLK_2"]),
                              ({"startKey": "BLK_2"}, ["BLK_2"]), ({"type": "DENIAL"}, ["BLK_1", "BLK_2"]),
                              ({"type": "OTHER"}, [])):
            with self.subTest(query=query):
                self.assertEqual(self.ids(BLACK, "blackList", "handleKey", **query), wanted)

    def test_groups_and_numbers(self):
        self.assertEqual(self.get(GROUPS)["blockGroups"][0].keys(), {
            "blockGroupId", "accountId", "status", "name", "useAll", "senderNumbers", "dateCreated",
            "dateUpdated"})
        for query, wanted in (({"status": "ACTIVE"}, ["BG_1"]), ({"useAll": "true"}, ["BG_2"]),
                              ({"senderNumber": "0212345678"}, ["BG_1"]), ({"name[like]": "보내지"}, ["BG_1"]),
                              ({"name": "보내지"}, []), ({"blockGroupId": "BG_2"}, ["BG_2"])):
            with self.subTest(query=query):
                self.assertEqual(self.ids(GROUPS, "blockGroups", "blockGroupId", **query), wanted)
        self.assertEqual(self.get(NUMBERS)["blockNumbers"][0].keys(), {
            "blockNumberId", "accountId", "memo", "phoneNumber", "blockGroupIds", "dateCreated", "dateUpdated"})
        for query, wanted in (({"phoneNumber": "01000000061"}, ["BN_2"]), ({"blockGroupId": "BG_2"}, ["BN_2"]),
                              ({"memo[like]": "요청"}, ["BN_1"]), ({"blockNumberId": "BN_1"}, ["BN_1"])):
            with self.subTest(query=query):
                self.assertEqual(self.ids(NUMBERS, "blockNumbers", "blockNumberId", **query), wanted)

    def test_pages(self):
        page = self.get(NUMBERS, limit=1)
        self.assertEqual((len(page["blockNumbers"]), page["nextKey"]), (1, "BN_2"))
        page = self.get(NUMBERS, limit=1, startKey="BN_2")
        self.assertEqual((page["startKey"], page["nextKey"]), ("BN_2", None))
        self.practice.set(omit_next_key=True)
        self.assertNotIn("nextKey", self.get(NUMBERS))
        self.assert_error(self.call("GET", NUMBERS + "?x=1"), 400, "ValidationError")

    def test_they_are_in_force(self):
        group = self.new_group()
        rows = [practice.row("01000000080"), practice.row("01000000081"),
                practice.row("01000000081", **{"from": "16001234"}), practice.row("01000000060"),
                practice.row("01000000060", **{"from": "16001234"})]
        self.assertEqual([r["statusCode"] for r in self.add(group, *rows)["resultList"]],
                         ["1061", "2000", "1061", "1060", "2000"])
        reply = self.call("POST", "/messages/v4/send", {"message": rows[0]})
        self.assert_error(reply, 400, "InvalidStatusCode")
        self.assertIn("1061", reply.json["errorMessage"])


if __name__ == "__main__":
    practice.main()
