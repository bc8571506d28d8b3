import base64
import hashlib
import hmac
import json
import re
import time
import urllib.parse

import practice
from practice import Browser, Form, redirect_params

AUTHORIZE = "/oauth2/v1/authorize"
TOKEN = "/oauth2/v1/access_token"
MEMBER = "/users/v1/member"


def decode_part(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Pages(practice.TestCase):
    def test_person_signs_in(self):
        browser = Browser(self.practice)
        login = browser.open(self.practice.authorize_path(state="a b&c=d+%ü"))
        self.assertEqual(login.status, 200)
        form = Form(login.text)
        self.assertEqual(form.fields, {"email": self.practice.info["email"],
                                       "password": self.practice.info["password"]})
        self.assertEqual(form.labels, {"email", "password"})
        self.assertEqual(form.attributes["email"]["autocomplete"], "username")
        self.assertIn("autofocus", form.attributes["email"])
        self.assertEqual(form.attributes["password"]["autocomplete"], "current-password")

        browser.submit()
        self.assertEqual(browser.page.status, 303)
        consent = browser.open(browser.page.headers["Location"])
        self.assertEqual(consent.status, 200)
        self.assertEqual(Form(consent.text).buttons, 1)
        self.assertIn(self.practice.info["email"], consent.text)
        self.assertLess(consent.text.index("Coolsms basic profile"),
                        consent.text.index("Send messages"))
        for scope in practice.ALL_SCOPES.split():
            self.assertIn(f"<code>{scope}</code>", consent.text)

        browser.submit()
        self.assertEqual(browser.page.status, 302)
        location = browser.page.headers["Location"]
        self.assertTrue(location.startswith(self.practice.info["redirect_uri"] + "?code="))
        params = redirect_params(browser.page)
        self.assertEqual(params["state"], "a b&c=d+%ü")
        self.assertGreaterEqual(len(params["code"]), 25)

        tokens = self.practice.token(code=params["code"])
        self.assertEqual(tokens.status, 200)
        self.assertEqual(self.practice.call("GET", MEMBER, tokens.json["access_token"]).status, 200)

    def test_logged_in_browser_skips_the_login(self):
        browser = Browser(self.practice)
        browser.log_in()
        browser.open(self.practice.authorize_path())
        self.assertIn("Permission request", browser.page.text)

    def test_logout(self):
        browser = Browser(self.practice)
        browser.log_in()
        old_cookie = browser.cookie
        page = browser.open("/oauth2/v1/logout")
        self.assertEqual(page.status, 200)
        self.assertIn("You are logged out", page.text)
        self.assertIn("Max-Age=0", browser.cookie_header)
        browser.cookie = old_cookie
        self.assertIn("<h1>Log in</h1>", browser.open(self.practice.authorize_path()).text)

    def test_cookie(self):
        browser = Browser(self.practice)
        browser.log_in()
        self.assertIn("; HttpOnly", browser.cookie_header)
        self.assertIn("; SameSite=Lax", browser.cookie_header)

    def test_links_of_the_login_page(self):
        for language, wanted in (("en", "Not needed in practice mode"), ("ko", "연습 모드")):
            browser = practice.Browser(self.practice, language)
            links = re.findall(r"<a href='([^']+)'>", browser.open(self.practice.authorize_path()).text)
            self.assertEqual(links, ["/find-password", "/signup"])
            for link in links:
                page = browser.open(link)
                self.assertEqual(page.status, 200)
                self.assertIn(wanted, page.text)

    def test_wrong_password(self):
        browser = Browser(self.practice)
        browser.open(self.practice.authorize_path())
        page = browser.submit(email="someone@example.com", password="wrong")
        self.assertIn("The e-mail address or the password is wrong.", page.text)
        self.assertIsNone(browser.cookie)
        form = Form(page.text)
        self.assertEqual(form.fields, {"email": "someone@example.com", "password": ""})
        browser.submit(email=self.practice.info["email"], password=self.practice.info["password"])
        self.assertEqual(browser.page.status, 303)

    def test_consent_needs_the_page(self):
        browser = Browser(self.practice)
        browser.log_in()
        self.assert_error_page(browser.submit(proof="A" * 43), 403, "Forbidden")
        browser.open(self.practice.authorize_path())
        browser.cookie = None
        self.assertEqual(browser.submit().status, 303)
        self.assertTrue(browser.page.headers["Location"].startswith(AUTHORIZE + "?"))

    def test_login_form_cannot_change_the_request(self):
        """The parameters are checked at every step, not only at the first."""
        browser = Browser(self.practice)
        browser.log_in()
        bad = self.practice.authorize_path(redirect_uri="https://evil.example/").split("?")[1]
        for step in ("login", "consent"):
            page = browser.request("POST", f"/oauth2/v1/{step}?{bad}", {})
            self.assert_error_page(page, 400, "InvalidHostName")

    def test_never(self):
        self.practice.set(never=True)
        browser = Browser(self.practice)
        browser.log_in()
        self.assertEqual(browser.submit().status, 200)
        self.assertIn("Permission request", browser.page.text)

    def test_auto_approve(self):
        self.practice.set(auto_approve=True)
        reply = self.practice.request("GET", self.practice.authorize_path())
        self.assertEqual(reply.status, 302)
        self.assertEqual(redirect_params(reply)["state"], "Zk3p0v")

    def test_redirect_uri_with_a_query(self):
        uri = self.practice.info["redirect_uri"] + "?a=b"
        self.practice.set(auto_approve=True)
        reply = self.practice.request("GET", self.practice.authorize_path(redirect_uri=uri))
        self.assertTrue(reply.headers["Location"].startswith(uri + "&code="))


class AuthorizeErrors(practice.TestCase):
    def refused(self, status, code, **changes):
        reply = self.practice.request("GET", self.practice.authorize_path(**changes))
        self.assert_error_page(reply, status, code)

    def test_missing(self):
        for name in ("client_id", "response_type", "redirect_uri", "scope", "state"):
            for value in (None, ""):
                with self.subTest(name=name, value=value):
                    self.refused(400, "ValidationError", **{name: value})

    def test_malformed(self):
        self.refused(400, "ValidationError", response_type="token")
        for uri in ("nonsense", "munja://localhost/authorize", "http://user@localhost/",
                    "http://localhost/#a", "http://localhost/\r\nX-Bad: 1", "http:///x",
                    "http://localhost/ü"):
            with self.subTest(uri=uri):
                self.refused(400, "ValidationError", redirect_uri=uri)
        path = self.practice.authorize_path(state=None) + "&state=%ff"
        self.assert_error_page(self.practice.request("GET", path), 400, "ValidationError")

    def test_order(self):
        """Each request has all the later mistakes, too."""
        bad = {"client_id": "CIDX", "redirect_uri": "https://evil.example/", "scope": "nothing:read"}
        self.practice.set(inactive_client=True)
        self.refused(400, "ValidationError", **{**bad, "state": None})
        self.refused(400, "InvalidClientId", **bad)
        del bad["client_id"]
        self.refused(400, "InactiveClient", **bad)
        self.practice.set(inactive_client=False)
        self.refused(400, "InvalidHostName", **bad)
        del bad["redirect_uri"]
        self.refused(400, "InvalidScope", **bad)

    def test_scopes_that_no_app_gets(self):
        for scope in ("role-message:read", "appstore:read", "quota:read", "message:write,x"):
            with self.subTest(scope=scope):
                self.refused(400, "InvalidScope", scope=scope)

    def test_scopes_that_no_table_has(self):
        for scope in ("webhook:read", "webhook:write", "contacts:read", "contacts:write",
                      "commerce:read", "commerce:write"):
            with self.subTest(scope=scope):
                page = self.practice.request("GET", self.practice.authorize_path(scope=scope))
                self.assertEqual(page.status, 200, page.text)

    def test_redirect_host(self):
        other_port = "http://localhost:1/elsewhere"
        path = self.practice.authorize_path(redirect_uri=other_port)
        self.assertEqual(self.practice.request("GET", path).status, 200)
        self.practice.set(exact_redirect=True)
        self.refused(400, "InvalidHostName", redirect_uri=other_port)
        self.assertEqual(self.practice.request("GET", self.practice.authorize_path()).status, 200)

    def test_optional_state_and_scope(self):
        self.practice.set(optional_state_scope=True)
        browser = Browser(self.practice)
        browser.log_in(state=None, scope=None)
        self.assertEqual(browser.submit().status, 302)
        self.assertEqual(redirect_params(browser.page).keys(), {"code"})


class Tokens(practice.TestCase):
    def test_reply(self):
        reply = self.practice.token(code=self.practice.new_code())
        self.assertEqual(list(reply.json),
                         ["access_token", "refresh_token", "token_type", "expires_in"])
        self.assertEqual((reply.json["token_type"], reply.json["expires_in"]), ("Bearer", 86400))
        header, claims, signature = reply.json["access_token"].split(".")
        self.assertEqual(json.loads(decode_part(header)), {"alg": "HS256", "typ": "JWT"})
        self.assertEqual(len(decode_part(signature)), hashlib.sha256().digest_size)
        claims = json.loads(decode_part(claims))
        self.assertEqual(claims["exp"] - claims["iat"], 86400)
        self.assertEqual(claims["scope"], practice.ALL_SCOPES)
        self.assertEqual(claims["clientId"], self.practice.info["client_id"])
        self.assertLessEqual({"memberId", "accountId", "domain", "isWhite", "isAdmin"}, claims.keys())
        self.assertLess(abs(claims["iat"] - time.time()), 60)

    def test_signing_key_is_not_a_known_secret(self):
        token = self.practice.sign_in()["access_token"]
        signed, signature = token.rsplit(".", 1)
        for key in (b"", self.practice.info["client_secret"].encode()):
            digest = hmac.new(key, signed.encode(), hashlib.sha256).digest()
            self.assertNotEqual(decode_part(signature), digest)

    def test_form_and_basic(self):
        info = self.practice.info
        fields = {"grant_type": "authorization_code", "redirect_uri": info["redirect_uri"],
                  "code": self.practice.new_code()}
        basic = base64.b64encode(f"{info['client_id']}:{info['client_secret']}".encode()).decode()
        reply = self.practice.request("POST", TOKEN, urllib.parse.urlencode(fields), {
            "Content-Type": "application/x-www-form-urlencoded", "Authorization": "Basic " + basic})
        self.assertEqual(reply.status, 200, reply.text)

    def test_errors(self):
        code = self.practice.new_code()
        cases = [
            ({"grant_type": None}, 400, "ValidationError"),
            ({"grant_type": "client_credentials"}, 400, "ValidationError"),
            ({"code": None}, 400, "ValidationError"),
            ({"redirect_uri": None}, 400, "ValidationError"),
            ({"client_id": None}, 400, "ValidationError"),
            ({"client_secret": None}, 400, "ValidationError"),
            ({"client_id": "CIDX"}, 400, "InvalidClient"),
            ({"client_secret": "X"}, 400, "InvalidClient"),
            ({"code": "X"}, 403, "InvalidGrant"),
            ({"redirect_uri": "http://localhost:1/"}, 403, "InvalidGrant"),
        ]
        for changes, status, error in cases:
            with self.subTest(changes=changes):
                self.assert_error(self.practice.token(**{"code": code, **changes}), status, error)
        self.assertEqual(self.practice.token(code=code).status, 200)
        self.assert_error(self.practice.token(code=code), 403, "InvalidGrant")

    def test_bad_bodies(self):
        for body in (b"", b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 5000):
            with self.subTest(body=body[:5]):
                reply = self.practice.request("POST", TOKEN, body,
                                              {"Content-Type": "application/json"})
                self.assert_error(reply, 400, "ValidationError")
        for header in ("Basic", "Basic !!", "Basic /w==", "Basic AAAA"):
            with self.subTest(header=header):
                reply = self.practice.post_json(
                    TOKEN, {"grant_type": "authorization_code", "code": "x", "redirect_uri": "x"},
                    {"Authorization": header})
                self.assert_error(reply, 400, "ValidationError")

    def test_code_expires(self):
        code = self.practice.new_code()
        self.practice.set(clock={"advance": 298})
        self.assertEqual(self.practice.token(code=code).status, 200)
        code = self.practice.new_code()
        self.practice.set(clock={"advance": 300})
        self.assert_error(self.practice.token(code=code), 403, "InvalidGrant")

    def test_access_token_expires(self):
        token = self.practice.sign_in()["access_token"]
        self.practice.set(clock={"advance": 86398})
        self.assertEqual(self.practice.call("GET", MEMBER, token).status, 200)
        self.practice.set(clock={"advance": 2})
        self.assert_error(self.practice.call("GET", MEMBER, token), 401, "Unauthorized")

    def test_refresh(self):
        tokens = self.practice.sign_in()
        self.practice.set(clock={"advance": 90000})
        reply = self.practice.refresh(tokens["refresh_token"])
        self.assertEqual(reply.status, 200)
        self.assertEqual(list(reply.json), ["access_token", "token_type", "expires_in"])
        self.assertEqual(self.practice.call("GET", MEMBER, reply.json["access_token"]).status, 200)
        self.assert_error(self.practice.refresh("x"), 400, "InvalidRefreshToken")
        self.assert_error(self.practice.refresh(None), 400, "ValidationError")
        self.assert_error(self.practice.refresh(tokens["refresh_token"], client_secret="X"), 400,
                          "InvalidClient")

    def test_refresh_without_client(self):
        token = self.practice.sign_in()["refresh_token"]
        bare = {"client_id": None, "client_secret": None}
        self.assertEqual(self.practice.refresh(token, **bare).status, 200)
        self.practice.set(refresh_needs_client=True)
        self.assert_error(self.practice.refresh(token, **bare), 400, "ValidationError")
        self.assertEqual(self.practice.refresh(token).status, 200)

    def test_rotation(self):
        self.practice.set(rotate_refresh_token=True)
        first = self.practice.sign_in()["refresh_token"]
        second = self.practice.refresh(first).json["refresh_token"]
        self.assertNotEqual(first, second)
        self.assert_error(self.practice.refresh(first), 400, "InvalidRefreshToken")
        self.assertEqual(self.practice.refresh(second).status, 200)

    def test_second_sign_in(self):
        first = self.practice.sign_in()["refresh_token"]
        self.assertIn("refresh_token", self.practice.sign_in())
        self.practice.set(omit_second_refresh_token=True)
        self.assertNotIn("refresh_token", self.practice.sign_in())
        self.assertEqual(self.practice.refresh(first).status, 200)
        self.practice.set(revoke=True)
        self.assertIn("refresh_token", self.practice.sign_in())

    def test_omitted_members(self):
        self.practice.set(omit_expires_in=True, omit_token_type=True)
        self.assertEqual(self.practice.sign_in().keys(), {"access_token", "refresh_token"})

    def test_opaque_tokens(self):
        self.practice.set(opaque_tokens=True)
        token = self.practice.sign_in()["access_token"]
        self.assertNotIn(".", token)
        self.assertEqual(self.practice.call("GET", MEMBER, token).status, 200)

    def test_inactive_client(self):
        tokens = self.practice.sign_in()
        self.practice.set(inactive_client=True)
        self.assert_error(self.practice.refresh(tokens["refresh_token"]), 400, "InvalidClient")

    def test_revoke(self):
        tokens = self.practice.sign_in()
        code = self.practice.new_code()
        self.practice.set(revoke=True)
        self.assert_error(self.practice.call("GET", MEMBER, tokens["access_token"]), 401,
                          "Unauthorized")
        self.assert_error(self.practice.refresh(tokens["refresh_token"]), 400,
                          "InvalidRefreshToken")
        self.assert_error(self.practice.token(code=code), 403, "InvalidGrant")


if __name__ == "__main__":
    practice.main()
