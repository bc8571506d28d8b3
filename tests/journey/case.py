"""What the tests of whole journeys share."""

import os
import subprocess
import sys
import unittest

from munja import PROGRAM, SEND, Practice

SKIPPED = 77

if not os.path.exists(PROGRAM):
    print(f"{PROGRAM} is not there: install first, as tests/run.sh does", file=sys.stderr)
    sys.exit(SKIPPED)
if subprocess.run(["bwrap", "--ro-bind", "/", "/", "--unshare-all", "true"], check=False).returncode:
    print("bubblewrap is refused here, so that WebKit cannot show the sign-in page", file=sys.stderr)
    sys.exit(SKIPPED)


# GTK 4.8 trips over itself when somebody asks on the accessibility bus for a widget that has just gone.
# So warnings are not fatal here, but looked for afterwards.
KNOWN = "g_variant_is_object_path: assertion"


class Case(unittest.TestCase):
    def start(self, **options):
        app = Practice(**options)
        self.addCleanup(self.check_log, app)
        self.addCleanup(app.kill)
        return app

    def check_log(self, app):
        with open(app.log_path, encoding="utf-8", errors="replace") as log:
            lines = [line for line in log if "-WARNING **" in line or "-CRITICAL **" in line]
        self.assertEqual([line for line in lines if KNOWN not in line], [])

    def signed_in(self, **options):
        app = self.start(**options)
        return app, app.sign_in()

    def written(self, **options):
        app, server = self.signed_in(**options)
        app.write()
        return app, server

    def sent(self, server):
        return server.got(SEND, "POST")

    def end(self, app):
        """A clean end: no crash, and no leak in a sanitizer build."""
        self.assertEqual(app.close(), 0, app.printed().decode(errors="replace"))
