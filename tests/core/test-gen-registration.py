"""What builds a registration in: what it makes of a good file, and what it says of a bad one."""

import os
import pathlib
import stat
import subprocess
import sys
import tempfile
import unittest

GENERATOR, GOOD = sys.argv.pop(1), sys.argv.pop(1)
SECRET = "S3CRETS3CRETS3CRET"
LINES = ["[Registration]", "client-id=CIDA", f"client-secret={SECRET}", "redirect-uri=http://localhost:8080/a",
         "app-id=app1"]


class Generator(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = pathlib.Path(folder.name) / "publisher.ini"
        self.output = pathlib.Path(folder.name) / "out.c"

    def run_on(self, content):
        if content is not None:
            self.file.write_bytes(content)
        return subprocess.run([GENERATOR, self.file, self.output], capture_output=True, text=True, check=False)

    def test_good(self):
        self.assertEqual(self.run_on(pathlib.Path(GOOD).read_bytes()).returncode, 0)
        code = self.output.read_text()
        for value in ("CIDTESTTESTTEST1", "TESTSECRETTESTSECRETTESTSECRET12",
                      "http://localhost:18999/authorize", "TestApp12345"):
            self.assertIn(f'"{value}"', code)
        self.assertEqual(stat.S_IMODE(os.stat(self.output).st_mode), 0o600)

    def test_characters_of_c(self):
        lines = [line.replace("CIDA", "CID\\") for line in LINES]
        self.assertEqual(self.run_on("\n".join(lines).encode()).returncode, 0)
        self.assertIn('"CID\\\\"', self.output.read_text())

    def test_bad(self):
        def without(key):
            return "\n".join(line for line in LINES if not line.startswith(key)).encode()

        def changed(key, value):
            return "\n".join(f"{key}={value}" if line.startswith(key) else line for line in LINES).encode()

        rows = {
            "no file": (None, "No such file"),
            "empty": (b"", "It is not a key file"),
            "binary": (bytes(range(256)), "It is not a key file"),
            "bare lines": ("\n".join(LINES[1:]).encode(), "It is not a key file"),
            "secret alone": (SECRET.encode(), "It is not a key file"),
            "other group": (b"[App]\nclient-id=CIDA\n", "There is no line [Registration]"),
            "no id": (without("client-id"), "client-id in [Registration] is missing"),
            "no secret": (without("client-secret"), "client-secret in [Registration] is missing"),
            "no app id": (without("app-id"), "app-id in [Registration] is missing"),
            "blank in secret": (changed("client-secret", SECRET + " x"), "client-secret in [Registration] has blanks"),
            "quoted id": (changed("client-id", '"CIDA"'), "client-id in [Registration] has blanks or characters"),
            "redirect elsewhere": (changed("redirect-uri", "http://example.com/"),
                                   "redirect-uri in [Registration] is neither https:"),
            "redirect is nothing": (changed("redirect-uri", "nowhere"), "redirect-uri in [Registration] is no address"),
            "redirect with fragment": (changed("redirect-uri", "https://a.example/#b"),
                                       "redirect-uri in [Registration] has a user name or a fragment"),
        }
        for name, (content, sentence) in rows.items():
            with self.subTest(name):
                run = self.run_on(content)
                self.assertEqual(run.returncode, 1)
                self.assertIn(f"The registration file {self.file} cannot be built in. ", run.stderr)
                self.assertIn(sentence, run.stderr)
                self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
                self.assertNotIn(SECRET, run.stdout + run.stderr)
                self.assertFalse(self.output.exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
