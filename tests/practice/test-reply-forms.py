"""What the service may say in another way: each of its replies, in every form."""

import json

import practice

SCOPES = practice.ALL_SCOPES + " pricing:read iam:read storage:read"
PATHS = ("/cash/v1/balance", "/cash/v1/balance/alert", "/cash/v1/balance/history", "/cash/v1/withdraw",
         "/cash/v1/bank/accounts", "/messages/v4/groups", "/messages/v4/list", "/messages/v4/statistics",
         "/messages/v4/statistics/daily", "/senderid/v1/numbers", "/users/v1/member", "/users/v1/accounts",
         "/pricing/v1/messaging", "/pricing/v1/messaging/combined", "/iam/v1/black", "/iam/v1/block/groups",
         "/iam/v1/block/numbers", "/storage/v1/files")
LISTS = {"/messages/v4/groups": "groupList", "/messages/v4/list": "messageList", "/cash/v1/withdraw": "data",
         "/users/v1/accounts": "accountList", "/iam/v1/black": "blackList",
         "/iam/v1/block/groups": "blockGroups", "/iam/v1/block/numbers": "blockNumbers",
         "/storage/v1/files": "fileList"}

# Of these there is one at most.
SINGLE = ("/users/v1/accounts", "/storage/v1/files")


def pairs(value):
    """All members, in the order in which they came."""
    names = []
    json.loads(value, object_pairs_hook=lambda members: names.extend(name for name, _ in members))
    return names


def values(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for item in value for leaf in values(item)] if isinstance(value, list) else [value]


class Forms(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.practice.set(clock=1774249966, past_days=10, withdraw=1000)
        self.token = self.practice.sign_in(scope=SCOPES)["access_token"]
        self.done("POST", "/messages/v4/send", {"message": practice.row("01012345671")})
        self.done("POST", "/messages/v4/send", {"message": practice.row("01012345672")})
        self.practice.set(clock={"advance": 10})

    def read(self, path):
        reply = self.call("GET", path)
        self.assertEqual(reply.status, 200, path)
        return reply

    def test_any_order(self):
        before = {path: self.read(path) for path in PATHS}
        self.practice.set(shuffle_members=True)
        for path, plain in before.items():
            with self.subTest(path=path):
                other = self.read(path)
                self.assertEqual(other.json, plain.json)
                self.assertEqual(sorted(pairs(other.text)), sorted(pairs(plain.text)))
        found = [pairs(self.read("/cash/v1/balance").text) for _ in range(4)]
        self.assertGreater(len({tuple(names) for names in found}), 1)

    def test_numbers_for_booleans(self):
        self.assertIn(True, self.read("/senderid/v1/numbers").json["senderIds"][0].values())
        self.practice.set(number_booleans=True)
        for path in PATHS:
            with self.subTest(path=path):
                self.assertFalse([leaf for leaf in values(self.read(path).json) if isinstance(leaf, bool)])
        self.assertEqual([n["autoExtension"] for n in self.read("/senderid/v1/numbers").json["senderIds"]],
                         [1, 0, 1, 0])

    def test_old_dates(self):
        self.practice.set(old_dates=True, recharge=1)
        [entry] = self.read("/cash/v1/balance/history?limit=1").json
        self.assertRegex(entry["dateCreated"], r"^2026-03-23 16:1\d:\d\d$")
        for path in PATHS:
            with self.subTest(path=path):
                self.assertNotRegex(self.read(path).text, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

    def test_pretty(self):
        plain = self.read("/cash/v1/balance")
        self.practice.set(pretty=True)
        other = self.read("/cash/v1/balance")
        self.assertEqual(other.json, plain.json)
        self.assertGreater(other.text.count("\n"), 5)

    def test_pages_and_errors_are_as_they_are(self):
        self.practice.set(shuffle_members=True, pretty=True)
        self.assertEqual(self.practice.request("GET", "/senderids").status, 200)
        self.assert_error(self.practice.request("GET", "/cash/v1/balance"), 401, "Unauthorized")

    def test_no_next_key(self):
        for path in LISTS:
            self.assertIsNone(self.read(path).json["nextKey"])
        self.practice.set(omit_next_key=True)
        for path in LISTS:
            with self.subTest(path=path):
                self.assertNotIn("nextKey", self.read(path).json)

    def test_endless_lists(self):
        for path, member in LISTS.items():
            with self.subTest(path=path):
                self.practice.add_fault(path, "endless_list", times=2)
                first, second = self.read(path).json, self.read(path).json
                self.assertEqual(len(first[member]), 0)
                self.assertNotEqual(first["nextKey"], second["nextKey"])

    def test_repeated_keys(self):
        for path, member in LISTS.items():
            with self.subTest(path=path):
                if path in SINGLE:
                    self.assertLess(len(self.read(path).json[member]), 2)
                    continue
                self.practice.add_fault(path, "repeated_key", times=2)
                first = self.read(path + "?limit=1").json
                second = self.read(f"{path}?limit=1&startKey={first['nextKey']}").json
                self.assertEqual(second[member], first[member])
                self.assertEqual((second["startKey"] if "startKey" in second else first["nextKey"],
                                  second["nextKey"]), (first["nextKey"],) * 2)


if __name__ == "__main__":
    practice.main()
