"""What is written stays: after a crash, after the end, among the drafts and as a template."""

import contextlib
import os
import sqlite3
import time
import unittest

from case import Case
from munja import MESSAGE, RECIPIENT, State, drafts_path, library_path

CONSENT = "Everyone Agreed to Advertisements at Night"
# What is typed more than this before the end is kept, in seconds.
LOST = 1.0


class Kept(Case):
    def again(self, app):
        """Starts once more what has ended, with what it left."""
        app.kill()
        return self.signed_in(keep_drafts=True)[0]

    def text(self, app):
        return app.find("text", "Te_xt").text()

    def wait_for_message(self, app, text=MESSAGE):
        app.wait_for(lambda: self.text(app) == text, f"message “{text}”")

    def leave(self, app, key="Escape"):
        """Closes the dialog with a key."""
        app.key(key)
        app.wait_for(lambda: not app.has_dialog(), "end of the dialog")

    def is_shown(self, app, text):
        return any(t.startswith(app.say(text)) for t in app.shown_texts())


class Form(Kept):
    def test_killed_while_typing(self):
        app, _server = self.signed_in()
        app.fill("text", "To", "010-1234")
        app.click(app.find("text", "Te_xt"))
        app.type_ascii("the first words ")
        self.wait_for_message(app, "the first words ")
        time.sleep(LOST)
        app.type_ascii("and the last ones")
        app = self.again(app)
        app.wait_for_text("Your draft is back")
        kept = self.text(app)
        self.assertTrue(kept.startswith("the first words "), kept)
        self.assertTrue("the first words and the last ones".startswith(kept), kept)
        self.assertEqual(app.find("text", "To").text(), "010-1234")
        self.end(app)

    def test_closed(self):
        app, _server = self.signed_in()
        app.name_people(["김철수 010-1111-2222", "010-3333-4444", "010-12"])
        app.wait_for_text("2 people", translated=False)
        app.fill("text", "Te_xt", MESSAGE)
        # At once: it is written on the way out.
        self.end(app)
        app = self.again(app)
        self.wait_for_message(app)
        app.wait_for_text("2 people", translated=False)
        self.assertFalse(self.is_shown(app, "Your draft is back"))
        app.wait_for_text("Practice draft saved")
        self.end(app)

    def test_sent(self):
        app, _server = self.written()
        app.wait_for_text("Practice draft saved")
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        app.key("ctrl+n")
        app.wait_for_compose()
        self.assertFalse(self.is_shown(app, "Accepted by"), "a page that has gone can be read on")
        app.key("ctrl+o")
        app.wait_for_text("No Other Drafts")
        self.leave(app)
        app = self.again(app)
        self.assertEqual(self.text(app), "")
        self.end(app)

    def test_damaged(self):
        os.makedirs(os.path.dirname(drafts_path()), exist_ok=True)
        with open(drafts_path(), "w", encoding="utf-8") as file:
            file.write("nothing of ours" * 500)
        app, _server = self.signed_in(keep_drafts=True)
        app.wait_for_text("What you write is not kept: the file with the drafts and templates is damaged.")
        app.write()
        app.key("ctrl+n")
        app.wait_for_text("Message cleared")
        app.press("_Undo")
        self.wait_for_message(app)
        app.wait_for_text("Drafts are not kept.")
        app.close_window()
        app.wait_for_text("The Draft Could Not Be Saved")
        app.answer("_Keep Open")
        app.press("_Set It Aside")
        app.wait_for_text("The old one is kept as %s.")
        app.answer("_Close")
        app.wait_for_text("Practice draft saved")
        self.end(app)


class Drafts(Kept):
    def test_chosen_and_deleted(self):
        app, _server = self.written()
        app.key("ctrl+n")
        app.wait_for_text("Moved to the drafts")
        self.wait_for_message(app, "")
        app.write("010-3333-4444", "둘째 메시지")
        app.key("ctrl+o")
        app.press("Delete “안녕하세요, 문자 연습입니다.”")
        app.wait_for_text("No Other Drafts")
        # The window has a toast of its own still.
        app.press("_Undo", within=app.find("dialog", "Practice Drafts"))
        app.find_button("Delete “안녕하세요, 문자 연습입니다.”")
        # The first one in the list.
        self.leave(app, "Return")
        self.wait_for_message(app)
        self.assertEqual(app.find("text", "To").text(), RECIPIENT)
        # What was in the form meanwhile is there now.
        app.key("ctrl+o")
        app.press("Delete “둘째 메시지”")
        app.wait_for_text("No Other Drafts")
        self.leave(app)
        app = self.again(app)
        self.wait_for_message(app)
        app.key("ctrl+o")
        app.wait_for_text("No Other Drafts")
        self.leave(app)
        self.end(app)

    def test_new_is_undone(self):
        app, _server = self.written()
        app.wait_for_text("Practice draft saved")
        app.key("ctrl+n")
        app.press("_Undo")
        self.wait_for_message(app)
        app.key("ctrl+o")
        # It is the same draft, not another one.
        app.wait_for_text("No Other Drafts")
        self.leave(app)
        self.end(app)


class Practice(Kept):
    """What is written in practice and what is to be sent for real are kept apart."""
    def texts(self, path):
        with contextlib.closing(sqlite3.connect(path)) as file:
            return {text for (text,) in file.execute("SELECT text FROM draft")}

    def test_left_there(self):
        app, _server = self.written()
        app.wait_for_text("Practice draft saved")
        app.press("_Leave")
        app.wait_for_text("Take What You Wrote Along?")
        # Enter changes nothing.
        app.key("Return")
        app.wait_for(lambda: not app.has_dialog(), "end of the dialog")
        self.wait_for_message(app)
        app.press("_Leave")
        app.answer("_Leave It There")
        app.find_button("_Try It Out")
        app.press("_Try It Out")
        app.wait_for_compose()
        self.wait_for_message(app)
        self.end(app)
        self.assertEqual(self.texts(library_path()), set())
        self.assertEqual(self.texts(drafts_path()), {MESSAGE})

    def test_taken_along(self):
        app, _server = self.signed_in()
        app.write(text="첫째 메시지")
        app.wait_for_text("Practice draft saved")
        app.key("ctrl+n")
        app.write()
        app.wait_for_text("Practice draft saved")
        app.press("_Leave")
        app.answer("_Take It Along")
        app.find_button("_Try It Out")
        app.press("_Try It Out")
        app.wait_for_compose()
        self.wait_for_message(app, "")
        app.press("_Leave")
        app.find_button("_Try It Out")
        self.end(app)
        self.assertEqual(self.texts(library_path()), {"첫째 메시지", MESSAGE})
        self.assertEqual(self.texts(drafts_path()), set())


class Templates(Kept):
    def save(self, app, name):
        app.wait_for_text("Practice draft saved")
        app.key("ctrl+shift+s")
        app.fill("text", "Name of the Template", name)
        app.answer("_Save")
        app.wait_for(lambda: not app.has_dialog(), "end of the dialog")
        app.wait_for_text("Template saved")

    def test_saved_and_used(self):
        app, _server = self.written()
        self.save(app, "연습")
        app.write("010-3333-4444", "다른 글")
        app.key("ctrl+t")
        app.find_button("Rename “연습”")
        self.leave(app, "Return")
        self.wait_for_message(app)
        self.assertEqual(app.find("text", "To").text(), "010-3333-4444")
        # What was entered meanwhile is not undone.
        app.fill("text", "To", "010-5555-6666")
        app.press("_Undo")
        self.wait_for_message(app, "다른 글")
        self.assertEqual(app.find("text", "To").text(), "010-5555-6666")
        app = self.again(app)
        app.key("ctrl+t")
        app.press("Rename “연습”")
        app.fill("text", "Name of the Template", "인사")
        app.press("_Rename", within=app.find("dialog", "Rename Template"))
        app.find_button("Rename “인사”")
        app.press("Delete “인사”")
        app.wait_for_text("No Templates Yet")
        app.press("_Undo", within=app.find("dialog", "Templates"))
        app.find_button("Rename “인사”")
        self.leave(app)
        self.end(app)

    def test_undone_after_a_change(self):
        """What was made of the template stays among the drafts."""
        app, _server = self.written()
        self.save(app, "연습")
        app.fill("text", "Te_xt", "다른 글")
        app.key("ctrl+t")
        app.find_button("Rename “연습”")
        self.leave(app, "Return")
        self.wait_for_message(app)
        app.fill("text", "Te_xt", "셋째 글")
        app.press("_Undo")
        self.wait_for_message(app, "다른 글")
        app.key("ctrl+o")
        app.find_button("Delete “셋째 글”")
        self.leave(app)
        self.end(app)

    def test_consent_is_asked_each_time(self):
        app, _server = self.signed_in()
        app.write()
        app.advertise("", "", by_night=True)
        self.save(app, "밤 광고")
        app.key("ctrl+n")
        app.key("ctrl+t")
        app.find_button("Rename “밤 광고”")
        self.leave(app, "Return")
        self.wait_for_message(app)
        app.open_kind()
        self.assertFalse(app.find("check box", CONSENT).has(State.CHECKED))
        self.end(app)

    def test_name_is_checked(self):
        app, _server = self.signed_in()
        app.key("ctrl+shift+s")
        app.wait_for_text("Write a message first, then save it as a template.")
        app.write()
        self.save(app, "Practice")
        app.fill("text", "Te_xt", "New words")
        app.key("ctrl+shift+s")
        app.fill("text", "Name of the Template", "PRACTICE")
        app.wait_for_text("There is a template with this name, which is replaced.")
        app.answer("_Replace")
        app.wait_for(lambda: not app.has_dialog(), "end of the dialog")
        app.fill("text", "Te_xt", "")
        app.key("ctrl+t")
        app.find_button("Rename “PRACTICE”")
        self.leave(app, "Return")
        self.wait_for_message(app, "New words")
        self.end(app)


if __name__ == "__main__":
    unittest.main(verbosity=2)
