"""munja send: what it sends, what it refuses, and what it ends with."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "practice"))

from practice import Practice  # noqa: E402

PROGRAM = os.path.join(os.environ["MUNJA_ROOT"], "bin", "munja")
PATIENCE = 120
SEND = "/messages/v4/send"
FROM = "0212345678"
TO = "01012345678"
DONE, WRONG, SIGNED_OUT, NOT_SENT, UNCONFIRMED, IN_USE = range(6)


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.server = Practice("--control")
        self.addCleanup(self.server.stop)
        self.env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.env["XDG_DATA_HOME"] = os.path.join(self.folder, "data")

    def write(self, name, text, encoding="utf-8"):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding=encoding) as file:
            file.write(text)
        return path

    def command(self, *words):
        # Each command finds the same server, as it would find the same service.
        program = self.server.lend(self.folder)
        return [PROGRAM, "send", "--practice", f"--practice-server={program}", "--from", FROM, *words]

    def run_it(self, *words, given=""):
        return subprocess.run(self.command(*words), env=self.env, input=given.encode(), capture_output=True,
                              timeout=PATIENCE, check=False)

    def send(self, *words, **options):
        """Sends, and gives what is printed for programs."""
        done = self.run_it("--json", "--yes", *words, **options)
        self.assertEqual(done.returncode, DONE, done.stderr.decode())
        return json.loads(done.stdout)

    def refuse(self, status, *words, says="", **options):
        done = self.run_it(*words, **options)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        self.assertIn(says, done.stderr.decode())
        self.assertEqual(self.messages(), [])

    def messages(self):
        """All that the service was told to send: number and text."""
        return sorted((message["to"], message["text"]) for message in self.server.judge("messages"))


class Send(Case):
    def test_one(self):
        answer = self.send("--to", "010-1234-5678", "--text", "안녕하세요")
        self.assertEqual(answer["state"], "sent")
        self.assertEqual(answer["people"], 1)
        self.assertTrue(answer["messageId"])
        self.assertEqual(self.messages(), [(TO, "안녕하세요")])

    def test_several(self):
        answer = self.send("--to", TO, "--to", "홍길동 010-9999-8888", "--text", "a", "--subject", "b")
        self.assertEqual((answer["state"], answer["people"]), ("sent", 2))
        self.assertEqual(self.messages(), [(TO, "a"), ("01099998888", "a")])

    def test_list(self):
        people = self.write("people.csv", f"이름,번호\n홍길동,{TO}\n김철수,010-9999-8888\n나,없음\n", "cp949")
        done = self.run_it("--json", "--yes", "--csv", people, "--text", "#{이름}님 안녕하세요")
        self.assertEqual(done.returncode, DONE, done.stderr.decode())
        self.assertEqual(json.loads(done.stdout)["price"], 44)
        self.assertIn("1 row", done.stderr.decode())
        self.assertEqual(self.messages(), [(TO, "홍길동님 안녕하세요"), ("01099998888", "김철수님 안녕하세요")])

    def test_text_from_elsewhere(self):
        self.send("--to", TO, "--text-file", "-", given="첫째 줄\n둘째 줄\n")
        self.send("--to", "01099998888", "--text-file", self.write("text", "가나다", "cp949"))
        self.assertEqual(self.messages(), [(TO, "첫째 줄\n둘째 줄"), ("01099998888", "가나다")])

    def test_schedule(self):
        answer = self.send("--to", TO, "--text", "a", "--schedule", "2027-01-05 09:00")
        self.assertEqual((answer["state"], answer["scheduled"]), ("scheduled", "2027-01-05T00:00:00Z"))

    def test_lost_answer(self):
        """What was lost is asked for, and nothing goes out twice."""
        self.server.add_fault(SEND, "reset_after")
        self.assertEqual(self.send("--to", TO, "--text", "a")["state"], "sent")
        self.assertEqual(self.messages(), [(TO, "a")])


class Refuse(Case):
    def test_wrong(self):
        for words, says in (
                ((), "Say whom to send to"),
                (("--to", TO), "Say what to send"),
                (("--to", TO, "--text", "a", "--text-file", "b"), "Say what to send"),
                (("--to", TO, "--text", "a", "b"), "Put the text in quotes"),
                (("--to", TO, "--text-file", "-"), "add --yes"),
                (("--to", TO, "--text-file", "/nowhere"), "/nowhere cannot be read as a text"),
                (("--to", TO, "--text", ""), "There is no text to send"),
                (("--to", "010-12", "--text", "a"), "010-12: This number has too few or too many digits"),
                (("--csv", "/nowhere", "--text", "a"), "/nowhere cannot be read as a list of people"),
                (("--to", TO, "--text", "안녕 😀"), "1 character of the text cannot be sent"),
                (("--to", TO, "--text", "가" * 1001), "The text is too long: 2002 bytes"),
                (("--to", TO, "--text", "오늘만 할인"), "“할인” reads like an advertisement"),
                (("--to", TO, "--text", "(광고) 오늘만"), "This is an advertisement"),
                (("--to", TO, "--text", "#{이름}님", "--yes"), "It cannot be sent like this"),
                (("--to", TO, "--text", "a", "--schedule", "tomorrow"), "“tomorrow” is no time"),
                (("--to", TO, "--text", "a", "--schedule", "2027-02-30 09:00"), "is no time"),
                (("--to", TO, "--text", "a", "--schedule", "2020-01-02 09:00"), "it has passed in Seoul"),
                (("--to", TO, "--text", "a", "--from", "119"), "119 cannot be sent from"),
                (("--to", TO, "--text", "a", "--frmo", "119"), "--frmo")):
            with self.subTest(words=words):
                self.refuse(WRONG, *words, says=says, given="a")

    def test_no_terminal(self):
        self.refuse(NOT_SENT, "--to", TO, "--text", "a", says="add --yes", given="y\n")

    def test_dry_run(self):
        done = self.run_it("--dry-run", "--json", "--to", TO, "--to", "02-123-4567", "--text", "a")
        answer = json.loads(done.stdout)
        self.assertEqual((done.returncode, answer["people"], answer["price"]), (DONE, 2, 44))
        self.assertEqual([point["kind"] for point in answer["points"]], ["phone-kind"])
        self.assertEqual(self.messages(), [])

    def test_nothing_told_to_the_terminal(self):
        people = self.write("people.csv", f"이름,번호\n\x1b[2J홍길동,{TO}\n")
        done = self.run_it("--dry-run", "--csv", people, "--text", "#{이름}님")
        self.assertIn("홍길동", done.stderr.decode())
        self.assertNotIn(b"\x1b", done.stderr)

    def test_offline(self):
        """What cannot be reached is not waited for without an end."""
        self.server.add_fault("/messages/v4/groups", "reset_before", times=999)
        self.refuse(NOT_SENT, "--yes", "--to", TO, "--to", "01099998888", "--text", "a")

    def test_money(self):
        self.server.set(balance=30, point=0)
        self.refuse(NOT_SENT, "--yes", "--to", TO, "--to", "01099998888", "--text", "a", says="The balance is too low")

    def test_service_says_no(self):
        self.server.add_fault(SEND, "status", status=400, times=9)
        done = self.run_it("--yes", "--json", "--to", TO, "--text", "a")
        self.assertEqual((done.returncode, json.loads(done.stdout)["state"]), (NOT_SENT, "failed"))

    def test_signed_out(self):
        done = subprocess.run([PROGRAM, "send", "--to", TO, "--text", "a", "--yes"], env=self.env, timeout=PATIENCE,
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, SIGNED_OUT, done.stderr.decode())
        self.assertIn("Nobody is signed in", done.stderr.decode())


class Ask(Case):
    """On a terminal."""

    def start(self, *words):
        """Starts it until it asks, and gives the terminal and the process."""
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        process = subprocess.Popen(self.command(*words), env=self.env, stdin=theirs, stdout=theirs, stderr=theirs,
                                   start_new_session=True)
        os.close(theirs)
        self.addCleanup(process.kill)
        shown = b""
        while b"[y/N]" not in shown:
            self.assertTrue(select.select([ours], [], [], PATIENCE)[0], shown)
            shown += os.read(ours, 1000)
        return ours, process, shown.decode()

    def test_answers(self):
        for answer, status, sent in (("n", NOT_SENT, []), ("", NOT_SENT, []), ("y", DONE, [(TO, "a")])):
            terminal, process, shown = self.start("--to", TO, "--text", "a")
            self.assertIn("010-1234-5678", shown)
            self.assertIn("₩22", shown)
            os.write(terminal, answer.encode() + b"\n")
            self.assertEqual(process.wait(PATIENCE), status)
            self.assertEqual(self.messages(), sent)

    def test_two_at_once(self):
        terminal, process, _shown = self.start("--to", TO, "--text", "a")
        self.refuse(IN_USE, "--yes", "--to", TO, "--text", "b", says="another command is at work")
        os.write(terminal, b"y\n")
        self.assertEqual(process.wait(PATIENCE), DONE)
        self.assertEqual(self.messages(), [(TO, "a")])


if __name__ == "__main__":
    unittest.main()
