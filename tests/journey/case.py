"""What the tests of whole journeys share."""

import os
import re
import subprocess
import sys
import unittest

from munja import PROGRAM, SEND, Practice

SKIPPED = 77

# What the libraries say of themselves. Newer versions of GTK warn of how AdwMessageDialog finds out that
# its heading has to be a small one. GTK 4.8 looks half a second after the mouse came over a popover
# whether there is a tooltip in it, also when a press has closed it meanwhile. A page's process, which has
# no name and is the second one in its sandbox, may be told to end while it still begins, or find that who
# began it has gone; and that of a newer WebKit may end when the bus of its sandbox has gone already. Most
# sessions of tests have nobody who shows notifications.
OF_LIBRARIES = re.compile(
    r"Trying to measure GtkLabel 0x\w+ for width of \d+, but it needs at least \d+$"
    r"|(gdk_surface_get_device_position|_gtk_widget_find_at_coords): "
    r"assertion 'GDK_IS_SURFACE \(surface\)' failed$"
    r"|^\(process:2\): GLib-GObject-CRITICAL .* g_object_ref: assertion 'G_IS_OBJECT \(object\)' failed$"
    r"|^\(process:2\): GLib-GIO-WARNING .*: Socket check failed$"
    r"|unable to send notifications through org\.freedesktop\.Notifications: .* not provided by any"
    r"|Error releasing name \S+\.Sandboxed\.WebProcess-\S+: The connection is closed$")

if not os.path.exists(PROGRAM):
    print(f"{PROGRAM} is not there: install first, as tests/run.sh does", file=sys.stderr)
    sys.exit(SKIPPED)
if subprocess.run(["bwrap", "--ro-bind", "/", "/", "--unshare-all", "true"], check=False).returncode:
    print("bubblewrap is refused here, so that WebKit cannot show the sign-in page", file=sys.stderr)
    sys.exit(SKIPPED)


class Case(unittest.TestCase):
    def start(self, **options):
        app = Practice(**options)
        self.addCleanup(self.check_log, app)
        self.addCleanup(app.kill)
        return app

    def check_log(self, app):
        # Warnings are not fatal here, so that a test shows first what a person would have seen.
        with open(app.log_path, encoding="utf-8", errors="replace") as log:
            lines = [line for line in log if ("-WARNING **" in line or "-CRITICAL **" in line)
                     and not OF_LIBRARIES.search(line)]
        self.assertEqual(lines, [])

    def signed_in(self, **options):
        app = self.start(**options)
        return app, app.sign_in()

    def written(self, **options):
        app, server = self.signed_in(**options)
        app.write()
        return app, server

    def wait_for_job(self, app, title):
        """Waits for what is said of the message that is shown among those that were sent."""
        app.wait_for_text(title)

    def wait_until_sent(self, app):
        """Waits until the service has taken what was sent last, and it is shown what becomes of it."""
        app.find_button("_Copy to New")

    def sent(self, server):
        return server.got(SEND, "POST")

    def end(self, app):
        """A clean end: no crash, and no leak in a sanitizer build."""
        self.assertEqual(app.close(), 0, app.printed().decode(errors="replace"))

    def end_when_accepted(self, app):
        """Ends once the app has heard of it, which is later than the service: before that it asks."""
        app.key("alt+2")
        app.wait_for_text("On Its Way")
        self.end(app)
