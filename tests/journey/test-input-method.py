"""Korean composed with a real input method: the syllable that is still being composed counts, and is
sent."""

import contextlib
import os
import sqlite3
import subprocess
import time
import unittest

from case import Case
from munja import drafts_path
from person import until, xdotool

# The keys of 안녕하세요 on the two-set layout. The last syllable stays open until something ends it.
KEYS = "dkssudgktpdy"
WORD = "안녕하세요"
# What is typed more than this before the end is kept, in seconds.
LOST = 1.0


class InputMethod(Case):
    def setUp(self):
        settings = ["gsettings", "set", "org.freedesktop.ibus.engine.hangul"]
        environment = {**os.environ, "GSETTINGS_BACKEND": "keyfile"}
        subprocess.run([*settings, "initial-input-mode", "hangul"], check=True, env=environment)
        daemon = subprocess.Popen(["ibus-daemon", "--panel", "disable", "--emoji-extension", "disable"],
                                  env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(daemon.wait)
        self.addCleanup(daemon.kill)
        until(lambda: "hangul" in self.ibus("list-engine"), "engine for Hangul")

    def ibus(self, *words):
        return subprocess.run(["ibus", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, check=False).stdout

    def composing(self, before="", meter="10 / 90 bytes", sync=True):
        """The form with the word in it, its last syllable still open."""
        # In its other mode ibus 1.5 answers keys after their event is over.
        mode = {"IBUS_ENABLE_SYNC_MODE": "1"} if sync else {}
        app, server = self.signed_in(env={"GTK_IM_MODULE": "ibus", **mode})
        app.write(text=before)
        view = app.find("text", "Te_xt")
        app.click(view)
        app.key("ctrl+End")
        # The engine is set for the field that has the focus.
        until(lambda: self.ibus("engine", "hangul") == "" and "hangul" in self.ibus("engine"),
              "Hangul as the engine")
        xdotool("type", "--delay", 30, KEYS)
        app.wait_for_text(meter, translated=False)
        app.wait_for(lambda: view.text() == before + WORD[:-1], "the last syllable being composed")
        return app, server

    def check(self, app, server):
        app.find_question()
        app.wait_for_text(WORD, translated=False)
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertIn(f'"text":"{WORD}"', self.sent(server)[0]["body"])

    def test_people_are_offered_while_composing(self):
        """The syllable counts that is still being composed, and none of it is left behind."""
        app, server = self.signed_in(env={"GTK_IM_MODULE": "ibus", "IBUS_ENABLE_SYNC_MODE": "1"})
        app.write(to="김철수 010-2222-2222")
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        app.key("ctrl+n")
        to = app.wait_for(lambda: app.find("text", "To"), "entry")
        app.click(to)
        until(lambda: self.ibus("engine", "hangul") == "" and "hangul" in self.ibus("engine"),
              "Hangul as the engine")
        xdotool("type", "--delay", 30, "rla")
        app.find("list item", "김철수 010-2222-2222")
        self.assertEqual(to.text(), "")
        xdotool("key", "Down", "Return")
        app.wait_for(lambda: to.text() == "김철수 010-2222-2222, ", "person in the entry")
        app.fill("text", "Te_xt", "Hello")
        app.press_send()
        app.find_question()
        app.answer("_Send")
        app.wait_for(lambda: len(self.sent(server)) == 2, "second message")
        self.assertIn("01022222222", self.sent(server)[1]["body"])

    def kept(self):
        with contextlib.closing(sqlite3.connect(drafts_path())) as library:
            return library.execute("SELECT text FROM draft").fetchall()

    def test_keyboard(self):
        app, server = self.composing()
        app.key("ctrl+Return")
        self.check(app, server)

    def test_button_without_the_mouse(self):
        app, server = self.composing()
        app.press_send()
        self.check(app, server)

    def test_answers_after_the_fact(self):
        """Here ibus hands the syllable over late, or twice: as the focus leaves, and by itself."""
        app, server = self.composing(sync=False)
        app.key("ctrl+Return")
        self.check(app, server)

    def test_meter(self):
        """The syllable that makes the text an LMS counts while it is open, and what is said about the
        text meanwhile does not disturb it."""
        before = "✔" + "가" * 40
        app, server = self.composing(before, "92 / 2000 bytes · LMS")
        app.wait_for_text("Too long for an SMS: goes out as an LMS.")
        app.wait_for_text("1 character cannot be sent: ✔", translated=False)
        app.find("text", "Subject")
        app.press("Replace _All")
        app.wait_for(lambda: app.find("text", "Te_xt").text() == "√" + before[1:] + WORD[:-1],
                     "the text with a replacement, the last syllable still being composed")
        app.key("ctrl+Return")
        app.find_question()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertIn("√" + before[1:] + WORD, self.sent(server)[0]["body"])

    def test_closed(self):
        """What is on the screen is kept, whether the syllable is finished or not."""
        app, _server = self.composing()
        app.wait_for_text("Practice draft saved")
        self.end(app)
        self.assertEqual(self.kept(), [(WORD,)])

    def test_killed(self):
        app, _server = self.composing()
        time.sleep(LOST)
        app.kill()
        self.assertEqual(self.kept(), [(WORD,)])

    def test_mouse(self):
        app, server = self.composing()
        app.click(app.find_send())
        self.check(app, server)


if __name__ == "__main__":
    unittest.main(verbosity=2)
