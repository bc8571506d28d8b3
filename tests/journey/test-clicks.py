"""What the three who use it most have to do: a developer, a shop and a school office. Their clicks and
keys are counted, whatever they type, and nothing that they need is out of sight."""

import csv
import os
import tempfile
import unittest

from case import Case
from munja import make_picture, set_profile

# The window of a usual laptop. The screen of the session is as large.
WIDTH, HEIGHT = 1280, 800

# Room that the header and the strip take above the form, and the action bar below it.
TOP, BOTTOM = 90, 4

PLENTY = 1000000


class Clicks(Case):
    def ready(self):
        app, server = self.signed_in(undo_seconds=0)
        server.set(balance=PLENTY)
        app.resize(WIDTH, HEIGHT)
        app.clicks = app.keys = 0
        return app, server

    def in_sight(self, widget):
        """Fails where a person would have to scroll to it."""
        place = widget.place()
        self.assertGreater(place.y, TOP, widget.name)
        self.assertLess(place.y + place.height, HEIGHT - BOTTOM, widget.name)

    def press(self, app, name):
        self.in_sight(app.find_button(name))
        app.press(name)

    def press_option(self, app, name):
        self.in_sight(app.wait_for(lambda: app.menu_button(name), f"button “{name}”"))
        app.press_found(lambda: app.menu_button(name), f"press on “{name}”")

    def write_list(self, header, rows):
        path = os.path.join(tempfile.mkdtemp(dir=os.environ["XDG_RUNTIME_DIR"]), "list.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    def choose_file(self, app, path, has_come):
        """Names a file, which a person finds there and clicks."""
        app.wait_for(lambda: len(app.windows()) > 1, "file chooser")
        app.insist(lambda: app.name_file(path), has_come, "file")
        app.clicks += 1

    def import_list(self, app, path, count):
        self.press(app, "_Import…")
        self.choose_file(app, path, lambda: app.button(f"_Add {count} People"))
        app.press(f"_Add {count} People")
        app.wait_for(app.people_row, "list")

    def confirm_count(self, app, count):
        """Types how many people get it, where that is asked, and Enter."""
        app.wait_for_text(f"Send to {count} people", translated=False)
        app.focus()
        app.type_ascii(count)
        app.wait_for(app.can_send, "end of what is asked anew")
        app.key("Return")

    def scheduled(self, server):
        return [g for g in server.judge("groups") if g["status"] == "SCHEDULED"]

    def test_developer_with_the_keyboard(self):
        app, server = self.ready()
        app.focus()
        app.type_ascii("01012345678")
        app.key("Tab")
        app.type_ascii("Hello")
        app.key("ctrl+Return")
        app.find_question()
        app.wait_for(app.can_send, "end of what is asked anew")
        app.key("Return")
        self.wait_until_sent(app)
        self.assertEqual(len(self.sent(server)), 1)
        self.assertLessEqual(app.keys, 3)
        self.assertEqual(app.clicks, 0)
        app.open_details()
        self.end(app)

    def test_developer_with_the_mouse(self):
        app, server = self.ready()
        app.fill("text", "To", "010-1234-5678")
        app.fill("text", "Te_xt", "Hello")
        self.in_sight(app.find_send())
        app.press_send()
        app.find_question()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(len(self.sent(server)), 1)
        self.assertLessEqual(app.clicks, 2)
        self.end(app)

    def test_shop(self):
        """A text to 295 customers with two fields, an emoji that phones do not know, a picture, as an
        advertisement, for when the shop opens."""
        set_profile("practice", "ad-sender", "행복떡집")
        set_profile("practice", "ad-opt-out", "0801234567")
        path = self.write_list(("이름", "휴대폰", "적립금"),
                               [(f"고객{i}", f"010-2222-{i:04}", f"{i},000") for i in range(295)])
        app, server = self.ready()
        self.import_list(app, path, "295")
        app.fill("text", "Te_xt", "전 품목 할인🎉 ")
        self.press(app, "Replace _All")
        self.press(app, "＋ 이름")
        self.press(app, "＋ 적립금")
        self.press(app, "▣ Pict_ure")
        self.choose_file(app, make_picture("3000x2400", "large.png"), lambda: len(app.windows()) == 1)
        app.find_button("Remove the Picture")
        self.press(app, "It Is an _Advertisement")
        self.press_option(app, "When: %s")
        app.press("Tomorrow at 9:00")
        self.in_sight(app.find_send())
        app.press_send()
        self.confirm_count(app, "295")
        app.wait_for(lambda: self.scheduled(server), "schedule")
        texts = [m["text"] for m in server.judge("messages")]
        self.assertEqual(len(texts), 295)
        self.assertIn("(광고)행복떡집\n전 품목 할인 고객77,000\n무료수신거부 080-123-4567", texts)
        self.assertLessEqual(app.clicks, 12)
        self.end(app)

    def test_office(self):
        """A text to 1,200 parents, for tomorrow at 8:30."""
        path = self.write_list(("학생", "휴대폰"),
                               [(f"학생{i}", f"010-2222-{i:04}") for i in range(1200)])
        app, server = self.ready()
        self.import_list(app, path, "1200")
        app.fill("text", "Te_xt", "내일은 재량휴업일입니다.")
        self.press_option(app, "When: %s")
        app.press("Tomorrow at 9:00")
        self.press_option(app, "When: %s")
        hour = app.find("spin button", "Hour in Seoul")
        # One click into the first field, and Tab to the second one.
        app.clicks += 1
        hour.set_value(8)
        app.find("spin button", "Minute").set_value(30)
        app.press("_Done")
        self.assertIn(" 08:30 · ", app.menu_button("When: %s").name)
        self.in_sight(app.find_send())
        app.press_send()
        self.confirm_count(app, "1200")
        app.wait_for(lambda: self.scheduled(server), "schedule")
        self.assertEqual(len(server.judge("messages")), 1200)
        self.assertLessEqual(app.clicks, 9)
        self.end(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
