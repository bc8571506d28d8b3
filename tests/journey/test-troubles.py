"""What can go wrong on the way, and that nothing is lost or said that is not true."""

import json
import os
import signal
import subprocess
import unittest

from case import Case
from munja import AUTHORIZE, MESSAGE, RECIPIENT, SEND, TOKEN
from person import process_tree


def owner(name):
    """The process that has a name on this session's bus."""
    done = subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus",
                           "--object-path", "/org/freedesktop/DBus", "--method",
                           "org.freedesktop.DBus.GetConnectionUnixProcessID", name], check=True,
                          stdout=subprocess.PIPE, text=True)
    return int(done.stdout.strip("(,)\n").split()[1])


class Input(Case):
    def test_wrong_input_is_named_and_stays(self):
        app, server = self.signed_in()
        cases = [
            ("", MESSAGE, "Enter a phone number."),
            ("010-1234-567", MESSAGE, "This number has too few or too many digits."),
            ("김철수", MESSAGE, "A phone number has only digits, and perhaps hyphens."),
            ("0999123456", MESSAGE, "No number in Korea begins like this. Check the first digits."),
            ("1588-0000", MESSAGE, "This kind of number cannot receive texts."),
            (RECIPIENT, " \n ", "Write something to send."),
            (RECIPIENT, "가" * 1001, "The text is too long to be sent. Please shorten it."),
        ]
        for to, text, message in cases:
            with self.subTest(message=message):
                app.write(to, text)
                app.press_send()
                app.wait_for_text(message)
                self.assertFalse(app.has_dialog())
                self.assertEqual(app.find("text", "To").text(), to)
                self.assertEqual(app.find("text", "Te_xt").text(), text)
        self.assertEqual(self.sent(server), [])
        app.write(RECIPIENT, "가" * 46)
        app.wait_for_text("92 / 2000 bytes · LMS", translated=False)
        self.end(app)


class Answers(Case):
    def send(self, app):
        app.send()
        app.answer("_Send")

    def write_and_send(self, app):
        app.wait_for(app.can_send, "form")
        app.write()
        self.send(app)
        app.find_button("Back")

    def draft_stays(self, app):
        app.wait_for(lambda: app.find("text", "Te_xt").text() == MESSAGE, "text of the message")
        self.assertEqual(app.find("text", "To").text(), RECIPIENT)

    def test_refusals_say_why_and_keep_the_message(self):
        app, server = self.signed_in()
        cases = [
            ({"kind": "status", "status": 402}, "Not Enough Balance"),
            ({"kind": "status", "status": 400}, "Not Accepted"),
        ]
        for count, (fault, heading) in enumerate(cases, 1):
            with self.subTest(heading=heading):
                server.add_fault(SEND, **fault)
                self.write_and_send(app)
                app.wait_for_text(heading)
                app.wait_for(lambda: any("Nothing was sent." in t for t in app.shown_texts()), "relief")
                app.press("_Copy to New")
                self.draft_stays(app)
                self.assertEqual(len(self.sent(server)), count)
        self.assertEqual(server.judge("messages"), [])
        self.end(app)

    def test_what_may_work_later_is_tried_later(self):
        app, server = self.signed_in()
        server.add_fault(SEND, "status", status=429, retry_after=8)
        self.write_and_send(app)
        app.wait_for_text("The Service Is Busy")
        self.wait_until_sent(app)
        self.assertEqual([r["status"] for r in self.sent(server)], [429, 200])
        self.end(app)

    def test_unregistered_sender_is_explained(self):
        app, server = self.signed_in()
        server.set(senders=["0311234567"])
        for form in ("status400", "status200", "failed_to_add"):
            with self.subTest(form=form):
                server.set(send_failure_form=form)
                self.write_and_send(app)
                app.wait_for(
                    lambda: any("The sender number is not registered" in t and "1062" in t
                                for t in app.shown_texts()), "reason")
                app.key("alt+1")

    def test_lost_answers_are_settled_by_asking(self):
        app, server = self.signed_in()
        server.add_fault(SEND, "reset_after")
        self.write_and_send(app)
        self.wait_until_sent(app)
        self.assertEqual(len(self.sent(server)), 1, "it was sent again by itself")
        self.end(app)

    def without_reading(self):
        """What was lost cannot be looked up without the permission to read messages."""
        app = self.start()
        server = app.server()
        server.set(granted_scopes="message:write senderid:read cash:read users:read")
        app.log_in(app.open_sign_in(), server)
        app.approve(app.child("munja-sign-in"), server)
        app.wait_for_compose()
        return app, server

    def test_lost_answers_are_called_unconfirmed(self):
        app, server = self.without_reading()
        for count, kind in enumerate(("reset_after", "reset_before", "truncated", "empty", "not_json"), 1):
            with self.subTest(kind=kind):
                server.add_fault(SEND, kind)
                self.write_and_send(app)
                app.find_button("_Check Again")
                app.wait_for_text("Not Confirmed")
                self.assertEqual(len(self.sent(server)), count, "it was sent again by itself")
                app.key("alt+1")
        self.end(app)

    def test_unconfirmed_message_is_sent_again_only_after_a_warning(self):
        app, server = self.without_reading()
        server.add_fault(SEND, "reset_before")
        self.write_and_send(app)
        app.press("Send A_gain…")
        app.wait_for_text("This very message may have been sent already")
        # Cancel has the focus, so that a key pressed too much sends nothing.
        app.key("Return")
        app.wait_for(lambda: not app.has_dialog(), "end of the question")
        self.assertEqual(len(self.sent(server)), 1)
        app.press("Send A_gain…")
        app.answer("_Send Again")
        self.wait_until_sent(app)
        self.assertEqual(len(self.sent(server)), 2)
        self.end(app)

    def test_second_send_of_an_unconfirmed_message_is_warned_of(self):
        app, server = self.without_reading()
        server.add_fault(SEND, "reset_after")
        self.write_and_send(app)
        app.find_button("_Check Again")
        app.key("alt+1")
        app.wait_for(app.can_send, "form")
        app.write()
        app.send()
        app.wait_for_text("This very message may have been sent already")
        app.answer("_Back")
        app.wait_for_compose()
        app.write(text="Something else")
        app.send()
        self.assertFalse(any(t.startswith("This very message") for t in app.shown_texts()))
        app.answer("_Back")
        self.assertEqual(len(self.sent(server)), 1)
        self.end(app)

    def test_words_of_the_service_are_shown_as_they_are(self):
        app = self.start()
        server = app.server()
        words = "<b>A & B</b> \\n %s"
        server.add_fault("/senderid/v1/numbers/active", "status", times=0, status=400,
                         body=json.dumps({"errorCode": "Odd&<", "errorMessage": words}))
        window = app.open_sign_in()
        app.log_in(window, server)
        app.approve(window, server)
        app.wait_for(lambda: any(words in t for t in app.shown_texts()), "words of the service")
        self.end(app)

    def test_new_message_can_be_undone(self):
        app, _server = self.written()
        app.key("ctrl+n")
        app.wait_for(lambda: app.find("text", "Te_xt").text() == "", "empty form")
        app.press("_Undo")
        app.wait_for(lambda: app.find("text", "Te_xt").text() == MESSAGE, "old text")
        self.draft_stays(app)
        self.end(app)

    def test_expired_sign_in_keeps_the_message(self):
        app, server = self.written()
        server.set(revoke=True)
        self.send(app)
        app.wait_for_text("Please Sign In Again")
        app.wait_for_text("Your sign-in is no longer valid. What you have written stays.")
        pages = len(server.got(AUTHORIZE, "GET"))
        tokens = len(server.got(TOKEN, "POST"))
        app.answer("_Sign In")
        window = app.child("munja-sign-in")
        app.log_in(window, server, pages=pages)
        app.approve(window, server, tokens + 1)
        app.wait_for(lambda: not any(t.startswith("Your sign-in is no") for t in app.shown_texts()),
                     "end of the notice")
        # It is where it was written, and goes out now, once.
        self.send(app)
        self.wait_until_sent(app)
        self.assertEqual([r["status"] for r in self.sent(server)][-1], 200)
        self.assertEqual(len([m for m in server.judge("messages") if m["released"]]), 1)
        self.end(app)

    def test_expired_token_is_renewed_unseen(self):
        app, server = self.written()
        server.set(clock={"advance": 90000})
        self.send(app)
        self.wait_until_sent(app)
        # Asking for the balance, before the question, has noticed it.
        self.assertEqual([r["status"] for r in self.sent(server)], [200])
        self.assertEqual(len(server.got(TOKEN, "POST")), 2)
        self.end(app)

    def test_missing_permissions_are_named(self):
        app = self.start()
        server = app.server()
        server.set(granted_scopes="message:write")
        window = app.open_sign_in()
        app.log_in(window, server)
        app.approve(window, server)
        app.wait_for_text("%s did not give the permission to list your sender numbers.".replace("%s", "Practice"))
        app.fill("text", "From", "02-1234-5678")
        app.write()
        self.send(app)
        self.wait_until_sent(app)
        self.assertIn('"from":"0212345678"', self.sent(server)[0]["body"])
        # No permission was asked for twice: four calls, and no refresh spent on them.
        self.assertEqual(len(server.got(TOKEN, "POST")), 1)
        self.end(app)

    def test_no_sender_number(self):
        app = self.start()
        server = app.server()
        server.set(senders=[])
        window = app.open_sign_in()
        app.log_in(window, server)
        app.approve(window, server)
        app.wait_for_text("No sender number is registered at Practice yet.")
        server.set(senders=["0212345678"])
        app.press("Try _Again")
        app.wait_for_compose()
        self.end(app)


class Processes(Case):
    def test_screen_reader_asks_for_a_window_that_is_gone(self):
        app, _server = self.signed_in()
        root = app.root()
        # GTK 4.8 answers with the last window that it knows, and crashes if that one was never shown.
        root.child_at(len(root.look(1).children))
        app.write()
        self.end(app)

    def test_killed_sign_in_window_leaves_the_app_usable(self):
        app = self.start()
        server = app.server()
        window = app.open_sign_in()
        os.kill(window.pid, signal.SIGKILL)
        app.wait_for_text("The sign-in page of %s could not be shown here.".replace("%s", "Practice"))
        app.answer("Use Your _Browser")
        app.browse(server)
        app.wait_for_compose()
        self.end(app)

    def test_killed_web_process_is_said_there(self):
        app = self.start()
        server = app.server()
        window = app.open_sign_in()
        server.wait_for(AUTHORIZE, "GET")
        web = app.wait_for(
            lambda: [p for p, name in process_tree(window.pid).items() if name.startswith("WebKitWebProces")],
            "web process")
        for pid in web:
            os.kill(pid, signal.SIGKILL)
        window.press("Use Your Browser Instead")
        app.browse(server)
        app.wait_for_compose()
        self.end(app)

    def test_cancelled_sign_in(self):
        app = self.start()
        app.server()
        app.open_sign_in()
        app.press("_Cancel")
        app.wait_for(lambda: not app.has_child("munja-sign-in"), "end of the sign-in window")
        app.find_button("_Sign In to Practice")
        self.assertFalse(app.has_dialog())
        self.end(app)

    def test_practice_server_that_dies(self):
        app, _server = self.signed_in()
        for pid, name in process_tree(app.pid).items():
            if name.startswith("munja-practice"):
                os.kill(pid, signal.SIGKILL)
        app.wait_for_text("Practice Mode Ended")
        app.answer("_Close")
        app.find_button("_Try It Out")
        self.end(app)

    def test_nothing_of_the_window_is_on_the_bus(self):
        """Its actions can send, and sign somebody out."""
        app = self.start()
        app.find_button("_Sign In to Practice")
        listed = subprocess.run(["gdbus", "call", "--session", "--dest", "io.github.munja.Munja", "--object-path",
                                 "/io/github/munja/Munja/window/1", "--method", "org.gtk.Actions.List"],
                                check=True, stdout=subprocess.PIPE, text=True)
        self.assertEqual(listed.stdout.strip(), "(@as [],)")
        self.end(app)

    def test_practice_is_asked_for_again_from_outside(self):
        """The action is on the session bus, where anybody may use it at any time."""
        def ask():
            subprocess.run(["gdbus", "call", "--session", "--dest", "io.github.munja.Munja", "--object-path",
                            "/io/github/munja/Munja", "--method", "org.gtk.Actions.Activate", "practice", "[]",
                            "{}"], check=True, stdout=subprocess.DEVNULL)

        def servers():
            return [n for n in process_tree(app.pid).values() if n.startswith("munja-practice")]

        def starting():
            return [n for n in process_tree(app.pid).values() if n == "practice-server"]

        app = self.start(held=True)
        app.find_button("_Try It Out")
        for _time in range(3):
            ask()
        self.assertEqual(len(starting()), 1)
        os.unlink(app.hold)
        app.find_button("_Sign In to Practice")
        self.assertEqual(len(servers()), 1)
        server = app.sign_in()
        app.write()
        app.send()
        with app.standstill():
            app.answer("_Send")
            ask()
        self.wait_until_sent(app)
        self.assertEqual(len(self.sent(server)), 1)
        self.assertEqual(len(servers()), 1)
        self.end(app)

    def test_slow_opening_is_told(self):
        """The keyring does not answer, so that the page for an opening stays."""
        keyring = owner("org.freedesktop.secrets")
        os.kill(keyring, signal.SIGSTOP)
        try:
            app = self.start(arguments=())
            app.wait_for_text("Opening what was sent…")
        finally:
            os.kill(keyring, signal.SIGCONT)
        app.find_button("_Try It Out")
        self.assertNotIn("Opening what was sent…", app.shown_texts())
        self.end(app)

    def test_sign_out_and_leave(self):
        app, server = self.signed_in()
        app.press("Account")
        app.press_menu("Sign _Out")
        app.find_button("_Sign In to Practice")
        app.press("_Leave")
        app.find_button("_Try It Out")
        app.wait_for(lambda: not app.has_child("munja-practice"), "end of the practice server")
        self.end(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
