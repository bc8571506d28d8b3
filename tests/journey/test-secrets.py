"""No token, code or client secret is to be found anywhere but in memory and in the keyring: neither
while the app runs nor after it has ended."""

import contextlib
import json
import os
import subprocess
import unittest
import urllib.parse

from case import Case
from munja import TOKEN
from person import process_tree


def processes():
    """Every process that this test can see, with its arguments and environment."""
    for entry in filter(str.isdigit, os.listdir("/proc")):
        for name in ("cmdline", "environ"):
            try:
                with open(f"/proc/{entry}/{name}", "rb") as file:
                    yield f"/proc/{entry}/{name}", file.read()
            except OSError:
                pass


def files():
    for folder, _folders, names in os.walk(os.environ["HOME"]):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield path, file.read()


def memory(pid):
    """Everything that a process has in its memory and may write to, piece by piece."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb") as mem:
        for line in maps:
            place, rights, *_rest = line.split()
            start, end = (int(number, 16) for number in place.split("-"))
            if rights.startswith("rw"):
                with contextlib.suppress(OSError):
                    mem.seek(start)
                    yield f"{place} {line.split()[5:]}", mem.read(end - start)


def settings():
    done = subprocess.run(["gsettings", "list-recursively"], check=True, stdout=subprocess.PIPE)
    yield "settings", done.stdout


# What is freed stays in memory as it was.
AS_FREED = {"MALLOC_PERTURB_": "0"}


class Secrets(Case):
    def places(self, app):
        yield from processes()
        yield from files()
        yield from settings()
        yield "what the app printed", app.printed()

    def look(self, app, secrets):
        looked = 0
        for place, content in self.places(app):
            looked += 1
            for name, secret in secrets.items():
                self.assertNotIn(secret.encode(), content, f"{name} in {place}")
        self.assertGreater(looked, 10)

    def look_at_limits(self, app):
        """No core file, and no program that takes one: see the program's main()."""
        seen = []
        for pid, name in [(app.pid, "munja"), *process_tree(app.pid).items()]:
            if name in ("munja", "munja-sign-in"):
                with open(f"/proc/{pid}/limits", encoding="utf-8") as limits:
                    [line] = [line for line in limits if line.startswith("Max core file size")]
                self.assertEqual(line.split()[4:6], ["1", "1"], name)
                seen.append(name)
        self.assertEqual(sorted(seen), ["munja", "munja-sign-in"])

    def known_secrets(self, server):
        """What the practice server has handed out and got, from its own record."""
        [exchange] = server.got(TOKEN, "POST")
        asked = json.loads(exchange["body"])
        sent = next(r for r in server.requests() if r["path"].startswith("/cash"))
        token = next(v for k, v in sent["headers"].items() if k.lower() == "authorization").split()[1]
        state = next(urllib.parse.parse_qs(r["query"])["state"][0] for r in server.requests()
                     if r["path"].endswith("/authorize"))
        return {"client secret": server.info["client_secret"], "code": asked["code"],
                "access token": token, "signature of the token": token.split(".")[2], "state": state}

    def test_while_it_runs_and_after(self):
        # Practice's wrapper keeps the introduction of the server in the runtime directory, on purpose.
        app = self.start(env={"G_MESSAGES_DEBUG": "all", "GSETTINGS_BACKEND": "keyfile"})
        server = app.server()
        window = app.open_sign_in()
        app.log_in(window, server)
        self.look(app, {"client secret": server.info["client_secret"]})
        self.look_at_limits(app)
        app.approve(window, server)
        app.wait_for_compose()
        server.wait_for("/cash/v1/balance", "GET")
        secrets = self.known_secrets(server)
        self.look(app, secrets)
        app.write()
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.look(app, secrets)
        self.assertGreater(len(app.printed()), 0, "nothing was logged, so nothing was looked through")
        self.end(app)
        self.look(app, secrets)

    def copies(self, app, secrets):
        """How often each of them is in the app's memory."""
        counts = dict.fromkeys(secrets, 0)
        for _place, content in memory(app.pid):
            for name, secret in secrets.items():
                counts[name] += content.count(secret.encode())
        return counts

    def look_at_memory(self, app, server):
        """The server of practice tells the client secret anew each time, so that no keyring has it."""
        server.wait_for("/cash/v1/balance", "GET")
        secrets = self.known_secrets(server)
        self.assertGreater(self.copies(app, secrets)["access token"], 0, "it was not looked through")
        app.press("Account")
        app.press_menu("Sign _Out")
        app.find_button("_Sign In to Practice")
        copies = self.copies(app, secrets)
        self.assertEqual(copies["code"], 0, copies)
        self.end(app)

    @unittest.skipIf("ASAN_OPTIONS" in os.environ, "there are terabytes of memory")
    def test_memory_after_sign_out(self):
        app = self.start(env=AS_FREED)
        self.look_at_memory(app, app.sign_in())

    @unittest.skipIf("ASAN_OPTIONS" in os.environ, "there are terabytes of memory")
    def test_memory_after_sign_out_in_browser(self):
        app = self.start(env=AS_FREED)
        server = app.server()
        app.press("Sign In With Your _Browser")
        app.browse(server)
        app.wait_for_compose()
        self.look_at_memory(app, server)


if __name__ == "__main__":
    unittest.main(verbosity=2)
