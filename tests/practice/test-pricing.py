import practice

OWN = "/pricing/v1/messaging"
COUNTRIES = OWN + "/countries"
DEFAULT = OWN + "/default"
MEMBERS = {"countryId", "countryName", "serviceMethod", "sms", "lms", "mms", "ata", "cta", "cti",
           "dateCreated", "dateUpdated"}


class Pricing(practice.SignedInTestCase):
    def open(self, path):
        """Without a token."""
        reply = self.practice.request("GET", path)
        self.assertEqual(reply.status, 200, reply.text)
        return reply.json

    def prices(self, price):
        self.assertEqual(price.keys(), MEMBERS)
        return price["countryId"], price["sms"], price["lms"], price["mms"]

    def test_own_price_is_an_object(self):
        self.assertEqual(self.prices(self.get(OWN)), ("82", 20, 50, 200))
        self.assertEqual(self.prices(self.get(OWN, countryId="1")), ("1", 40, 90, 300))
        self.assert_error(self.practice.request("GET", OWN), 401, "Unauthorized")
        token = self.practice.sign_in()["access_token"]
        self.assert_error(self.practice.call("GET", OWN, token), 401, "Unauthorized")

    def test_countries_are_an_array(self):
        every = self.open(COUNTRIES)
        self.assertEqual([price["countryId"] for price in every], ["82", "1", "81", "86"])
        self.assertEqual([self.prices(p) for p in self.open(COUNTRIES + "?countryId=82")],
                         [("82", 22, 55, 210)])
        self.assertEqual([self.prices(p) for p in self.open(
            COUNTRIES + "?countryId=82&serviceMethod=MT&withoutProfit=true")], [("82", 20, 50, 200)])
        self.assertEqual(self.open(COUNTRIES + "?offset=1&limit=2"), every[1:3])
        self.assertEqual(self.open(COUNTRIES + "?offset=9"), [])
        self.assertEqual(self.get(COUNTRIES), every)

    def test_default_is_an_array(self):
        app_id = self.practice.info["app_id"]
        self.assertEqual(len(self.open(DEFAULT)), 4)
        self.assertEqual([self.prices(p) for p in self.open(DEFAULT + "?countryId=82")],
                         [("82", 20, 50, 200)])
        self.assertEqual([self.prices(p) for p in self.open(f"{DEFAULT}?countryId=82&appId={app_id}")],
                         [("82", 22, 55, 210)])
        self.assert_error(self.practice.request("GET", DEFAULT + "?appId=x"), 400, "InvalidAppId")

    def test_combined_is_an_object(self):
        combined = OWN + "/combined"
        self.assertEqual(self.prices(self.get(combined)), ("82", 20, 50, 200))
        self.assertEqual(self.prices(self.get(combined, appId=self.practice.info["app_id"])),
                         ("82", 22, 55, 210))
        self.assertEqual(self.prices(self.get(combined, countryId="1")), ("1", 40, 90, 300))
        self.assert_error(self.call("GET", combined + "?appId=x"), 400, "InvalidAppId")
        self.assert_error(self.practice.request("GET", combined), 401, "Unauthorized")
        token = self.practice.sign_in()["access_token"]
        self.assert_error(self.practice.call("GET", combined, token), 401, "Unauthorized")

    def test_wrong_values(self):
        for path in (OWN, COUNTRIES, DEFAULT):
            for country in ("999", "x", "082"):
                reply = self.call("GET", f"{path}?countryId={country}")
                self.assert_error(reply, 400, "InvalidCountryId")
        for query in ("offset=-1", "offset=x", "limit=x", "serviceMethod=XX"):
            self.assert_error(self.call("GET", f"{COUNTRIES}?{query}"), 400, "ValidationError")

    def test_what_is_charged_is_what_was_told(self):
        told = {p["countryId"]: p for p in self.open(COUNTRIES + "?withoutProfit=true")}
        for country, to in (("82", "01012345678"), ("1", "2025550123"), ("81", "312345678"),
                            ("86", "13912345678")):
            for changes, name in (({}, "sms"), ({"subject": "제목"}, "lms")):
                for agent in ({}, {"agent": {"appId": self.practice.info["app_id"]}}):
                    self.practice.set(balance=1000, point=0)
                    reply = self.done("POST", "/messages/v4/send", {
                        "message": practice.row(to, country=country, **changes), **agent})
                    fee = self.get(self.path(reply["groupId"]))["app"]["profit"][name]
                    self.assertEqual(self.money(), (0, 1000 - told[country][name] - fee))
                    self.assertEqual(fee > 0, bool(agent))

    def test_prices_of_other_messengers(self):
        self.assertEqual([self.get(OWN)[name] for name in ("ata", "cta", "cti")], [19, 13, 20])

    def test_prices_with_fractions(self):
        self.practice.set(prices={"82": {"sms": 7.8, "lms": 25.95}}, balance=100.5, point=0.2)
        self.assertEqual(self.prices(self.get(OWN)), ("82", 7.8, 25.95, 200))
        self.assertEqual(self.prices(self.open(COUNTRIES + "?countryId=82")[0]), ("82", 9.8, 30.95, 210))
        self.assertEqual(self.prices(self.get(OWN, countryId="1")), ("1", 40, 90, 300))
        group = self.new_group(*[f"0101234{i:04}" for i in range(10)])
        sent = self.done("POST", self.path(group, "/send"))
        self.assertEqual(sent["point"], {"requested": 0.2, "replacement": 0, "additional": 0,
                                         "refund": 0, "sum": 0.2})
        self.assertEqual(sent["balance"], {"requested": 77.8, "replacement": 0, "additional": 0,
                                           "refund": 0, "sum": 77.8})
        self.assertEqual(sent["price"]["82"]["sms"], 7.8)
        entry = sent["log"][-1]
        self.assertEqual([entry[name] for name in ("oldBalance", "newBalance", "oldPoint", "newPoint",
                                                   "totalPrice")], [100.5, 22.7, 0.2, 0, 78])
        self.assertEqual(self.money(), (0, 22.7))

    def test_fractions_are_given_back(self):
        self.practice.set(prices={"82": {"sms": 7.8}}, balance=100, point=0)
        group = self.new_group("01012343041", "01012345678")
        self.done("POST", self.path(group, "/send"))
        self.assertEqual(self.money(), (0, 84.4))
        self.practice.set(clock={"advance": 10})
        self.assertEqual(self.get(self.path(group))["balance"]["refund"], 7.8)
        self.assertEqual(self.money(), (0, 92.2))

    def test_a_fraction_can_be_missing(self):
        self.practice.set(prices={"82": {"sms": 7.8}}, balance=7.7, point=0)
        body = {"message": practice.row("01012345678")}
        self.assert_error(self.call("POST", "/messages/v4/send", body), 402, "NotEnoughBalance")
        self.practice.set(balance=7.8)
        self.done("POST", "/messages/v4/send", body)
        self.assertEqual(self.money(), (0, 0))

    def test_wrong_prices(self):
        for prices in (1, {"99": {"sms": 1}}, {"82": 1}, {"82": {"ata": 1}}, {"82": {"sms": "1"}},
                       {"82": {"sms": -1}}, {"82": {"sms": 7, "fax": 1}}):
            with self.subTest(prices):
                reply = self.practice.post_json("/_practice/options", {"prices": prices})
                self.assert_error(reply, 400, "InvalidControl")
        self.assertEqual(self.prices(self.get(OWN)), ("82", 20, 50, 200))

    def test_the_fee_must_be_paid_for(self):
        body = {"message": practice.row("01012345678"), "agent": {"appId": self.practice.info["app_id"]}}
        self.practice.set(balance=21, point=0)
        self.assert_error(self.call("POST", "/messages/v4/send", body), 402, "NotEnoughBalance")
        self.assertEqual(self.practice.judge("messages"), [])
        self.practice.set(balance=22)
        self.done("POST", "/messages/v4/send", body)
        self.assertEqual(self.money(), (0, 0))


if __name__ == "__main__":
    practice.main()
