"""Korean composed with a real input method: the syllable that is still being composed counts, and is
sent."""

import os
import subprocess
import unittest

from case import Case
from person import text_of, until, xdotool

# The keys of 안녕하세요 on the two-set layout. The last syllable stays open until something ends it.
KEYS = "dkssudgktpdy"
WORD = "안녕하세요"


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

    def composing(self):
        """The form with the word in it, its last syllable still open."""
        # In its other mode ibus 1.5 answers keys after the fact, so that a test cannot tell when.
        app, server = self.signed_in(env={"GTK_IM_MODULE": "ibus", "IBUS_ENABLE_SYNC_MODE": "1"})
        app.write(text="")
        view = app.find("text", "Te_xt")
        app.click(view)
        # The engine is set for the field that has the focus.
        until(lambda: self.ibus("engine", "hangul") == "" and "hangul" in self.ibus("engine"),
              "Hangul as the engine")
        xdotool("type", "--delay", 30, KEYS)
        app.wait_for_text("10 / 90 bytes", translated=False)
        self.assertEqual(text_of(view), WORD[:-1], "the last syllable is not being composed")
        return app, server

    def check(self, app, server):
        app.find("dialog", "Send This Text?")
        app.wait_for_text(WORD, translated=False)
        app.answer("_Send")
        app.wait_for_text("Accepted by %s")
        self.assertIn(f'"text":"{WORD}"', self.sent(server)[0]["body"])

    def test_keyboard(self):
        app, server = self.composing()
        app.key("ctrl+Return")
        self.check(app, server)

    def test_button_without_the_mouse(self):
        app, server = self.composing()
        app.press("_Send")
        self.check(app, server)

    def test_mouse(self):
        app, server = self.composing()
        app.click(app.find_button("_Send"))
        self.check(app, server)


if __name__ == "__main__":
    unittest.main(verbosity=2)
