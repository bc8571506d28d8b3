"""What a person is told who looks elsewhere, and what keeps the session open."""

import subprocess
import unittest

from case import Case
from desktop import LOGOUT, Desktop
from munja import MESSAGE, SEND
from person import xdotool

PEOPLE = ["김철수 010-2222-2222", "이영희 010-3333-3333"]


class Notifications(Case):
    @classmethod
    def setUpClass(cls):
        cls.desktop = Desktop()

    def setUp(self):
        # What an app that has ended has told stays on a desktop.
        self.desktop.clear()

    def look_away(self):
        """Gives the keyboard to another window, as a person does who goes on with something else."""
        other = subprocess.Popen(["xmessage", "-buttons", "", "elsewhere"], stdout=subprocess.DEVNULL)
        self.addCleanup(other.kill)
        window = xdotool("search", "--sync", "--onlyvisible", "--class", "xmessage").split()[-1]
        xdotool("windowfocus", window)

    def shown(self, app, summary):
        """Waits for a notification, and returns its number and body."""
        def search():
            return next(((number, body) for number, (title, body) in self.desktop.shown.items()
                         if title == summary), None)

        return app.wait_for(search, f"notification “{summary}”; seen: {self.desktop.seen}")

    def test_end_of_a_message(self):
        app, server = self.signed_in()
        server.set(pace={"end": 8})
        app.name_people(PEOPLE)
        app.fill("text", "Te_xt", MESSAGE)
        app.press_send()
        app.wait_for_text("Send to 2 people")
        app.answer("_Send")
        self.wait_until_sent(app)
        app.key("alt+1")
        self.look_away()
        number, body = self.shown(app, "Delivered to All 2")
        self.assertEqual(body, "A message to 2 people")
        for title, text in self.desktop.seen:
            for secret in ("안녕하세요", "김철수", "2222"):
                self.assertNotIn(secret, title + text)
        self.desktop.click(number)
        app.wait_for_text("Delivered to All 2")
        self.end(app)

    def test_what_needs_the_person(self):
        app, server = self.written()
        server.add_fault(SEND, "status", status=402)
        app.send()
        with app.standstill():
            app.answer("_Send")
            self.look_away()
        number, body = self.shown(app, "Not Enough Balance")
        self.assertEqual(body, "A message to 1 person")
        app.key("Tab")
        app.wait_for(lambda: number not in self.desktop.shown, "end of the notification")
        self.end(app)

    def test_balance_will_not_do(self):
        """What is scheduled fails as a whole if there is not enough at its time."""
        app, server = self.written()
        app.choose_time()
        app.press_send()
        app.wait_for_text("Send to 1 person")
        app.answer("_Schedule")
        app.wait_for_text("Scheduled")
        server.set(balance=10, point=0)
        app.key("ctrl+n")
        app.write("010-9999-8888", "Something else")
        app.send()
        server.add_fault(SEND, "slow", delay_ms=2000)
        app.answer("_Send")
        self.look_away()
        _number, body = self.shown(app, "Not Enough Balance for What Is Scheduled")
        self.assertTrue(body.startswith("₩12 is missing for what is scheduled for "), body)
        # The window closes once it is known what became of the message.
        app.wait_for_text("Not Enough Balance")
        self.end(app)

    def test_session_stays_while_a_list_is_handed_over(self):
        app, server = self.signed_in()
        server.add_fault("/messages/v4/groups/*/messages", "slow", delay_ms=3000)
        app.name_people(PEOPLE)
        app.fill("text", "Te_xt", MESSAGE)
        app.press_send()
        app.wait_for_text("Send to 2 people")
        app.answer("_Send")
        app.wait_for(lambda: self.desktop.inhibitors, "what keeps the session open")
        [(reason, flags)] = self.desktop.inhibitors.values()
        self.assertEqual((reason, flags), ("A message is on its way", LOGOUT))
        self.wait_until_sent(app)
        app.wait_for(lambda: not self.desktop.inhibitors, "end of that")
        self.end(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
