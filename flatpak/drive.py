"""Does the main job in the sandbox of the installed Flatpak, and looks at what that sandbox is: test.sh."""

import json
import os
import re
import shutil
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(HERE, "..", "tests", name) for name in ("journey", "support", "practice")]

import accessible  # noqa: E402
import munja  # noqa: E402
import practice  # noqa: E402
from person import App, Program, is_managed, process_tree, screenshot, until  # noqa: E402

MANIFEST, PICTURES = sys.argv[1:]
ID = "io.github.munja.Munja"
FOLDER = os.path.expanduser(f"~/.var/app/{ID}/data")  # both sides of the sandbox see it
TEXT = "안녕하세요"


def clean_environment():
    """Without what a test's session says to programs outside of the sandbox."""
    return {name: value for name, value in os.environ.items()
            if name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "FLATPAK_USER_DIR", "HOME", "PATH", "XDG_DATA_DIRS",
                        "XDG_RUNTIME_DIR", "LANG", "LC_ALL")}


def in_sandbox(*words):
    return ["flatpak", "run", "--user", *words]


class InSandbox:
    """What is in a sandbox is known by its name: on both buses it has the process of its proxy, and the screen
    knows no process at all."""

    program = ""

    def root(self):
        if self.known_root is None:
            desktop = accessible.Widget(accessible.REGISTRY, "/org/a11y/atspi/accessible/root")
            roots = [accessible.Widget(owner, path).look(1)
                     for owner, path in desktop.demand(accessible.ACCESSIBLE, "GetChildren")[0]]
            self.known_root = next((root for root in roots if root.name == self.program), None)
        return self.known_root

    def windows(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", f"^{re.escape(self.program)}$"],
                               stdout=subprocess.PIPE, text=True, check=False)
        return list(filter(is_managed, found.stdout.split()))


class SignIn(InSandbox, Program):
    """The process with the sign-in page. It is called like the app, and the app like its program."""

    program = ID


class Sandboxed(InSandbox, munja.Practice):
    """The app in its sandbox, with a practice server outside that can be asked what it got."""

    program = "munja"

    def __init__(self, server, *arguments):
        self.served = server
        self.browser_note = munja.install_browser()
        App.__init__(self, in_sandbox(ID, *arguments), os.path.join(os.environ["XDG_RUNTIME_DIR"], "log"),
                     env=clean_environment())

    def server(self):
        return self.served

    def child(self, name):
        assert name == "munja-sign-in"
        return SignIn(0)


class Flatpak(unittest.TestCase):
    def setUp(self):
        os.makedirs(FOLDER, exist_ok=True)
        self.server = practice.Practice("--control")
        self.server.__class__ = type("Server", (munja.Server,), {"__init__": lambda self: None})
        self.addCleanup(practice.Practice.stop, self.server)
        self.program = self.server.lend(FOLDER, code=False)

    def picture(self, name):
        screenshot(os.path.join(PICTURES, name + ".png"))

    def start(self):
        app = Sandboxed(self.server, "--practice", f"--practice-server={self.program}")
        self.addCleanup(app.kill)
        return app

    def check_web_process(self, app):
        """The page is in a sandbox of its own, without the network."""
        processes = process_tree(1)
        web = until(lambda: [pid for pid, name in process_tree(1).items() if name.startswith("WebKitWebProces")],
                    f"web process among {sorted(processes.values())}")[0]
        with open(f"/proc/{web}/status", encoding="utf-8") as status:
            self.assertRegex(status.read(), r"\nSeccomp:\s+2\n")
        sign_in = next(pid for pid, name in processes.items() if name == "munja-sign-in")
        for kind in ("net", "pid", "mnt"):
            self.assertNotEqual(os.readlink(f"/proc/{web}/ns/{kind}"), os.readlink(f"/proc/{sign_in}/ns/{kind}"), kind)

    def test_permissions(self):
        """What was granted is what the manifest asks for."""
        with open(MANIFEST, encoding="utf-8") as file:
            asked = json.load(file)["finish-args"]
        shown = subprocess.run(["flatpak", "info", "--user", "--show-permissions", ID], check=True, text=True,
                               capture_output=True).stdout
        granted = dict(line.split("=") for line in shown.splitlines() if "=" in line)
        self.assertEqual(set(granted), {"shared", "sockets", "devices"})
        # "fallback-x11" is listed with the "x11" that it stands for.
        found = {f"--share={name}" for name in granted["shared"].split(";") if name}
        found |= {f"--socket={name}" for name in granted["sockets"].split(";") if name and name != "x11"}
        found |= {f"--device={name}" for name in granted["devices"].split(";") if name}
        self.assertEqual(found, set(asked))

    def test_main_job(self):
        app = self.start()
        window = app.open_sign_in()
        app.log_in(window, self.server, picture=lambda: self.picture("sign-in"))
        self.check_web_process(app)
        app.approve(window, self.server)
        app.wait_for_compose()
        self.picture("form")
        app.write(text=TEXT)
        app.send()
        app.answer("_Send")
        app.find_button("_Copy to New")
        self.picture("sent")
        [message] = self.server.judge("messages")
        self.assertEqual((message["to"], message["text"]), ("01012345678", TEXT))
        app.close()

        # The session was kept through the portal, in the app's own folder.
        self.assertTrue(os.path.exists(os.path.join(FOLDER, "keyrings", "default.keyring")))

    def test_command_line(self):
        done = subprocess.run(in_sandbox(ID, "send", "--practice", "--from", "0212345678", "--to", "01012345678",
                                         "--text", TEXT, "--yes", "--json"),
                              env=clean_environment(), capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["state"], "sent")


if __name__ == "__main__":
    shutil.rmtree(PICTURES, ignore_errors=True)
    unittest.main(argv=sys.argv[:1], verbosity=2)
