"""Drives munja-sign-in like a person: its own widgets through the accessibility bus, the page with the
mouse and the keyboard. A page tells by itself when it is ready, so nothing here guesses a delay."""
import http.server
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest

# A warning ends the helper, but is of no interest in the accessibility client that looks at it. GLib
# reads this when it is loaded.
WARNINGS = os.environ.pop("G_DEBUG", "")

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

import accessible  # noqa: E402

PROGRAM = os.environ["MUNJA_SIGN_IN"]
PATIENCE = 60
STATE = "st-4f1c9a7e63b2d805"
CODE = "co-9b8d2e61fa7305c4"


def until(ask, what, patience=PATIENCE):
    """Waits for ask() to give something; what is not there yet may fail on the way."""
    end = time.monotonic() + patience
    problem = None
    while time.monotonic() < end:
        try:
            answer = ask()
        except Exception as error:  # widgets come and go while they are looked at
            problem = error
        else:
            if answer:
                return answer
        time.sleep(0.03)
    raise AssertionError(f"there was no {what} ({problem!r})")


class Site:
    """A web server on this computer. Pages are functions of the request, by path."""

    def __init__(self, pages=None, context=None):
        self.pages = dict(pages or {})
        self.requests = []
        self.changed = threading.Condition()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                length = int(self.headers.get("Content-Length") or 0)
                self.body = self.rfile.read(length).decode()
                with site.changed:
                    site.requests.append((self.command, self.path, dict(self.headers), self.body))
                    site.changed.notify_all()
                page = site.pages.get(self.path.partition("?")[0])
                if page is None:
                    self.reply("", 204 if self.path.startswith("/_") else 404)
                elif callable(page):
                    page(self)
                else:
                    self.reply(page)

            do_GET = do_POST = handle_any

            def reply(self, body, status=200, **headers):
                data = body if isinstance(body, bytes) else body.encode()
                self.send_response(status)
                headers.setdefault("Content_Type", "text/html; charset=utf-8")
                headers["Content_Length"] = str(len(data))
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_args):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_args):
                pass  # a client that goes away is no fault of the server

        self.server = Server(("127.0.0.1", 0), Handler)
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        scheme = "https" if context else "http"
        self.port = self.server.server_port
        self.origin = f"{scheme}://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait(self, start, patience=PATIENCE, count=1):
        """Waits for a request whose path begins like this, and gives its path."""
        def found():
            return [path for _method, path, *_rest in self.requests if path.startswith(start)]

        with self.changed:
            if not self.changed.wait_for(lambda: len(found()) >= count, patience):
                raise AssertionError(f"nobody asked for {start}; asked for: {self.paths()}")
            return found()[count - 1]

    def paths(self):
        return [path for _method, path, *_rest in self.requests]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Listener:
    """Counts who knocks, and says nothing."""

    def __init__(self):
        self.count = 0
        self.sockets = []
        first = socket.create_server(("127.0.0.1", 0))
        self.port = first.getsockname()[1]
        self.sockets.append(first)
        try:
            self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        except OSError:
            pass  # this computer has no IPv6
        for one in self.sockets:
            threading.Thread(target=self.listen, args=(one,), daemon=True).start()

    def listen(self, one):
        while True:
            try:
                connection, _address = one.accept()
            except OSError:
                return
            self.count += 1
            connection.close()

    def close(self):
        for one in self.sockets:
            one.close()


def tls_context(folder):
    """A certificate that nobody has reason to believe; it is in cert.pem."""
    key, certificate = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def instead_of(path, substitute, program):
    """A command that runs program where path is another file, or None where that is not permitted."""
    wrap = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"', substitute,
            path]
    if subprocess.run([*wrap, "true"], capture_output=True, check=False).returncode != 0:
        return None
    return [*wrap, program]


def page(body, ready="/_ready"):
    """A page that reports where its first [data-target] is once it has been laid out, and every focus."""
    return f"""<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width">
<style>body {{ font: 16px sans-serif; margin: 1em }}</style>{body}<script>
addEventListener('focusin', e => fetch('/_focus?' + e.target.id));
addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => {{
  const t = document.querySelector('[data-target]');
  const r = t ? t.getBoundingClientRect() : {{x: 0, y: 0, width: 0, height: 0}};
  fetch('{ready}?' + Math.round(r.x + r.width / 2) + ',' + Math.round(r.y + r.height / 2));
}})));
</script>"""


def descendants(pid):
    """Process ids below pid."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stat:
                parents.setdefault(int(stat.read().rpartition(")")[2].split()[1]), []).append(int(name))
        except OSError:
            pass
    found, waiting = [], [pid]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def xdotool(*words):
    done = subprocess.run(["xdotool", *map(str, words)], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


class SignIn:
    """One run of the helper."""

    def __init__(self, request, program=(PROGRAM,), env=None):
        self.errors = open(os.path.join(os.environ["XDG_RUNTIME_DIR"], "errors"), "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            list(program), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True,
            env={**os.environ, "G_DEBUG": WARNINGS, **(env or {})})
        text = request if isinstance(request, str) else json.dumps(request)
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def answer(self, patience=PATIENCE, status=0):
        """Waits for the end, and gives the one line."""
        try:
            out, _none = self.process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"no answer; shown: {self.texts()}; log: {self.log()}") from None
        self.process.stdin = None
        lines = out.splitlines()
        assert self.process.returncode == status, (self.process.returncode, out, self.log())
        assert len(lines) == 1, (out, self.log())
        return json.loads(lines[0])

    def log(self):
        self.errors.flush()
        with open(self.errors.name, encoding="utf-8", errors="replace") as errors:
            return errors.read()

    def running(self):
        return self.process.poll() is None

    def widgets(self):
        """Everything that can be seen."""
        root = until(lambda: accessible.program(self.process.pid), "window on the accessibility bus")
        return list(root.look().walk())

    def find(self, role, name, number=0):
        def search():
            found = [w for w in self.widgets() if (w.role, w.name) == (role, name)]
            return found[number] if len(found) > number else None

        return until(search, f"{role} “{name}”")

    def press(self, name):
        until(lambda: self.find("button", name).act(), f"press on “{name}”")

    def shows(self, text):
        """Waits for a text to be on the window itself, outside the page."""
        self.find("label", text)

    def texts(self):
        return [w.name for w in self.widgets() if w.role == "label"]

    def windows(self):
        try:
            return xdotool("search", "--onlyvisible", "--pid", self.process.pid).split()
        except subprocess.CalledProcessError:
            return []

    def focus(self, number=0):
        windows = until(lambda: len(self.windows()) > number and self.windows(), "window")
        xdotool("windowfocus", "--sync", windows[number])
        return windows[number]

    def key(self, *keys, number=0):
        self.focus(number)
        xdotool("key", *keys)

    def click(self, ready, button=1):
        """Clicks in the first window's page at the spot that it has reported."""
        x, y = map(int, ready.partition("?")[2].split(","))
        window = self.focus()
        frame = next(w for w in self.widgets() if w.role == "frame")
        # Newer libraries show the page itself in place of the view.
        view = next(w for w in frame.walk() if w.name == "Sign-in page" or w.hosts_page)
        size = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).split())
        left = (int(size["WIDTH"]) - frame.box.width) // 2 + view.box.x - frame.box.x + x
        top = (int(size["HEIGHT"]) - frame.box.height) // 2 + view.box.y - frame.box.y + y
        xdotool("mousemove", "--window", window, left, top, "click", button)

    def web_processes(self):
        found = []
        for pid in descendants(self.process.pid):
            try:
                with open(f"/proc/{pid}/comm", encoding="utf-8") as comm:
                    if comm.read().startswith("WebKitWebProces"):
                        found.append(pid)
            except OSError:
                pass
        return found

    def end(self):
        if self.running():
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        self.errors.close()


def files_in_home():
    """What is under the home directory that was not there before."""
    return {os.path.join(folder, name) for folder, _folders, names in os.walk(os.environ["HOME"])
            for name in names}


class Case(unittest.TestCase):
    """A test with a site of its own, and a redirect that nobody may ask for."""

    def setUp(self):
        self.before = files_in_home()
        self.site = Site()
        self.back = Listener()
        self.redirect = f"http://localhost:{self.back.port}/authorize"
        self.good = f"{self.redirect}?code={CODE}&state={STATE}"
        self.runs = []

    def tearDown(self):
        for run in self.runs:
            run.end()
        self.site.close()
        self.back.close()
        self.assertEqual(self.back.count, 0, "somebody asked for the redirect")
        self.assertEqual(files_in_home() - self.before, set(), "something was written")

    def request(self, **members):
        return {
            "uri": f"{self.site.origin}/start?state={STATE}",
            "redirect_uri": self.redirect,
            "state": STATE,
            "service": "Coolsms",
            "trusted_hosts": ["coolsms.co.kr", "solapi.com"],
            "practice_origin": self.site.origin,
            **members,
        }

    def open(self, start=None, program=(PROGRAM,), env=None, **members):
        if start is not None:
            self.site.pages["/start"] = start
        run = SignIn(self.request(**members), program, env)
        self.runs.append(run)
        return run

    def go_to(self, where, status=302):
        return lambda handler: handler.reply("", status, Location=where)


def main():
    """Runs the tests of the calling file; skips them where WebKit's sandbox, and so WebKit, cannot run."""
    sandbox = subprocess.run(["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"],
                             capture_output=True, text=True, check=False)
    if sandbox.returncode != 0:
        print("Skipped: bubblewrap is refused here:", sandbox.stderr.strip())
        sys.exit(77)
    unittest.main()
