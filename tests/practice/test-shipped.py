"""Looks into the practice server as it is shipped: nobody can drive it as the tests do.

usage: test-shipped.py DRIVEN SHIPPED ROOT
"""

import pathlib
import re
import subprocess
import sys
import unittest

FUNCTION = re.compile(r"\b(munja_practice_\w+) \(")


def functions(root):
    """Lists what the headers of the control room declare."""
    headers = sorted((root / "src/practice/control").glob("*.h"))
    return {name for header in headers for name in FUNCTION.findall(header.read_text(encoding="utf-8"))}


def symbols(program):
    listing = subprocess.run(["nm", program], capture_output=True, text=True, check=True).stdout
    return {line.split()[-1] for line in listing.splitlines()}


class Shipped(unittest.TestCase):
    def test_no_control_inside(self):
        driven, shipped, control = symbols(DRIVEN), symbols(SHIPPED), functions(ROOT)
        self.assertTrue(control)
        self.assertGreater(len(driven & control), 5)
        self.assertEqual(shipped & control, set())

    def test_no_paths_and_no_faults(self):
        for word in (b"/_practice", b"reset_before"):
            self.assertTrue(word in DRIVEN.read_bytes(), word)
            self.assertFalse(word in SHIPPED.read_bytes(), word)

    def test_no_option(self):
        run = subprocess.run([SHIPPED, "--control"], capture_output=True, text=True, timeout=30, check=False)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("--control", run.stderr)
        self.assertEqual(run.stdout, "")


if __name__ == "__main__":
    DRIVEN, SHIPPED, ROOT = (pathlib.Path(path) for path in sys.argv[1:4])
    unittest.main(argv=sys.argv[:1])
