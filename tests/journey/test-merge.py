"""A text with fields: a list with columns, what each one will read, and what was sent to whom."""

import csv
import json
import os
import tempfile
import unittest

from case import Case

LIST = [
    ("이름", "휴대폰", "금액", "비고"),
    ("홍길동", "010-1111-1111", "30,000원", "단골"),
    ("김철수", "1022222222", "1,250,000원", ""),
    ("박영희", "010-3333-3333", "", "x"),
    ("누군가", "010-12", "1원", ""),
    ("홍길동", "010-1111-1111", "9원", ""),
]

TEXT = "[행복마트] #{이름}님, #{금액}입니다."


def said_to(name, amount):
    return f"[행복마트] {name}님, {amount}입니다."


ALL_TEXTS = {
    "01011111111": said_to("홍길동", "30,000원"),
    "01022222222": said_to("김철수", "1,250,000원"),
    "01033333333": said_to("박영희", ""),
}


class Merge(Case):
    def paste_list(self, app):
        app.name_people(["\t".join(row) for row in LIST])

    def import_list(self, app):
        folder = tempfile.mkdtemp(dir=os.environ["XDG_RUNTIME_DIR"])
        path = os.path.join(folder, "list.csv")
        with open(path, "w", encoding="cp949", newline="") as file:
            csv.writer(file).writerows(LIST)
        app.press("_Import…")
        app.wait_for(lambda: len(app.windows()) > 1, "file chooser")
        app.insist(lambda: app.name_file(path), lambda: app.button("_Add 3 People"), "import dialog")
        app.press("_Add 3 People")

    def sent_texts(self, server):
        return {m["to"]: m["text"] for m in server.judge("messages") if m["released"]}

    def shows(self, app, text):
        app.wait_for_text(text, translated=False)

    def send_despite_gap(self, app):
        app.press_send()
        self.shows(app, "1 person without “금액”")
        self.shows(app, "Send to 3 people for")

    def test_everybody_reads_something_else(self):
        app, server = self.signed_in()
        app.resize(1000, 780)
        self.paste_list(app)
        self.shows(app, "3 people")
        self.shows(app, "1 can’t be sent to")
        app.fill("text", "Te_xt", TEXT)
        app.say_kind()
        self.shows(app, said_to("홍길동", "30,000원"))
        app.press("Next Person")
        self.shows(app, said_to("김철수", "1,250,000원"))
        app.press("Next _Problem")
        self.shows(app, said_to("박영희", ""))
        self.shows(app, "Nothing is put in for “금액”.")
        app.press_send()
        self.shows(app, "1 person without “금액”")
        app.answer("_Back")
        self.assertEqual(app.find("text", "Te_xt").text(), TEXT)
        self.assertEqual(server.judge("messages"), [])
        self.send_despite_gap(app)
        self.shows(app, "1 row of your list is left out, as it has no number")
        self.shows(app, "1 row of your list is left out, as its number is there already")
        self.shows(app, said_to("홍길동", "30,000원"))
        app.press("Next Person")
        self.shows(app, said_to("김철수", "1,250,000원"))
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(self.sent_texts(server), ALL_TEXTS)
        self.end(app)

    def test_imported_list_in_a_narrow_window(self):
        app, server = self.signed_in()
        app.resize(420, 780)
        self.import_list(app)
        self.shows(app, "3 people · list.csv")
        self.shows(app, "1 can’t be sent to")
        app.fill("text", "Te_xt", "#{주소}" + TEXT)
        app.say_kind()
        app.press_send()
        self.shows(app, "No column “주소” in the list")
        self.assertFalse(app.can_send())
        app.answer("_Back")
        app.fill("text", "Te_xt", TEXT)
        app.press_send()
        self.shows(app, "1 person without “금액”")
        app.answer("Fix")
        self.shows(app, "Nothing is put in for “금액”.")
        app.press("Previous Person")
        self.shows(app, said_to("김철수", "1,250,000원"))
        app.key("Escape")
        self.send_despite_gap(app)
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(self.sent_texts(server), ALL_TEXTS)
        self.end(app)

    def test_field_of_another_program(self):
        app, server = self.signed_in()
        app.write(text="{이름}님, 안녕하세요")
        app.press_send()
        app.answer("Replace")
        # It is looked at anew, and nobody has a name.
        self.shows(app, "1 person without “이름”")
        app.answer("_Back")
        self.assertEqual(app.find("text", "Te_xt").text(), "#{이름}님, 안녕하세요")
        app.fill("text", "Te_xt", "{이름}님")
        app.press_send()
        app.find_question()
        app.answer("_Send")
        self.wait_until_sent(app)
        texts = [json.loads(request["body"])["message"]["text"] for request in self.sent(server)]
        self.assertEqual(texts, ["{이름}님"])
        self.end(app)


if __name__ == "__main__":
    unittest.main()
