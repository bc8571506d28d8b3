"""Starts munja-practice-server and talks to it as an app and as a browser do."""

import html.parser
import http.client
import json
import os
import re
import subprocess
import sys
import time
import unittest
import urllib.parse

SERVER = os.environ["MUNJA_PRACTICE_SERVER"]
TIMEOUT = 20
ALL_SCOPES = "message:write message:read senderid:read cash:read users:read"


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)


class Form(html.parser.HTMLParser):
    """The one form of a page, and what is in its fields."""

    def __init__(self, page):
        super().__init__()
        self.action = None
        self.method = None
        self.fields = {}
        self.labels = set()
        self.buttons = 0
        self.attributes = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            assert self.action is None, "a second form"
            self.action, self.method = attrs["action"], attrs["method"]
        elif tag == "input":
            self.fields[attrs["name"]] = attrs.get("value", "")
            self.attributes[attrs["name"]] = attrs
        elif tag == "label":
            self.labels.add(attrs["for"])
        elif tag == "button":
            self.buttons += 1


class Practice:
    def __init__(self, *args):
        self.process = subprocess.Popen([SERVER, "--port=0", *args], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.info = json.loads(self.process.stdout.readline())
        self.host, self.port = self.info["base"].removeprefix("http://").split(":")
        self.port = int(self.port)

    def stop(self):
        """Ends the server as its parent's end would; gives its exit status and all it said."""
        out, err = self.process.communicate(timeout=TIMEOUT)
        return self.process.returncode, out.decode(), err.decode()

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, headers or {})
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def post_json(self, path, value, headers=None):
        return self.request("POST", path, json.dumps(value).encode(),
                            {"Content-Type": "application/json", **(headers or {})})

    # The control path

    def set(self, **options):
        reply = self.post_json("/_practice/options", options)
        assert reply.status == 200, reply.text

    def add_fault(self, path, kind, **members):
        reply = self.post_json("/_practice/faults", {"path": path, "kind": kind, **members})
        assert reply.status == 200, reply.text

    def requests(self):
        return self.request("GET", "/_practice/requests").json["requests"]

    def wait_for_request(self, path):
        """Waits until the server has handled one, though it may not have answered it."""
        deadline = time.monotonic() + TIMEOUT
        while self.requests()[-1]["path"] != path:
            assert time.monotonic() < deadline, "no such request"

    def judge(self, what):
        """The server's own record of "messages" or "groups"."""
        return self.request("GET", "/_practice/" + what).json[what]

    # Sign-in

    def authorize_path(self, **changes):
        """A correct authorization request; None leaves a parameter out."""
        params = {"client_id": self.info["client_id"], "response_type": "code",
                  "redirect_uri": self.info["redirect_uri"], "scope": ALL_SCOPES, "state": "Zk3p0v",
                  **changes}
        return "/oauth2/v1/authorize?" + urllib.parse.urlencode(
            {name: value for name, value in params.items() if value is not None})

    def token(self, **changes):
        """Exchanges a code; None leaves a member out."""
        fields = {"grant_type": "authorization_code", "client_id": self.info["client_id"],
                  "client_secret": self.info["client_secret"],
                  "redirect_uri": self.info["redirect_uri"], **changes}
        return self.post_json("/oauth2/v1/access_token",
                              {name: value for name, value in fields.items() if value is not None})

    def refresh(self, refresh_token, **changes):
        return self.token(grant_type="refresh_token", redirect_uri=None,
                          refresh_token=refresh_token, **changes)

    def new_code(self, **changes):
        """Gets a code without the pages."""
        self.set(auto_approve=True)
        reply = self.request("GET", self.authorize_path(**changes))
        self.set(auto_approve=False)
        assert reply.status == 302, reply.text
        return redirect_params(reply)["code"]

    def lend(self, folder, code=True):
        """Writes a program that an app can start as its practice server, and that leads to this one. Who is
        let in at once takes the code, which is good for one start."""
        greeting, program = os.path.join(folder, "greeting"), os.path.join(folder, "practice-server")
        info = {**self.info, "code": self.new_code()} if code else self.info
        with open(greeting, "w", encoding="utf-8") as file:
            file.write(json.dumps(info) + "\n")
        with open(program, "w", encoding="utf-8") as file:
            file.write(f"#!/bin/sh\ncat '{greeting}'\nexec cat >/dev/null\n")
        os.chmod(program, 0o700)
        return program

    def sign_in(self, **changes):
        reply = self.token(code=self.new_code(**changes))
        assert reply.status == 200, reply.text
        return reply.json

    def call(self, method, path, token, value=None):
        headers = {"Authorization": "Bearer " + token}
        if value is None:
            return self.request(method, path, headers=headers)
        headers["Content-Type"] = "application/json"
        return self.request(method, path, json.dumps(value).encode(), headers)


class Browser:
    """Keeps the cookie and fills in forms."""

    def __init__(self, practice, language="en"):
        self.practice = practice
        self.language = language
        self.cookie = None
        self.cookie_header = None
        self.page = None

    def request(self, method, path, fields=None):
        headers = {"Accept-Language": self.language}
        body = None
        if self.cookie:
            headers["Cookie"] = "other=1; " + self.cookie
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(fields)
        self.page = self.practice.request(method, path, body, headers)
        if "Set-Cookie" in self.page.headers:
            self.cookie_header = self.page.headers["Set-Cookie"]
            self.cookie = self.cookie_header.split(";")[0]
        return self.page

    def open(self, path):
        return self.request("GET", path)

    def submit(self, **changes):
        form = Form(self.page.text)
        assert form.method == "post"
        return self.request("POST", form.action, {**form.fields, **changes})

    def log_in(self, **changes):
        """Opens the login page, presses its button and follows to the consent page."""
        self.open(self.practice.authorize_path(**changes))
        self.submit()
        assert self.page.status == 303, self.page.text
        return self.open(self.page.headers["Location"])


def redirect_params(reply):
    query = urllib.parse.urlsplit(reply.headers["Location"]).query
    return dict(urllib.parse.parse_qsl(query, strict_parsing=True))


class TestCase(unittest.TestCase):
    """Each test has a server of its own, and checks that it ends quietly."""

    arguments = ["--control"]

    def setUp(self):
        self.practice = Practice(*self.arguments)
        self.addCleanup(self.end)

    def end(self):
        status, out, err = self.practice.stop()
        self.assertEqual((status, out, err), (0, "", ""))

    def assert_error(self, reply, status, code):
        self.assertEqual(reply.status, status, reply.text)
        self.assertEqual(reply.headers["Content-Type"], "application/json; charset=utf-8")
        self.assertEqual(reply.json.keys(), {"errorCode", "errorMessage"})
        self.assertEqual(reply.json["errorCode"], code)
        self.assertTrue(reply.json["errorMessage"])

    def assert_error_page(self, reply, status, code):
        self.assertEqual(reply.status, status, reply.text)
        self.assertEqual(reply.headers["Content-Type"], "text/html; charset=utf-8")
        self.assertRegex(reply.text, re.escape(f"<dd>{code}</dd>"))
        self.assertNotIn("Location", reply.headers)


class SignedInTestCase(TestCase):
    """Has a token, and knows how groups are made."""

    GROUPS = "/messages/v4/groups"

    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in(scope=ALL_SCOPES + " pricing:read")["access_token"]

    def sign_in_on_pages(self):
        """The way for a server that nobody drives."""
        browser = Browser(self.practice)
        browser.log_in(scope=ALL_SCOPES)
        browser.submit()
        code = redirect_params(browser.page)["code"]
        return self.practice.token(code=code).json["access_token"]

    def call(self, method, path, value=None):
        return self.practice.call(method, path, self.token, value)

    def get(self, path, **query):
        """What a list or an object is, when all goes well."""
        reply = self.call("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""))
        self.assertEqual(reply.status, 200, reply.text)
        self.assertEqual(reply.headers["Content-Type"], "application/json; charset=utf-8")
        return reply.json

    def done(self, method, path, value=None):
        reply = self.call(method, path, value)
        self.assertEqual(reply.status, 200, reply.text)
        return reply.json

    def path(self, group, rest=""):
        return f"{self.GROUPS}/{group}{rest}"

    def new_group(self, *numbers, **members):
        """Makes a group, adds a message to each of the numbers, and gives its id."""
        group = self.done("POST", self.GROUPS, members)["groupId"]
        if numbers:
            self.add(group, *[row(to) for to in numbers])
        return group

    def add(self, group, *rows):
        return self.done("PUT", self.path(group, "/messages"), {"messages": list(rows)})

    def money(self):
        balance = self.get("/cash/v1/balance")
        return balance["point"], balance["balance"]

    def assert_status(self, group, status):
        self.assertEqual(self.get(self.path(group))["status"], status)


def row(to, **changes):
    """A message of a group."""
    return {"to": to, "from": "0212345678", "text": "안녕하세요", **changes}


def main():
    unittest.main(argv=sys.argv, verbosity=2)
