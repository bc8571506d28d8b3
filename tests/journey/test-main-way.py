"""The main job: from the welcome page to the service's answer, and what the service got."""

import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import uuid

from case import Case
from munja import AUTHORIZE, MESSAGE, PUBLISHED, SEND, TOKEN, redirect_target, set_registration
from person import screenshot, until

# How old what is known of the balance has to be to be asked for again, in seconds, and a bit more.
OLD_AFTER = 11

# Of the practice service's pages: what says how to log in, and the button, which is larger than its mark.
NOTE = "#eaf1fb"
ACCENT = "#1a5fb4"
BUTTON_PIXELS = 6000


class FirstRun(Case):
    def test_one_click_to_the_form(self):
        app = self.start(arguments=())
        app.press("_Try It Out")
        app.wait_for_compose()
        server = app.server()
        self.assertEqual(app.clicks, 1)
        self.assertFalse(app.has_child("munja-sign-in"))
        self.assertEqual(server.got(AUTHORIZE, "GET"), [], "the sign-in page was asked for")
        [exchange] = server.got(TOKEN, "POST")
        self.assertEqual(exchange["status"], 200)
        app.write()
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(len(self.sent(server)), 1)

        # Whoever signs out there meets the page, as everywhere.
        app.key("alt+1")
        app.press("Account")
        app.press_menu("Sign _Out")
        window = app.open_sign_in()
        app.log_in(window, server)
        app.approve(window, server, count=2)
        app.wait_for_compose()
        self.end(app)

    def test_practice_that_lets_nobody_in(self):
        """Then its page is the way, after the reason was told."""
        app = self.start(arguments=(), held=True)
        app.press("_Try It Out")
        os.kill(app.pid, signal.SIGSTOP)
        os.unlink(app.hold)
        server = until(app.introduced, "practice server")
        server.add_fault(TOKEN, "status", status=500)
        os.kill(app.pid, signal.SIGCONT)
        app.answer("_Close")
        self.assertEqual([r["status"] for r in server.got(TOKEN, "POST")], [500])
        app.sign_in()
        self.end(app)


class OwnAccount(Case):
    def test_assistant(self):
        """From the first page to the service's sign-in page, with what its website shows."""
        self.addCleanup(set_registration, "")
        app = self.start(arguments=())
        app.press("_Use My %s Account…".replace("%s", "Coolsms"))
        app.wait_for_text("Before You Begin")
        app.press("_Next")
        app.find_button("Copy storage:write")
        app.press("_Next")
        for name, value in (("Client ID", "CIDOWN"), ("App ID", "app1")):
            app.fill("text", name, value)
        # Newer libraries tell nobody what is in it.
        self.assertTrue(app.find("text", "Client Secret").set_text("SECRET"))
        app.press("_Save")
        app.wait_for_text("Ready to Sign In")
        app.press("Sign In With Your _Browser", within=app.dialog())
        address = app.opened_address()
        self.assertIn("client_id=CIDOWN", address)
        self.assertIn("storage%3Awrite", address)
        app.press("_Cancel")
        app.find_button("_Sign In With %s".replace("%s", "Coolsms"))
        self.end(app)


@unittest.skipUnless(PUBLISHED, "there is no build with a registration")
class Published(Case):
    """A build that a publisher's registration is in asks for none."""
    def test_straight_to_the_sign_in(self):
        app = self.start(arguments=(), program=PUBLISHED)
        app.find_button("_Sign In With %s".replace("%s", "Coolsms"))
        self.assertIsNone(app.button("_Use My %s Account…".replace("%s", "Coolsms")))
        app.press("Sign In With Your _Browser")
        address = urllib.parse.urlsplit(app.opened_address())
        asked = urllib.parse.parse_qs(address.query)
        self.assertEqual((address.scheme, address.netloc, address.path), ("https", "api.coolsms.co.kr", AUTHORIZE))
        self.assertEqual(asked["client_id"], ["CIDTESTTESTTEST1"])
        self.assertEqual(asked["redirect_uri"], ["http://localhost:18999/authorize"])
        self.assertFalse(app.has_dialog())
        app.press("_Cancel")
        app.find_button("_Try It Out")
        self.end(app)

    def test_own_registration_and_back(self):
        set_registration("CIDOWN")
        self.addCleanup(set_registration, "")
        app = self.start(arguments=(), program=PUBLISHED)
        app.find_button("_Try It Out")
        app.key("ctrl+comma")
        app.wait_for_text("CIDOWN", translated=False)
        app.press("_Use It")
        app.wait_for_text("The one that comes with this app")
        app.key("Escape")
        app.press("Sign In With Your _Browser")
        self.assertIn("client_id=CIDTESTTESTTEST1", app.opened_address())
        app.press("_Cancel")
        app.find_button("_Try It Out")
        self.end(app)


class MainWay(Case):
    def count_pixels(self, color):
        """How much of the screen has a color of the practice service's pages."""
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "screen.png")
            screenshot(path)
            count = subprocess.run(["convert", path, "-fill", "black", "+opaque", color, "-fill", "white",
                                    "-opaque", color, "-format", "%[fx:mean*w*h]", "info:"],
                                   check=True, capture_output=True, text=True)
        return float(count.stdout)

    def shows_approval(self):
        """The button of the consent page, which is not the first page with one: that one has a note."""
        return self.count_pixels(NOTE) == 0 and self.count_pixels(ACCENT) > BUTTON_PIXELS

    def test_sign_in_choose_write_send(self):
        app = self.start()
        server = app.server()
        window = app.open_sign_in()
        app.wait_for_text("Waiting for you to sign in…")
        app.log_in(window, server)
        until(self.shows_approval, "button that approves in sight")
        app.approve(window, server)
        app.wait_for_compose()
        app.wait_for_text("₩10", translated=False)
        app.choose_sender(1)
        app.write("010 1234 5678")
        app.send()
        texts = app.shown_texts()
        for expected in (MESSAGE, "010-0000-0001", "010-1234-5678", "SMS"):
            self.assertTrue(any(t.startswith(expected) for t in texts), (expected, texts))
        self.assertEqual(self.sent(server), [], "sent before it was confirmed")
        app.answer("_Send")
        self.wait_until_sent(app)

        [request] = self.sent(server)
        self.check_request(request, server)
        self.check_result(app, server)
        self.end(app)

    def check_request(self, request, server):
        self.assertEqual(request["status"], 200)
        headers = {name.lower(): value for name, value in request["headers"].items()}
        self.assertRegex(headers["authorization"], r"^Bearer [!-~]+$")
        self.assertEqual(headers["content-type"], "application/json")
        self.assertRegex(headers["user-agent"], r"^Munja/\d")
        # Byte for byte: the text is plain UTF-8, not escaped, with one newline.
        self.assertIn('"text":' + json.dumps(MESSAGE, ensure_ascii=False), request["body"])
        body = json.loads(request["body"])
        key = body["message"]["customFields"].pop("munjaKey")
        self.assertEqual(str(uuid.UUID(key)), key)
        self.assertEqual(body["message"], {"from": "01000000001", "to": "01012345678",
                                           "text": MESSAGE, "customFields": {}})
        self.assertEqual(body["agent"].pop("appId"), server.info["app_id"])
        self.assertRegex(body["agent"].pop("sdkVersion"), r"^munja/\d+\.\d+\.\d+$")
        self.assertRegex(body["agent"].pop("osPlatform"), r"^linux \| \w+$")
        self.assertEqual(body["agent"], {})
        self.assertEqual(set(body), {"message", "agent"})

    def check_result(self, app, server):
        app.open_details()
        texts = app.shown_texts()
        self.assertTrue(any(re.fullmatch(r"G4V\w{29}", t) for t in texts), texts)
        self.assertTrue(any(re.fullmatch(r"M4V\w{29}", t) for t in texts), texts)
        self.assertIn("메시지를 발송했습니다.", texts)
        app.wait_for_text("₩10028", translated=False)
        self.assertEqual(len(server.got(TOKEN, "POST")), 1)
        app.key("ctrl+n")
        app.wait_for(lambda: app.find("text", "Te_xt").text() == "", "empty form")
        self.assertEqual(len(server.got(SEND, "POST")), 1)

    def test_sign_in_with_the_browser(self):
        app = self.start()
        server = app.server()
        app.press("Sign In With Your _Browser")
        page = app.browse(server)
        self.assertIn("Thank you.", page)
        app.wait_for_compose()
        app.write()
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.end(app)

    def test_port_of_the_browser_is_taken(self):
        app = self.start()
        server = app.server()
        port = redirect_target(server).port
        with socket.create_server(("127.0.0.1", port)):
            app.press("Sign In With Your _Browser")
            text = app.wait_for_text(f"Another program uses port {port}", translated=False)
            self.assertIn("or sign in here in Munja", text)
            app.find_button("Sign In _Here", within=app.dialog())
            app.answer("_Close")
            app.wait_for(lambda: not app.has_dialog(), "end of the dialog")
        app.press("Sign In With Your _Browser")
        app.press("_Cancel")
        app.press("Sign In With Your _Browser")
        app.wait_for_text("Waiting for you to sign in…")
        app.browse(server)
        app.wait_for_compose()
        self.end(app)

    def test_send_with_the_keyboard_alone(self):
        app, server = self.written()
        app.key("ctrl+Return")
        app.find_question()
        app.key("Escape")
        app.wait_for_compose()
        self.assertEqual(self.sent(server), [])
        app.key("ctrl+Return")
        app.find_question()
        # Nothing needs a look.
        app.wait_for(app.can_send, "button that sends")
        app.key("Return")
        self.wait_until_sent(app)
        self.assertEqual(len(self.sent(server)), 1)

    def test_cannot_be_sent_twice(self):
        app, server = self.written()
        button = app.find_send()
        app.send()
        with app.standstill():
            app.answer("_Send")
            app.wait_for(lambda: not app.can_send(), "send that is on its way")
            for _again in range(3):
                app.key("ctrl+Return")
            self.assertFalse(button.act())
            # Neither who is signed in nor the service can change under a message that is on its way.
            self.assertFalse(app.find_button("_Leave").is_sensitive())
            app.close_window()
            app.wait_for_text("A message is on its way. Please wait for the answer.")
        self.wait_until_sent(app)
        self.assertFalse(app.has_dialog())
        self.assertEqual(len(self.sent(server)), 1)
        self.end(app)


class Money(Case):
    """What there is to pay with is said where it decides, and asked for again."""
    def test_card_and_bar(self):
        app, server = self.written()
        app.wait_for_text("SMS ₩22 · ₩10028 left", translated=False)
        server.set(balance=0, point=5)
        # In a narrow window it is below the title, and the account's menu asks again.
        app.resize(980, 700)
        app.press("₩10050")
        app.wait_for_text("SMS ₩22 · LMS ₩55 · MMS ₩210", translated=False)
        app.press("Ask Again")
        app.wait_for_text("₩5", translated=False)
        app.key("Escape")
        app.wait_for_text("SMS ₩22 · ₩17 short", translated=False)
        app.find_button("Top _Up…")
        self.end(app)

    def test_who_comes_back_sees_what_is_there(self):
        """Topping up happens in the browser, so that the window has not got the keyboard then."""
        app, server = self.written()
        app.wait_for_text("SMS ₩22 · ₩10028 left", translated=False)
        server.set(balance=500000)
        app.unfocus()
        time.sleep(OLD_AFTER)
        app.focus()
        app.wait_for_text("SMS ₩22 · ₩500028 left", translated=False)
        self.end(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
