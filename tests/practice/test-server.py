import json
import os
import re
import socket
import subprocess
import urllib.parse

import practice
from practice import Browser

SEND = "/messages/v4/send"
NOW = 1774249966  # 2026-03-23T16:12:46+09:00
HOSTILE = "<script>alert('1')</script>\" onload=x &amp; ]]>"


class Process(practice.TestCase):
    def test_introduction(self):
        info = self.practice.info
        self.assertEqual(list(info), ["base", "client_id", "client_secret", "redirect_uri", "app_id",
                                      "code", "email", "password", "senders"])
        self.assertRegex(info["base"], r"^http://127\.0\.0\.1:\d+$")
        self.assertRegex(info["client_id"], r"^CID[A-Z0-9]{13}$")
        self.assertRegex(info["client_secret"], r"^[A-Z0-9]{32}$")
        self.assertRegex(info["app_id"], r"^[A-Za-z0-9]{12}$")
        self.assertRegex(info["redirect_uri"], r"^http://localhost:\d+/authorize$")

    def test_code_for_who_started_it(self):
        """It stands for a person who approved all that Munja asks for, once."""
        server = practice.Practice()
        self.addCleanup(server.stop)
        code = server.info["code"]
        self.assertEqual(server.token(code="x" + code[1:]).json["errorCode"], "InvalidGrant")
        tokens = server.token(code=code).json
        headers = {"Authorization": "Bearer " + tokens["access_token"]}
        for path in ("/cash/v1/balance", "/senderid/v1/numbers/active", "/users/v1/member"):
            self.assertEqual(server.request("GET", path, headers=headers).status, 200, path)
        self.assertEqual(server.token(code=code).json["errorCode"], "InvalidGrant")
        self.assertNotEqual(code, self.practice.info["code"])

    def test_nothing_listens_on_the_redirect_uri(self):
        port = urllib.parse.urlsplit(self.practice.info["redirect_uri"]).port
        self.assertNotEqual(port, self.practice.port)
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=practice.TIMEOUT)

    def test_each_start_has_its_own_secrets(self):
        other = practice.Practice()
        other.stop()
        for name in ("client_id", "client_secret", "app_id"):
            self.assertNotEqual(self.practice.info[name], other.info[name])

    def test_only_loopback(self):
        """The kernel's own list: every socket that the process listens on."""
        inodes = set()
        for link in self.links():
            match = re.fullmatch(r"socket:\[(\d+)\]", link)
            if match:
                inodes.add(match[1])
        listening = []
        for table in ("tcp", "tcp6", "udp", "udp6"):
            with open(f"/proc/net/{table}", encoding="ascii") as lines:
                for line in list(lines)[1:]:
                    fields = line.split()
                    if fields[9] in inodes and (fields[3] == "0A" or table.startswith("udp")):
                        listening.append((table, fields[1]))
        self.assertEqual(listening, [("tcp", f"0100007F:{self.practice.port:04X}")])

    def links(self):
        directory = f"/proc/{self.practice.process.pid}/fd"
        return [os.readlink(f"{directory}/{name}") for name in os.listdir(directory)]

    def test_nothing_is_said_about_requests(self):
        self.practice.sign_in()
        self.practice.request("GET", "/nowhere")
        # The test case checks at its end that nothing stands on standard output or error.

    def test_chosen_port(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        process = subprocess.Popen([practice.SERVER, f"--port={port}"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        line = process.stdout.readline()
        process.communicate(timeout=practice.TIMEOUT)
        self.assertEqual(json.loads(line)["base"], f"http://127.0.0.1:{port}")
        self.assertEqual(process.returncode, 0)

    def test_bad_arguments(self):
        for argument in ("--port=70000", "--port=-1", "--port=x", "--nothing", "extra",
                         f"--port={self.practice.port}"):
            with self.subTest(argument=argument):
                done = subprocess.run([practice.SERVER, argument], stdin=subprocess.PIPE,
                                      capture_output=True, timeout=practice.TIMEOUT)
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertTrue(done.stderr.startswith(b"munja-practice-server: "))

    def test_input_is_read_and_ignored(self):
        self.practice.process.stdin.write(b"x" * 100000)
        self.practice.process.stdin.flush()
        self.assertEqual(self.practice.request("GET", "/senderids").status, 200)


class Routes(practice.TestCase):
    def test_unknown(self):
        for method, path in (("GET", "/"), ("GET", "/x"), ("GET", "/messages/v4/send"),
                             ("POST", "/users/v1/member"), ("PUT", SEND), ("HEAD", "/senderids"),
                             ("GET", "/users/v1/member/"), ("GET", "/users//v1/member"),
                             ("DELETE", "/oauth2/v1/authorize"), ("OPTIONS", SEND)):
            with self.subTest(method=method, path=path):
                reply = self.practice.request(method, path)
                self.assertEqual(reply.status, 404)
                if method != "HEAD":
                    self.assert_error(reply, 404, "ResourceNotFound")

    def test_foreign_host(self):
        """A website that points its name here gets nothing."""
        for host in ("evil.example", f"evil.example:{self.practice.port}"):
            reply = self.practice.request("GET", "/senderids", headers={"Host": host})
            self.assert_error(reply, 404, "ResourceNotFound")
        reply = self.practice.request("GET", "/_practice/requests", headers={"Host": "evil.example"})
        self.assertEqual(reply.status, 404)
        for host in ("localhost", f"localhost:{self.practice.port}"):
            reply = self.practice.request("GET", "/senderids", headers={"Host": host})
            self.assertEqual(reply.status, 200)

    def test_broken_http(self):
        for data in (b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\0" * 100,
                     b"POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
                     b"GET /%zz?%&%ff=%00 HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            with self.subTest(data=data[:20]):
                with socket.create_connection((self.practice.host, self.practice.port)) as client:
                    client.sendall(data)
                    client.shutdown(socket.SHUT_WR)
                    client.settimeout(practice.TIMEOUT)
                    while client.recv(4096):
                        pass
        self.assertEqual(self.practice.request("GET", "/senderids").status, 200)


class Pages(practice.TestCase):
    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in()["access_token"]

    def send(self, **changes):
        message = {"to": "01012345678", "from": "0212345678", "text": "안녕하세요", **changes}
        agent = {"appId": self.practice.info["app_id"], "sdkVersion": "munja/" + HOSTILE,
                 "osPlatform": "linux"}
        return self.practice.call("POST", SEND, self.token, {"message": message, "agent": agent})

    def assert_harmless(self, page):
        self.assertNotIn("<script", page.text)
        self.assertNotIn("onload=x", page.text.replace("&quot; onload=x", ""))

    def all_pages(self, language):
        browser = Browser(self.practice, language)
        sent = self.send().json
        yield browser.open(self.practice.authorize_path())
        yield browser.submit(password="wrong")
        yield browser.log_in()
        yield browser.open(self.practice.authorize_path(scope="x:read"))
        yield browser.open("/oauth2/v1/logout")
        yield browser.open("/senderids")
        yield browser.open("/signup")
        yield browser.open("/me/apps")
        yield browser.open("/me/apps/settle")
        yield browser.open("/balance/history")
        yield browser.open("/withdrawal/history")
        yield browser.open("/message-log")
        yield browser.open("/message-log?criteria=groupId&value=x&cond=eq")
        yield browser.open(f"/message-log?criteria=groupId&value={sent['groupId']}&cond=eq")

    def test_languages(self):
        for language, wanted in (("en", "en"), ("ko", "ko"), ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
                                 ("en-US,en;q=0.9,ko;q=0.8", "en"), ("fr,ko;q=0.5", "ko"),
                                 ("en;q=0.2, ko;q=0.8", "ko"), ("kok", "en"), ("", "en"), ("*", "en"),
                                 (",;q", "en")):
            with self.subTest(language=language):
                page = Browser(self.practice, language).open("/senderids")
                self.assertIn(f"<html lang='{wanted}'>", page.text)
                self.assertEqual(page.headers["Content-Language"], wanted)

    def test_every_page(self):
        for language, hangul in (("en", False), ("ko", True)):
            for page in self.all_pages(language):
                title = re.search("<title>(.*)</title>", page.text)[1]
                with self.subTest(title=title):
                    self.assertEqual(re.search("[가-힣]", title) is not None, hangul)
                    self.assertEqual(page.text.count("<h1>"), 1)
                    self.assert_headers(page)
                    # Links to the same place load nothing.
                    rest = re.sub(r"<a href='/[a-z-]+'>", "", page.text)
                    self.assertNotRegex(rest, r"(?i)(src|href)=|url\(|@import|style=|<script")

    def assert_headers(self, page):
        policy = page.headers["Content-Security-Policy"]
        self.assertTrue(policy.startswith("default-src 'none'; style-src 'unsafe-inline';"))
        self.assertIn("form-action 'self'", policy)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["X-Frame-Options"], "DENY")
        self.assertEqual(page.headers["X-Content-Type-Options"], "nosniff")

    def test_form_may_lead_to_the_redirect_uri(self):
        origin = self.practice.info["redirect_uri"].removesuffix("/authorize")
        browser = Browser(self.practice)
        for page in (browser.open(self.practice.authorize_path()), browser.log_in()):
            policy = page.headers["Content-Security-Policy"]
            self.assertTrue(policy.endswith(f"form-action 'self' {origin}"), policy)

    def test_hostile_sign_in(self):
        browser = Browser(self.practice)
        for name in ("state", "scope", "client_id", "redirect_uri", "response_type"):
            with self.subTest(name=name):
                self.assert_harmless(browser.open(self.practice.authorize_path(**{name: HOSTILE})))
        browser.open(self.practice.authorize_path())
        page = browser.submit(email=HOSTILE)
        self.assert_harmless(page)
        self.assertEqual(practice.Form(page.text).fields["email"], HOSTILE)
        uri = "http://localhost:1/'\"><script>"
        self.assert_harmless(browser.log_in(redirect_uri=uri, state=HOSTILE))
        self.assertEqual(practice.redirect_params(browser.submit())["state"], HOSTILE)

    def test_message_log(self):
        sent = self.send(text="첫 줄\n둘째 줄 " + HOSTILE, subject="제목").json
        browser = Browser(self.practice)
        for path in (f"/message-log?criteria=groupId&value={sent['groupId']}&cond=eq",
                     f"/message-log/detail?criteria=messageId&value={sent['messageId']}&cond=eq"):
            page = browser.open(path)
            self.assertEqual(page.status, 200)
            self.assert_harmless(page)
            for text in ("첫 줄\n둘째 줄 &lt;script", "010-1234-5678", "02-1234-5678", "제목", "LMS",
                         "2000 정상 접수", sent["groupId"], sent["messageId"],
                         self.practice.info["app_id"]):
                self.assertIn(text, page.text)

    def test_message_log_of_a_refused_message(self):
        self.practice.set(send_failure_form="status200")
        sent = self.send(**{"from": "0299999999"}).json
        page = Browser(self.practice).open(
            f"/message-log/detail?criteria=messageId&value={sent['messageId']}&cond=eq")
        self.assertIn("1062 발신번호 미등록", page.text)

    def test_message_log_tells_only_who_knows_the_id(self):
        self.send(text="비밀")
        for query in ("?criteria=groupId", "?criteria=groupId&value=", "?criteria=to&value=01012345678",
                      "?criteria=messageId&value=M4V", f"?value={urllib.parse.quote(HOSTILE)}"):
            page = Browser(self.practice).open("/message-log" + query)
            self.assertEqual(page.status, 200)
            self.assertNotIn("비밀", page.text)
            self.assertIn("There is no such message", page.text)

    def rows(self, path):
        """What stands in the lists of a page, one after the other."""
        page = Browser(self.practice).open(path).text
        lists = re.findall("<dl>(.*?)</dl>", page, re.DOTALL)
        return [dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", each)) for each in lists]

    def at(self, clock):
        self.practice.set(clock=clock)
        self.token = self.practice.sign_in()["access_token"]

    def test_log_of_days(self):
        self.at(NOW)
        self.practice.set(point=0)
        sent = self.send(text="비밀").json
        self.send(to="01012343059")
        self.practice.set(clock={"advance": 3})
        self.assertEqual(self.rows("/message-log"), [{
            "Day": "2026-03-23", "Sent": "2", "Delivered": "1", "Spent": "₩44", "Refunded": "₩22",
            "App’s fees": "₩2"}])
        page = Browser(self.practice).open("/message-log").text
        for secret in ("비밀", "010-", sent["groupId"], self.practice.info["app_id"]):
            self.assertNotIn(secret, page)

    def test_history_page(self):
        self.at(NOW)
        self.practice.set(prices={"82": {"sms": 7.8}}, point=0)
        sent = self.send().json
        now, deduct, manual = self.rows("/balance/history")
        self.assertEqual(now, {"Balance": "₩9,990.2", "Points": "₩0"})
        self.assertEqual((deduct["Reason"], deduct["Amount"], deduct["Balance"]),
                         ("Messages", "−₩9.8", "₩9,990.2"))
        self.assertEqual((manual["Points, change"], manual["Points"]), ("−₩50", "₩0"))
        self.assertNotIn(sent["groupId"], Browser(self.practice).open("/balance/history").text)

    def test_settlement_page(self):
        self.at(NOW)
        self.send()
        self.practice.set(clock={"advance": 3})
        self.assertEqual(self.rows("/me/apps/settle"),
                         [{"Not settled": "₩2", "Next": "2026-04-10 11:00:00 KST"}])
        self.at(NOW + 20 * 86400)
        now, paid = self.rows("/me/apps/settle")
        self.assertEqual((now["Not settled"], now["Next"]), ("₩0", "2026-05-10 11:00:00 KST"))
        self.assertEqual((paid["Time"], paid["Amount"]), ("2026-04-10 11:00:00 KST", "₩2"))

    def test_withdrawal_page(self):
        self.practice.set(clock=NOW, withdraw=2000)
        self.assertEqual(self.rows("/withdrawal/history"), [{
            "Time": "2026-03-23 16:12:46 KST", "Status": "Waiting", "Amount": "₩2,000", "Fee": "₩600",
            "Paid out": "₩1,400"}])

    def test_apps_page(self):
        [app] = self.rows("/me/apps")
        self.assertEqual((app["SMS"], app["LMS"], app["MMS"]), ("₩2", "₩5", "₩10"))
        page = Browser(self.practice).open("/apps").text
        for secret in ("client_id", "client_secret", "app_id"):
            self.assertNotIn(self.practice.info[secret], page)

    def test_sender_page(self):
        self.practice.set(clock=NOW)
        first, second, _, last = self.rows("/senderids")
        self.assertEqual((first["Number"], first["Status"], first["Extended"]),
                         ("02-1234-5678", "Active", "Automatically"))
        self.assertEqual(second["Good until"], "2026-04-12 00:00:00 KST")
        self.assertEqual(last, {"Number": "070-1234-5678", "Status": "Not verified yet"})


if __name__ == "__main__":
    practice.main()
