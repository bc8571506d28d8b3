"""munja list and munja status: what was sent, for whoever is signed in."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.path.join(os.environ["MUNJA_ROOT"], "bin", "munja")
PATIENCE = 60
CLIENT = "CIDCOMMAND"
DONE, WRONG = range(2)


class Sent(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.env = {**os.environ, "XDG_CONFIG_HOME": cls.folder, "XDG_DATA_HOME": cls.folder}
        subprocess.run([os.environ["KEEP_SESSION"], CLIENT], check=True)
        subprocess.run(["gsettings", "set", "io.github.munja.Munja.Profile:/io/github/munja/Munja/coolsms/",
                        "client-id", CLIENT], check=True, env=cls.env)
        archive = os.path.join(cls.folder, "munja", "coolsms", "archive.sqlite")
        os.makedirs(os.path.dirname(archive))
        # More than a page of the list.
        sent = [word for i in range(70) for word in (f"key-{i}", f"text {i}")]
        subprocess.run([os.environ["KEEP_SENT"], archive, *sent], check=True, env=cls.env)

    def run_it(self, *words, status=DONE):
        done = subprocess.run([PROGRAM, *words], env=self.env, capture_output=True, text=True, timeout=PATIENCE,
                              check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def test_list(self):
        lines = self.run_it("list").stdout.splitlines()
        self.assertEqual(len(lines), 20)
        self.assertRegex(lines[0], r"^key-69 .* text 69$")
        newest = [json.loads(line) for line in self.run_it("list", "--json", "--count", "2").stdout.splitlines()]
        self.assertEqual([(each["key"], each["state"], each["delivered"]) for each in newest],
                         [("key-69", "sent", 1), ("key-68", "sent", 1)])
        self.assertEqual(len(self.run_it("list", "--count", "1000").stdout.splitlines()), 70)

    def test_status(self):
        answer = json.loads(self.run_it("status", "--json", "key-3").stdout)
        self.assertEqual((answer["text"], answer["people"], answer["final"]), ("text 3", 1, True))
        self.assertIn("text 0", self.run_it("status", "key-0").stdout)
        self.assertIn("No message is known as other", self.run_it("status", "other", status=WRONG).stderr)
        self.assertIn("with its key", self.run_it("status", status=WRONG).stderr)
        self.assertIn("--count", self.run_it("status", "--count=2", "key-0", status=WRONG).stderr)


if __name__ == "__main__":
    unittest.main()
