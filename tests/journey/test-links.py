"""What opens the app from outside: links, files, the command line and the icon. All of it only fills the
form."""

import os
import shutil
import subprocess
import unittest
import urllib.parse

from gi.repository import Gio, GLib

from case import Case
from munja import PROGRAM, RECIPIENT, ROOT, make_picture
from person import Program, until

APP = "io.github.munja.Munja"
# The launchers look there for what the desktop file names.
os.environ["PATH"] = os.path.dirname(PROGRAM) + ":" + os.environ["PATH"]
TEXT = "안녕하세요? 10% 할인 & “선물”\n둘째 줄"
LATER = "Sign in first: what you opened comes into the message then."
UNREADABLE = "The link cannot be read. Enter the number and the text yourself."


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


def link(numbers, text=None, scheme="sms"):
    return f"{scheme}:{numbers}" + ("" if text is None else "?body=" + urllib.parse.quote(text, safe=""))


def ask(name, path, interface, method, *texts):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    parameters = GLib.Variant("(" + "s" * len(texts) + ")", texts)
    return bus.call_sync(name, path, interface, method, parameters, None, 0, 20000, None).unpack()


def ask_bus(method, *texts):
    return ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, *texts)


class Links(Case):
    def form(self, app):
        return app.find("text", "To").text(), app.find("text", "Te_xt").text()

    def wait_for_form(self, app, to, text):
        app.wait_for(lambda: self.form(app) == (to, text), f"form with {to} and {text}")

    def open(self, app, address):
        done = run("xdg-open", address)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_links(self):
        app, server = self.signed_in()
        app.fill("text", "Te_xt", "Begun before")
        self.open(app, link("01012345678", TEXT))
        self.wait_for_form(app, "01012345678", TEXT)
        app.wait_for_text("Moved to the drafts")
        self.open(app, link("010-1234-5678,010-9999-8888", scheme="smsto"))
        self.wait_for_form(app, "010-1234-5678, 010-9999-8888", "")

        # What was begun is there.
        app.key("ctrl+o")
        app.wait_for_text("Begun before")
        app.key("Escape")

        # Bad ones leave everything as it is, and say so.
        for address in ("sms:010?body=%C0%E1", "sms:010?body=a&body=b", "sms:010?body=%00",
                        "sms:010?body=" + "a" * 70000):
            self.open(app, address)
            app.wait_for_text(UNREADABLE)
            self.assertEqual(self.form(app), ("010-1234-5678, 010-9999-8888", ""))
        self.assertEqual(self.sent(server), [])
        self.end(app)

    def test_command_line(self):
        app, server = self.signed_in()
        done = run(PROGRAM, "--to", "01012345678\n01099998888", "--to", "홍길동 01011112222", "--body", TEXT)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.wait_for_form(app, "01012345678,01099998888, 홍길동 01011112222", TEXT)
        self.assertEqual(run(PROGRAM, "--new").returncode, 0)
        self.wait_for_form(app, "", "")
        run("gapplication", "action", APP, "write", "('010', 'a')")
        self.wait_for_form(app, "010", "a")

        # Nothing out there can do more than that.
        [actions] = ask(APP, "/io/github/munja/Munja", "org.gtk.Actions", "List")
        self.assertEqual(sorted(actions), ["about", "new-message", "practice", "quit", "shortcuts", "show-sent",
                                           "write"])
        self.assertEqual(self.sent(server), [])
        self.end(app)

    def test_files(self):
        app, server = self.signed_in()
        people = os.path.join(app.folder, "people.csv")
        with open(people, "w", encoding="utf-8") as file:
            file.write("이름,번호\n홍길동,01012345678\n김철수,01099998888\n")
        self.open(app, people)
        app.wait_for_text("홍길동", translated=False)
        app.press("_Add 2 People")
        app.wait_for(lambda: app.people_row() or None, "people in the form")
        run(PROGRAM, make_picture("200x200", "flower.png"))
        app.find_button("Remove the Picture")
        run(PROGRAM, people, people)
        app.wait_for_text("Open one file at a time.")
        self.assertEqual(self.sent(server), [])
        self.end(app)

    def test_before_signing_in(self):
        """It is not lost: it is in the form as soon as there is one."""
        app = self.start(arguments=(link(RECIPIENT, TEXT),))
        app.wait_for_text(LATER)
        app.press("_Try It Out")
        self.wait_for_form(app, RECIPIENT, TEXT)
        self.end(app)

    def test_with_practice(self):
        app = self.start(arguments=("--practice", "--to", RECIPIENT, "--body", "a"))
        app.sign_in()
        self.wait_for_form(app, RECIPIENT, "a")
        self.end(app)


class Icon(unittest.TestCase):
    """Started by the desktop, which knows of the app only what was installed."""

    def setUp(self):
        services = os.path.join(os.path.dirname(os.environ["XDG_RUNTIME_DIR"]), "services")
        shutil.copy(os.path.join(ROOT, "share", "dbus-1", "services", APP + ".service"), services)
        ask_bus("ReloadConfig")

    def started(self):
        def find():
            return ask_bus("NameHasOwner", APP)[0] and ask_bus("GetConnectionUnixProcessID", APP)[0]

        return Program(until(find, "app on the bus"))

    def quit(self):
        run("gapplication", "action", APP, "quit")
        until(lambda: not ask_bus("NameHasOwner", APP)[0], "end of the app")

    def launch(self, *words):
        done = run("gtk-launch", APP, *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.started()

    def test_launched(self):
        self.launch().find_button("_Try It Out")
        self.quit()

    def test_link(self):
        self.launch(link(RECIPIENT, TEXT)).wait_for_text(LATER)
        self.quit()

    def test_menu_of_the_icon(self):
        info = Gio.DesktopAppInfo.new(APP + ".desktop")
        self.assertEqual(info.list_actions(), ["new-message"])
        info.launch_action("new-message", None)
        self.started().find_button("_Try It Out")
        self.quit()


if __name__ == "__main__":
    unittest.main()
