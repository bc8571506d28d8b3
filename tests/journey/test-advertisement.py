"""Advertisements with the lines that the law asks for, and messages that go to the person alone first."""

import json
import unittest

from case import Case
from accessible import State
from munja import MESSAGE, RECIPIENT, SEND, forget_own_number, make_picture

ADVERTISER = "행복상회"
OPT_OUT = "080-123-4567"
WHOLE = f"(광고){ADVERTISER}\n{MESSAGE}\n무료수신거부 {OPT_OUT}"
OWN_NUMBER = "010-9999-8888"
LONG_TIME = 30
NIGHT = "Everyone Agreed to Advertisements at Night"
SALE = "전 품목 할인"
QUESTION = "“할인” often stands in advertisements. Is this one?"


class Advertisements(Case):
    def write_advertisement(self, app, **options):
        app.write()
        app.advertise(ADVERTISER, OPT_OUT.replace("-", ""), **options)

    def test_asks_where_a_text_sounds_like_one(self):
        app, server = self.signed_in()
        app.fill("text", "To", RECIPIENT)
        app.fill("text", "Te_xt", SALE)
        app.wait_for_text(QUESTION, translated=False)
        app.press_send()
        app.wait_for(lambda: app.find_button("It Is an _Advertisement").has(State.FOCUSED), "question")
        self.assertFalse(app.has_dialog())
        app.press("It Is an _Advertisement")
        app.press_send()
        app.wait_for_text("Enter who advertises, such as the name of your shop.")
        self.assertFalse(app.has_dialog())
        app.close_kind()
        app.say_kind("Information")
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(json.loads(self.sent(server)[0]["body"])["message"]["text"], SALE)
        app.key("ctrl+n")
        app.wait_for(app.can_send, "form")
        app.fill("text", "To", RECIPIENT)
        app.fill("text", "Te_xt", SALE + "!")
        app.press_send()
        app.wait_for_text(QUESTION, translated=False)
        app.find_button("It Is _Information")
        self.assertEqual(len(self.sent(server)), 1)
        self.end(app)

    def test_lines_are_counted_as_they_are_written(self):
        app, _server = self.signed_in()
        app.fill("text", "Te_xt", SALE)
        app.wait_for_text(QUESTION, translated=False)
        app.wait_for_text("12 / 90 bytes · SMS", translated=False)
        app.advertise(ADVERTISER, OPT_OUT)
        # 6 and 8 for the label and the name, 12, 1 and 12 for the last line, and 2 newlines.
        app.wait_for_text("53 / 90 bytes · SMS", translated=False)
        app.say_kind("Information")
        app.wait_for_text("12 / 90 bytes · SMS", translated=False)
        self.end(app)

    def test_lines_go_out_and_come_apart(self):
        """With the consent of those who get it an advertisement goes out at any time of the day."""
        app, server = self.signed_in()
        self.write_advertisement(app, by_night=True)
        app.send()
        app.wait_for_text("Advertisement, with consent for the night")
        app.wait_for_text(WHOLE, translated=False)
        app.answer("_Send")
        self.wait_until_sent(app)
        app.wait_for_text("Advertisement, with consent for the night")
        [message] = [m for m in server.judge("messages") if m["released"]]
        self.assertEqual(message["text"], WHOLE)

        app.key("ctrl+n")
        app.wait_for(app.can_send, "form")
        # Who advertises is kept for the next time; what people agreed to is not.
        app.say_kind("Advertisement")
        self.assertIn(f" · {ADVERTISER} · ", app.menu_button("Kind: %s").name)
        app.open_kind()
        self.assertEqual(app.find("text", "Free Number to Opt Out (080)").text(), OPT_OUT.replace("-", ""))
        self.assertFalse(app.find("check box", NIGHT).has(State.CHECKED))
        self.end(app)

    def test_night_is_refused_with_a_way_out(self):
        app, server = self.signed_in()
        app.choose_time(23)
        self.write_advertisement(app)
        app.press_send()
        app.wait_for_text("Advertisements may not arrive between 20:50 and 08:00 in Seoul, and this one "
                          "would. Choose another time.")
        self.assertEqual(server.judge("groups"), [])
        app.press("Sche_dule for 08:00")
        app.wait_for(lambda: " 08:00 · " in app.menu_button("When: %s").name, "08:00 in Seoul")
        app.press_send()
        app.wait_for_text("Send to 1 person")
        app.answer("_Schedule")
        app.wait_for_text("Scheduled")
        app.find_button("_Cancel Schedule")
        [group] = server.judge("groups")
        self.assertEqual(group["status"], "SCHEDULED")
        [message] = server.judge("messages")
        self.assertEqual((message["text"], message["released"]), (WHOLE, False))

        app.press("_Cancel Schedule")
        app.press("_Copy to New")
        app.wait_for(lambda: app.find("text", "Te_xt").text() == MESSAGE, "text without its lines")
        self.assertTrue(app.menu_button("Kind: %s").name.endswith(f" · {ADVERTISER} · {OPT_OUT}"))
        self.end(app)


class ToMe(Case):
    def setUp(self):
        forget_own_number()

    def released(self, server):
        return [(m["to"], m["text"]) for m in server.judge("messages") if m["released"]]

    def enter_own_number(self, app):
        dialog = app.find("dialog", "Your Own Number")
        entry = next(w for w in app.widgets(dialog) if w.role == "text")
        self.assertTrue(entry.set_text(OWN_NUMBER))
        app.answer("_Send")

    def form_is_as_it_was(self, app):
        self.assertEqual(app.find("text", "Te_xt").text(), MESSAGE)
        self.assertEqual(app.find("text", "To").text(), RECIPIENT)

    def test_asked_once_and_then_one_click(self):
        app, server = self.written()
        app.press("_Me First")
        self.enter_own_number(app)
        app.wait_for_text("Sending to you at %s")
        own = (OWN_NUMBER.replace("-", ""), MESSAGE)
        app.wait_for(lambda: self.released(server) == [own], "message to oneself")
        self.form_is_as_it_was(app)
        app.press("_Me First")
        app.wait_for(lambda: self.released(server) == [own, own], "second message to oneself")
        self.assertFalse(app.has_dialog())
        # The message itself is still to be sent.
        self.form_is_as_it_was(app)
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(len(server.got(SEND, "POST")), 3)
        self.end(app)

    def test_undo(self):
        app, server = self.written(undo_seconds=LONG_TIME)
        app.press("_Me First")
        self.enter_own_number(app)
        app.wait_for_text("Sending to you at %s")
        app.press("_Undo")
        app.key("alt+2")
        app.wait_for_text("Cancelled")
        app.key("alt+1")
        self.form_is_as_it_was(app)
        self.assertEqual(self.sent(server), [])
        self.end(app)

    def test_fields_have_the_values_of_the_first_recipient(self):
        app, server = self.signed_in()
        app.name_people(["김철수 010-1111-2222", "이영희 010-3333-4444"])
        app.wait_for_text("2 people", translated=False)
        app.fill("text", "Te_xt", "#{이름}님, 안녕하세요. #{날짜}")
        app.press("_Me First")
        self.enter_own_number(app)
        app.wait_for(lambda: self.released(server), "message to oneself")
        # What nobody has a value for is seen as what it is.
        self.assertEqual(self.released(server),
                         [(OWN_NUMBER.replace("-", ""), "김철수님, 안녕하세요. #{날짜}")])
        app.wait_for_text("2 people", translated=False)
        self.end_when_accepted(app)

    def test_too_long_for_oneself(self):
        app, server = self.signed_in()
        app.name_people(["김철수 010-1111-2222"])
        app.wait_for_text("1 person", translated=False)
        app.fill("text", "Te_xt", "#{이름}" + "가" * 999)
        app.press("_Me First")
        self.enter_own_number(app)
        app.wait_for_text("Too Long to Be Sent")
        self.assertEqual(self.sent(server), [])
        app.answer("_Close")
        self.end(app)

    def test_picture(self):
        """It is stored once, for the message to oneself and for the message itself."""
        app, server = self.written()
        app.choose_picture(make_picture("64x48", "tiny.png"))
        app.find_button("Remove the Picture")
        app.press("_Me First")
        self.enter_own_number(app)
        app.wait_for(lambda: self.released(server) == [(OWN_NUMBER.replace("-", ""), MESSAGE)],
                     "message to oneself")
        self.form_is_as_it_was(app)
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        [file] = server.judge("files")
        self.assertEqual([(m["type"], m["imageId"]) for m in server.judge("messages") if m["released"]],
                         [("MMS", file["fileId"])] * 2)
        self.end(app)

    def test_no_recipients_and_no_answer_needed(self):
        app, server = self.signed_in()
        app.fill("text", "Te_xt", MESSAGE)
        app.press("_Me First")
        self.enter_own_number(app)
        app.wait_for(lambda: self.released(server), "message to oneself")
        self.end_when_accepted(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
