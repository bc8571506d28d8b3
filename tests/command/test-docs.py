"""The manual page and the completion that are installed say what the program says of itself."""

import os
import subprocess
import unittest

ROOT = os.environ["MUNJA_ROOT"]


class Docs(unittest.TestCase):
    def complete(self, *words):
        """What bash offers for the last of the words."""
        quoted = " ".join(f"'{word}'" for word in words)
        script = (f". '{ROOT}/share/bash-completion/completions/munja'; COMP_WORDS=({quoted}); "
                  f"COMP_CWORD={len(words) - 1}; _munja; echo \"${{COMPREPLY[@]}}\"")
        done = subprocess.run(["bash", "-c", script], check=True, capture_output=True, text=True, timeout=60)
        return done.stdout.split()

    def test_completion(self):
        self.assertEqual(self.complete("munja", "s"), ["send", "status"])
        self.assertEqual(self.complete("munja", "--b"), ["--body"])
        self.assertEqual(self.complete("munja", "send", "--te"), ["--text", "--text-file"])
        self.assertEqual(self.complete("munja", "send", "--to", "010", "--dr"), ["--dry-run"])
        self.assertEqual(self.complete("munja", "status", "--te"), [])
        self.assertEqual(self.complete("munja", "send", "--csv", f"{ROOT}/bi"), [f"{ROOT}/bin"])

    def test_page(self):
        with open(f"{ROOT}/share/man/man1/munja.1", encoding="utf-8") as file:
            page = file.read().replace("\\-", "-")
        for command in ([], ["send"], ["status"], ["list"]):
            said = subprocess.run([f"{ROOT}/bin/munja", *command, "--help"], check=True, capture_output=True, text=True,
                                  timeout=60).stdout
            words = [line.split("--")[1].split()[0].split("=")[0] for line in
                     said.partition("Application Options:")[2].splitlines() if "--" in line[:10]]
            self.assertGreater(len(words), 1, said)
            for word in words:
                self.assertIn(f"--{word}\\fR", page)
        self.assertIn(".SH EXIT STATUS", page)


if __name__ == "__main__":
    unittest.main()
