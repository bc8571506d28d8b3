"""What became of a message: it is watched, found again, sent again to those it failed for, kept as a
file, and paid for."""

import os
import unittest

from case import Case
from munja import MESSAGE

PEOPLE = ["김하늘 010-2000-1111", "이바다 010-2000-0001", "박산들 010-2000-0002", "최구름 010-2000-0003",
          "정별님 010-2000-2222"]
FILE = os.path.join(os.environ["XDG_RUNTIME_DIR"], "results.csv")


class Delivery(Case):
    def test_from_the_result_to_the_earnings(self):
        app, server = self.signed_in()
        server.set(pace={"end": 3, "late": 6})
        app.name_people(PEOPLE)
        app.fill("text", "Te_xt", MESSAGE)
        app.press_send()
        app.wait_for_text("Send to 5 people")
        app.answer("_Send")
        # Nobody touches anything, and it ends.
        app.wait_for_text("On Its Way to 5 People")
        app.wait_for_text("Delivered to 3 of 5")
        app.wait_for_text("2 failed", translated=False)
        self.assertEqual(len(server.judge("messages")), 5)

        self.find_by_a_syllable(app)
        app.click(self.rows(app, "김하늘")[0])
        app.wait_for_text("Delivered to 3 of 5")
        self.filter_shows_the_reasons(app)
        self.export(app)
        self.send_again(app, server)

        app.key("alt+3")
        app.wait_for_text("Fees Paid to the App")
        app.wait_for(lambda: any(t.startswith("₩") for t in app.shown_texts()), "amounts")
        self.end(app)

    def rows(self, app, name):
        return [w for w in app.widgets() if w.role == "list item" and name in w.name]

    def find_by_a_syllable(self, app):
        """Any of those it went to finds it, by a part of the name."""
        app.press("Back")
        field = app.find("entry", "Search Texts, Names and Numbers")
        assert field.set_text("삵")
        app.wait_for(lambda: any("“삵”" in t for t in app.shown_texts()), "nothing found")
        assert field.set_text("별")
        app.wait_for(lambda: len(self.rows(app, "안녕하세요")) == 1, "message found by a syllable")
        assert field.set_text("")
        app.wait_for(lambda: len(self.rows(app, "안녕하세요")) == 1, "everything")

    def filter_shows_the_reasons(self, app):
        app.press("Failed 2")
        app.find_below(lambda: not self.rows(app, "김하늘") and self.rows(app, "이바다"), "those who failed")
        [row] = self.rows(app, "이바다")
        self.assertIn("The number is not in use", row.name)

    def export(self, app):
        windows = len(app.windows())
        app.press("_Export…")
        app.wait_for(lambda: len(app.windows()) > windows, "file chooser")
        app.insist(lambda: app.name_file(FILE), lambda: os.path.exists(FILE), "export")
        app.wait_for_text("Saved as results.csv", translated=False)
        with open(FILE, encoding="utf-8-sig") as file:
            lines = file.read().splitlines()
        self.assertTrue(any(line.startswith("이바다,010-2000-0001,Failed,") for line in lines), lines)
        self.assertTrue(any(line.startswith("김하늘,010-2000-1111,Delivered,") for line in lines), lines)

    def send_again(self, app, server):
        """Only to whom the same may reach another time: the phone was off; the other number is nobody's."""
        app.press("Send _Again to %s…".replace("%s", "1"))
        app.find_question()
        app.answer("_Send")
        app.wait_for(lambda: len(server.judge("messages")) == 6, "sixth message")
        self.assertEqual([m["to"] for m in server.judge("messages")].count("01020000003"), 2)
        app.wait_for(lambda: not any("3 of 5" in t for t in app.shown_texts()), "page of what is sent again")
        self.wait_until_sent(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
