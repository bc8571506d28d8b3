"""What becomes of a message after Send was pressed: undone, sent, scheduled, cancelled, and found again
in the history."""

import contextlib
import os
import re
import sqlite3
import unittest

from case import Case
from munja import MESSAGE, RECIPIENT, SEND, set_own_number, set_preference

LONG_TIME = 30
MANY = 300_000


class Jobs(Case):
    def released(self, server):
        return [m for m in server.judge("messages") if m["released"]]

    def draft_is_back(self, app):
        app.wait_for(lambda: app.find("text", "Te_xt").text() == MESSAGE, "text of the message")
        self.assertEqual(app.find("text", "To").text(), RECIPIENT)

    def history(self, app, count=1):
        """Opens the history and waits until it has so many jobs."""
        def search():
            found = [w for w in app.widgets() if w.role == "list item" and "안녕하세요" in w.name]
            return found if len(found) == count else None

        app.key("alt+2")
        if app.button("Back"):
            app.press("Back")
        return app.wait_for(search, "jobs in the history")


class Undo(Jobs):
    def test_undo_brings_the_message_back(self):
        app, server = self.written(undo_seconds=LONG_TIME)
        app.choose_sender(1)
        app.send()
        app.answer("_Send")
        self.wait_for_job(app, "Sending in")
        app.press("_Undo")
        self.draft_is_back(app)
        app.wait_for_text("010-0000-0001", translated=False)
        self.assertEqual(self.sent(server), [])
        self.assertEqual(server.judge("messages"), [])
        # It was really taken back, and can be sent.
        app.send()
        app.answer("_Send")
        self.wait_for_job(app, "Sending in")
        app.key("ctrl+z")
        self.draft_is_back(app)
        self.assertEqual(self.sent(server), [])
        self.end(app)

    def test_undo_time_ends_by_itself(self):
        app, server = self.written(undo_seconds=8)
        app.send()
        app.answer("_Send")
        self.wait_for_job(app, "Sending in")
        self.assertEqual(self.sent(server), [])
        self.wait_until_sent(app)
        self.assertEqual(len(self.released(server)), 1)
        self.end(app)

    def test_undo_is_at_hand_from_elsewhere(self):
        app, server = self.written(undo_seconds=LONG_TIME)
        app.send()
        app.answer("_Send")
        self.wait_for_job(app, "Sending in")
        app.key("alt+1")
        app.write("010-9999-8888", "Something else")
        app.press("_Undo")
        self.draft_is_back(app)
        # What was written in the meantime is not lost, either.
        app.wait_for_text("Moved to the drafts")
        self.assertEqual(self.sent(server), [])
        self.end(app)

    def test_key_undoes_from_elsewhere(self):
        app, server = self.written(undo_seconds=LONG_TIME)
        app.send()
        app.answer("_Send")
        self.wait_for_job(app, "Sending in")
        app.key("alt+1")
        app.wait_for(lambda: any(re.match(r"Sends in \d+ s: 안녕하세요", t) for t in app.shown_texts()),
                     "seconds left")
        # What is being written is what the key means first.
        app.click(app.find("text", "Te_xt"))
        app.type_ascii("a")
        app.key("ctrl+z")
        app.wait_for(lambda: app.find("text", "Te_xt").text() == "", "text without the letter")
        self.assertFalse(app.has_dialog())
        app.key("ctrl+z")
        self.draft_is_back(app)
        self.assertEqual(self.sent(server), [])
        self.assertEqual(server.judge("messages"), [])
        self.end(app)


class Closing(Jobs):
    def waiting(self):
        app, server = self.written(undo_seconds=LONG_TIME)
        app.send()
        app.answer("_Send")
        self.wait_for_job(app, "Sending in")
        app.close_window()
        app.wait_for_text("A Message Has Not Been Sent Yet")
        return app, server

    def test_keep_open_and_do_not_send(self):
        app, server = self.waiting()
        app.answer("_Keep Open")
        app.wait_for(lambda: not app.has_dialog(), "end of the question")
        self.wait_for_job(app, "Sending in")
        app.close_window()
        app.wait_for_text("A Message Has Not Been Sent Yet")
        self.assertEqual(self.sent(server), [])
        app.answer("_Don’t Send")
        self.assertEqual(app.process.wait(LONG_TIME), 0)

    def test_send_now_and_close(self):
        app, server = self.waiting()
        server.add_fault(SEND, "slow", delay_ms=3000)
        with app.standstill():
            app.answer("_Send Now and Close")
            app.wait_for_text("A message is on its way. Please wait for the answer.")
        server.wait_for(SEND, "POST")
        self.assertEqual(app.process.wait(LONG_TIME), 0)

    def test_what_goes_wrong_keeps_the_window(self):
        app, server = self.waiting()
        server.add_fault(SEND, "status", status=402)
        app.answer("_Send Now and Close")
        self.wait_for_job(app, "Not Enough Balance")
        self.end(app)


class Preparing(Jobs):
    def preparing(self):
        """A list whose first part is on its way for a long time."""
        app, server = self.signed_in()
        server.add_fault("/messages/v4/groups/*/messages", "slow", delay_ms=60000)
        app.name_people(["010-1111-2222", "010-3333-4444"])
        app.wait_for_text("2 people", translated=False)
        app.fill("text", "Te_xt", MESSAGE)
        app.press_send()
        app.answer("_Send")
        self.wait_for_job(app, "Being Prepared")
        app.wait_for_text("0 of 2", translated=False)
        return app, server

    def test_closing_says_that_it_goes_on_later(self):
        app, server = self.preparing()
        app.close_window()
        app.wait_for_text("A Message Is Not Done Yet")
        app.answer("_Keep Open")
        app.wait_for(lambda: not app.has_dialog(), "end of the question")
        app.close_window()
        app.wait_for_text("A Message Is Not Done Yet")
        self.assertEqual(self.released(server), [])
        app.answer("_Close")
        self.assertEqual(app.process.wait(LONG_TIME), 0)

    def test_cancel(self):
        app, server = self.preparing()
        app.press("_Cancel")
        self.wait_for_job(app, "Cancelled")
        self.assertEqual(self.released(server), [])
        app.press("_Copy to New")
        app.wait_for_text("2 people", translated=False)
        self.end(app)

    def test_what_is_written_meanwhile_stays(self):
        """It takes a moment to hand a long list over, in which the person goes on writing."""
        app, server = self.signed_in()
        server.add_fault("/messages/v4/groups/*/messages", "slow", delay_ms=60000)
        app.name_people([f"010{number}" for number in range(20000000, 20000000 + MANY)])
        app.wait_for_text(f"{MANY} people", translated=False)
        app.fill("text", "Te_xt", MESSAGE)
        field = app.find("text", "Te_xt")
        app.press_send()
        app.find("text", f"Type {MANY}, the number of people, to send").set_text(f"{MANY}")
        app.answer("_Send")
        app.wait_for(lambda: not app.can_send(), "list that is handed over")
        field.set_text(MESSAGE + "!")
        self.wait_for_job(app, "Being Prepared")
        app.key("alt+1")
        app.wait_for(app.can_send, "form")
        self.assertEqual(field.text(), MESSAGE + "!")
        app.wait_for_text(f"{MANY} people", translated=False)


class Schedule(Jobs):
    def scheduled_texts(self, server):
        groups = {g["groupId"] for g in server.judge("groups") if g["status"] == "SCHEDULED"}
        return [m["text"] for m in server.judge("messages") if m["groupId"] in groups]

    def test_schedule_and_cancel(self):
        app, server = self.written()
        app.choose_time()
        app.press_send()
        app.wait_for_text("Send to 1 person")
        self.assertEqual(server.judge("groups"), [])
        app.answer("_Schedule")
        self.wait_for_job(app, "Scheduled")
        [group] = server.judge("groups")
        self.assertEqual((group["status"], group["released"]), ("SCHEDULED", False))
        app.press("_Cancel Schedule")
        self.wait_for_job(app, "Cancelled")
        self.assertEqual(self.released(server), [])
        [group] = server.judge("groups")
        self.assertNotEqual(group["status"], "SCHEDULED")
        app.press("_Copy to New")
        self.draft_is_back(app)
        self.assertTrue(app.is_scheduled())
        self.end(app)

    def begin_change(self):
        app, server = self.written()
        app.choose_time()
        app.press_send()
        app.wait_for_text("Send to 1 person")
        app.answer("_Schedule")
        self.wait_for_job(app, "Scheduled")
        app.press("C_hange…")
        app.find_button("_Keep Both")
        return app, server

    def test_change(self):
        """The one that is changed stays until the other one is confirmed, and never both go out."""
        app, server = self.begin_change()
        self.draft_is_back(app)
        app.fill("text", "Te_xt", MESSAGE + "!")
        app.press_send()
        app.wait_for_text("Takes the Place Of")
        self.assertEqual([g["status"] for g in server.judge("groups")], ["SCHEDULED"])
        app.answer("_Schedule")
        app.wait_for(lambda: self.scheduled_texts(server) == [MESSAGE + "!"], "change")
        app.wait_for(lambda: sorted(state for row in self.history(app, 2) for state in ("Cancelled", "Scheduled")
                                    if app.say(state) in row.name) == ["Cancelled", "Scheduled"], "both jobs")
        self.assertEqual(self.released(server), [])
        self.end(app)

    def test_trying_a_change_changes_nothing(self):
        app, server = self.begin_change()
        set_own_number("01099998888")
        app.press("_Me First")
        app.wait_for(lambda: len(self.released(server)) == 1, "message to oneself")
        self.assertEqual(self.scheduled_texts(server), [MESSAGE])
        self.end_when_accepted(app)

    def test_change_of_what_is_gone(self):
        app, server = self.begin_change()
        app.key("alt+2")
        self.history(app)
        app.click(self.history(app)[0])
        app.press("_Cancel Schedule")
        self.wait_for_job(app, "Cancelled")
        app.key("alt+1")
        app.press_send()
        app.wait_for_text("The Scheduled Message Is Gone")
        app.answer("_Close")
        self.draft_is_back(app)
        app.press("_Keep Both")
        app.press_send()
        app.wait_for_text("Send to 1 person")
        app.answer("_Schedule")
        self.wait_for_job(app, "Scheduled")
        self.assertEqual(self.scheduled_texts(server), [MESSAGE])
        self.end(app)

    def test_wrong_clock_is_told(self):
        app, server = self.written()
        server.set(clock={"advance": 7200})
        app.choose_time()
        app.press_send()
        app.wait_for_text("Send to 1 person")
        app.answer("_Schedule")
        wrong = app.say("The clock of this computer is wrong: it is %s now. Look at the time of the "
                        "schedule again.").partition("%s")[0]
        app.wait_for(lambda: any(text.startswith(wrong) for text in app.shown_texts()), "warning")
        # Cancel has the focus, so that a key pressed too much sends nothing.
        app.key("Return")
        app.wait_for(lambda: not app.has_dialog(), "end of the question")
        self.wait_for_job(app, "Waits for You")
        app.key("alt+1")
        [row] = self.history(app)
        self.assertIn("Waits for You", row.name)
        app.click(row)
        self.wait_for_job(app, "Waits for You")
        app.press("_Review and Send…")
        app.wait_for(app.dialog, "question")
        app.answer("_Cancel")
        app.press("_Back to the Message")
        self.draft_is_back(app)
        self.assertFalse(any(g["released"] for g in server.judge("groups")))
        self.end(app)


class Lists(Jobs):
    # One of them twice, and one that is no number.
    PEOPLE = ["김철수 010-1111-2222", "010-3333-4444", "01011112222", "010-12"]
    NUMBERS = ["01011112222", "01033334444"]

    def write_to_people(self, app):
        app.name_people(self.PEOPLE)
        app.wait_for_text("2 people", translated=False)
        app.wait_for_text("1 can’t be sent to", translated=False)
        app.fill("text", "Te_xt", MESSAGE)

    def review(self, app, server, count=0):
        """Presses Send, up to the question, for which nothing is handed over yet."""
        app.press_send()
        app.wait_for_text("Send to 2 people for about ₩44?", translated=False)
        texts = app.shown_texts()
        for expected in ("김철수 010-1111-2222", "010-3333-4444", "02-1234-5678", MESSAGE):
            self.assertTrue(any(expected in text for text in texts), (expected, texts))
        groups = server.judge("groups")
        self.assertEqual(len(groups), count)
        self.assertFalse(any(group["released"] for group in groups))

    def test_send_undo_send(self):
        app, server = self.signed_in(undo_seconds=LONG_TIME)
        self.write_to_people(app)
        self.review(app, server)
        app.answer("_Send")
        self.wait_for_job(app, "Sending in")
        app.key("ctrl+z")
        # Also those come back whom nothing can be sent to.
        app.wait_for(app.can_send, "form")
        app.wait_for_text("2 people", translated=False)
        app.wait_for_text("1 can’t be sent to", translated=False)
        self.assertEqual(app.find("text", "Te_xt").text(), MESSAGE)
        self.assertEqual(self.released(server), [])

        set_preference("undo-seconds", 0)
        self.review(app, server, 1)
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(sorted(m["to"] for m in self.released(server)), self.NUMBERS)
        self.assertEqual(self.sent(server), [], "a list went out as a single message")
        self.end(app)

    def rows(self, app):
        return [w.name for w in app.widgets() if w.role == "list item" and "010-" in w.name]

    def test_correct_the_list_by_keyboard(self):
        """All is done by keys, on a page of its own, where every row says what it is."""
        app, server = self.signed_in()
        self.write_to_people(app)
        app.wait_for(app.people_row, "row of the list")
        app.key("alt+x", "shift+Tab", "Return")
        app.find_button("To Check 2")
        self.assertEqual(self.rows(app), [
            "010-1111-2222, Double: the number gets one text only",
            "010-12, Can’t be sent to: This number has too few or too many digits."])
        app.key("Down", "Return", "ctrl+a")
        app.type_ascii("01077778888")
        app.key("Return")
        app.find_button("To Check 1")
        app.key("Delete")
        app.wait_for(lambda: len(self.rows(app)) == 3, "all rows")
        self.assertIn("010-7777-8888", self.rows(app))
        app.key("Escape")
        app.wait_for_text("3 people", translated=False)
        self.assertIn("To, 3 people", app.people_row().name)
        app.key("ctrl+Return")
        app.wait_for_text("Send to 3 people", translated=False)
        self.end(app)

    def test_schedule_and_cancel(self):
        app, server = self.signed_in()
        app.choose_time()
        self.write_to_people(app)
        self.review(app, server)
        app.answer("_Schedule")
        self.wait_for_job(app, "Scheduled")
        app.key("alt+1")
        [row] = self.history(app)
        self.assertIn("김철수 and 1 other", row.name)
        app.click(row)
        app.press("_Cancel Schedule")
        self.wait_for_job(app, "Cancelled")
        self.assertEqual(self.released(server), [])
        app.press("_Copy to New")
        app.wait_for(app.can_send, "form")
        app.wait_for_text("2 people", translated=False)
        self.end(app)

    def test_whom_the_service_refuses_is_said(self):
        app, server = self.signed_in()
        server.set(senders=["0311234567"])
        self.write_to_people(app)
        app.press_send()
        app.answer("_Send")
        self.wait_for_job(app, "Not Accepted")
        app.wait_for_text("Failed 2", translated=False)
        self.assertEqual(self.released(server), [])
        self.end(app)

    def test_list_that_waits_is_told_elsewhere(self):
        """It costs more than the person was told, and they look at something else by then."""
        app, server = self.signed_in()
        self.write_to_people(app)
        self.review(app, server)
        server.add_fault("/messages/v4/groups/*/messages", "slow", delay_ms=4000)
        server.set(prices={"82": {"sms": 99}})
        app.answer("_Send")
        self.wait_for_job(app, "Being Prepared")
        app.key("ctrl+n")
        app.write("010-9999-8888", "Something else")
        app.press_send()
        app.find_question()
        app.wait_for_text(f"Waits for You: {MESSAGE.splitlines()[0]}", translated=False)
        app.press("_Show")
        app.press("_Review and Send…")
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(len(self.released(server)), 2)
        self.end(app)

    def test_number_has_to_be_typed(self):
        set_preference("confirm-above", 1)
        self.addCleanup(set_preference, "confirm-above", 100)
        app, server = self.signed_in()
        self.write_to_people(app)
        self.review(app, server)
        self.assertFalse(app.can_send())
        app.find("text", "Type 2, the number of people, to send").set_text("2")
        app.wait_for(app.can_send, "button that sends")
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(len(self.released(server)), 2)
        self.end(app)


class History(Jobs):
    def test_what_was_sent_is_found_again(self):
        app, server = self.written()
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        server.add_fault(SEND, "status", status=402)
        app.key("ctrl+n")
        app.wait_for(app.can_send, "form")
        app.write(text=MESSAGE + "!")
        app.send()
        app.answer("_Send")
        self.wait_for_job(app, "Not Enough Balance")
        self.assertFalse([w for w in app.widgets() if w.role == "list item" and "안녕하세요" in w.name],
                         "a list that has gone can be read on")
        newer, older = self.history(app, 2)
        self.assertIn(app.say("Not Enough Balance"), newer.name)
        self.assertNotIn(app.say("Not Enough Balance"), older.name)
        app.click(older)
        app.wait_for_text("This was practice: nothing was really sent.")
        app.press("Back")
        app.click(self.history(app, 2)[1])
        app.press("_Delete")
        app.wait_for_text("Message deleted")
        self.history(app)
        app.press("_Undo")
        self.history(app, 2)
        self.end(app)


    def test_everything_is_deleted(self):
        app, _server = self.written()
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        app.key("ctrl+comma")
        app.press("_Delete…")
        app.wait_for_text("Delete All Sent Messages?")
        app.answer("_Delete Everything")
        app.wait_for_text("All sent messages deleted")
        app.key("Escape")
        app.key("alt+2")
        app.wait_for_text("No Messages Yet")
        self.end(app)


class Repeats(Jobs):
    """Who got the same text already is left out, if the person wants it."""
    def send_to(self, app, people, text=MESSAGE):
        app.key("alt+1")
        app.name_people(people)
        app.fill("text", "Te_xt", text)
        app.press_send()

    def test_they_are_left_out(self):
        app, server = self.signed_in(repeat_hours=24)
        self.send_to(app, ["010-2222-2222", "010-3333-3333"])
        app.wait_for_text("Send to 2 people", translated=False)
        app.answer("_Send")
        self.wait_until_sent(app)
        self.send_to(app, ["010-3333-3333", "010-4444-4444", "010-2222-2222"])
        app.wait_for_text("2 of 3 got the same text", translated=False)
        app.answer("Leave Out")
        app.find_question()
        app.answer("_Send")
        app.wait_for(lambda: len(self.released(server)) == 3, "last message")
        self.wait_until_sent(app)
        self.assertEqual(sorted(m["to"] for m in self.released(server)),
                         ["01022222222", "01033333333", "01044444444"])
        self.end(app)

    def test_who_is_left_out_stays_so(self):
        """Putting the text right is no reason to begin again."""
        app, server = self.signed_in(repeat_hours=24)
        self.send_to(app, ["010-2222-2222", "010-3333-3333"], "점심은 \\1,000입니다")
        app.wait_for_text("Send to 2 people", translated=False)
        app.answer("_Send")
        self.wait_until_sent(app)
        self.send_to(app, ["010-3333-3333", "010-4444-4444"], "점심은 \\1,000입니다")
        app.wait_for_text("1 of 2 got the same text", translated=False)
        app.answer("Leave Out")
        app.find_question()
        app.answer("Replace")
        app.wait_for_text("점심은 ￦1,000입니다", translated=False)
        app.find_question()
        app.answer("_Send")
        app.wait_for(lambda: len(self.released(server)) == 3, "last message")
        self.wait_until_sent(app)
        self.assertEqual(self.released(server)[-1]["to"], "01044444444")
        self.end(app)

    def test_nothing_goes_out_without_an_answer(self):
        app, server = self.written(repeat_hours=24)
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        app.key("alt+1")
        app.write(text=MESSAGE + "!")
        app.press_send()
        app.wait_for_text("This number got the same text", translated=False)
        app.key("Return")
        app.wait_for_compose()
        self.assertEqual(app.find("text", "Te_xt").text(), MESSAGE + "!")
        app.press_send()
        app.find_question()
        app.answer("_Send")
        app.wait_for(lambda: len(self.released(server)) == 2, "second message")
        self.wait_until_sent(app)
        self.end(app)


class Damage(Case):
    def test_outbox_of_another_computer_is_told_once(self):
        app = self.start(arguments=())
        app.find_button("_Try It Out")
        self.end(app)
        path = os.path.join(os.environ["HOME"], ".local/share/munja/coolsms/outbox.sqlite")
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            db.execute("INSERT INTO job (key, is_group, abroad, type, sender, text, created,"
                       " scheduled, n_recipients, first_number, first_name, last_number, state)"
                       " VALUES ('key', 0, 0, 0, '029302266', 'text', 1, 0, 1, '01020000001', '',"
                       " '01020000001', 6)")
            db.execute("UPDATE seal SET computer = 'another'")
        self.addCleanup(os.unlink, path)
        app = self.start(arguments=())
        app.wait_for_text("The Outbox Is an Older Copy")
        app.answer("_Close")
        self.end(app)
        app = self.start(arguments=())
        app.find_button("_Try It Out")
        self.assertFalse(app.has_dialog())
        self.end(app)

    def test_damaged_outbox_is_set_aside(self):
        folder = os.path.join(os.environ["HOME"], ".local/share/munja/coolsms")
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, "outbox.sqlite")
        with open(path, "wb") as file:
            file.write(b"This is no outbox. " * 1000)
        app = self.start(arguments=())
        app.wait_for_text("The Outbox Is Damaged")
        app.press("_Set It Aside…")
        app.answer("_Set It Aside and Start a New One")
        app.wait_for_text("A New Outbox Was Started")
        app.answer("_Close")
        app.wait_for(lambda: not any(t == app.say("The Outbox Is Damaged") for t in app.shown_texts()),
                     "end of the notice")
        old = [name for name in os.listdir(folder) if not name.startswith("outbox.sqlite-")]
        contents = []
        for name in old:
            with open(os.path.join(folder, name), "rb") as file:
                contents.append(file.read())
        self.assertIn(b"This is no outbox. " * 1000, contents)
        self.end(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
