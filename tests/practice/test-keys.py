import datetime
import hashlib
import hmac

import practice

KEY, SECRET = "NCSA0123456789AB", "S3CR3T0123456789ABCDEF0123456789"
BALANCE = "/cash/v1/balance"


def sign(secret=SECRET, key=KEY, salt="0123456789abcdef", date=None):
    date = date or datetime.datetime.now(datetime.timezone.utc).isoformat()
    signature = hmac.new(secret.encode(), (date + salt).encode(), hashlib.sha256).hexdigest()
    return f"HMAC-SHA256 apiKey={key}, date={date}, salt={salt}, signature={signature}"


def ago(**delta):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**delta)).isoformat()


class Keys(practice.TestCase):
    def call(self, header, path=BALANCE, method="GET"):
        return self.practice.request(method, path, headers={"Authorization": header})

    def test_there_is_none_at_first(self):
        self.assert_error(self.call(sign()), 403, "InvalidAPIKey")

    def test_good_key(self):
        self.practice.set(api_key={"key": KEY, "secret": SECRET})
        for path, salt in ((BALANCE, "a" * 12), ("/senderid/v1/numbers/active", "b" * 12),
                           ("/storage/v1/files", "c" * 12)):
            self.assertEqual(self.call(sign(salt=salt), path).status, 200)
        korea = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=9)))
        self.assertEqual(self.call(sign(date=korea.isoformat(timespec="seconds"))).status, 200)
        self.practice.set(api_key=None)
        self.assert_error(self.call(sign(salt="d" * 12)), 403, "InvalidAPIKey")

    def test_what_is_refused(self):
        self.practice.set(api_key={"key": KEY, "secret": SECRET})
        for header, code in ((sign(key="NCSB0123456789AB"), "InvalidAPIKey"),
                             ("HMAC-SHA256 nothing", "InvalidAPIKey"),
                             (sign(secret="x" * 32), "SignatureDoesNotMatch"),
                             (sign().replace("salt=0", "salt=1"), "SignatureDoesNotMatch"),
                             (sign()[:-64], "SignatureDoesNotMatch"),
                             (sign(date=ago(minutes=16)), "RequestTimeTooSkewed"),
                             (sign(date=ago(minutes=-16)), "RequestTimeTooSkewed"),
                             (sign(date="yesterday"), "RequestTimeTooSkewed")):
            with self.subTest(header=header):
                self.assert_error(self.call(header), 403, code)

    def test_signature_is_good_once(self):
        self.practice.set(api_key={"key": KEY, "secret": SECRET})
        header = sign()
        self.assertEqual(self.call(header).status, 200)
        self.assert_error(self.call(header), 403, "DuplicatedSignature")

    def test_what_no_app_may_call(self):
        token = self.practice.sign_in()["access_token"]
        for path in ("/appstore/v2/profits", "/appstore/v2/me/apps", "/appstore/v2/profits/daily/detail",
                     "/quota/v1/me"):
            with self.subTest(path=path):
                self.assert_error(self.practice.call("GET", path, token), 401, "Unauthorized")
                self.assert_error(self.practice.request("GET", path), 401, "Unauthorized")

    def test_bad_option(self):
        for pair in (1, {}, {"key": "a"}, {"key": "a", "secret": ""}):
            reply = self.practice.post_json("/_practice/options", {"api_key": pair})
            self.assert_error(reply, 400, "InvalidControl")


if __name__ == "__main__":
    practice.main()
