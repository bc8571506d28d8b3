"""When there is no page: what is said, and that there is always a way out."""
import os
import shutil
import signal
import socket
import tempfile
import threading

from driver import PATIENCE, PROGRAM, Case, Site, instead_of, main, page, tls_context, until

LOCK = "This connection is not safe"
CRASH = "The page stopped working"
NETWORK = "The sign-in page could not be opened"


class Troubles(Case):
    def test_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            secure = Site({"/start": "secret"}, tls_context(folder))
        run = self.open(uri=secure.origin + "/start")
        run.shows(LOCK)
        run.shows("No page")
        run.press("Try Again")
        run.shows(LOCK)
        run.press("Use Your Browser Instead")
        self.assertEqual(run.answer(), {"browser": True})
        secure.close()
        self.assertEqual(secure.requests, [])

    def test_tls_after_redirect(self):
        with tempfile.TemporaryDirectory() as folder:
            secure = Site({"/start": "secret"}, tls_context(folder))
        run = self.open(self.go_to(secure.origin + "/start"))
        run.shows(LOCK)
        secure.close()
        self.assertEqual(secure.requests, [])

    def test_refused_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        run = self.open(uri=f"https://127.0.0.1:{port}/start")
        run.shows(NETWORK)
        run.shows(f"127.0.0.1:{port} could not be reached. Check the internet connection.")

    def test_unknown_host(self):
        run = self.open(uri="https://munja-test.invalid/start")
        run.shows(NETWORK)

    def test_try_again(self):
        state = {"broken": True}

        def start(handler):
            if state["broken"]:
                handler.close_connection = True
                handler.connection.shutdown(socket.SHUT_RDWR)
            else:
                handler.reply(page("<h1>x</h1>"))

        run = self.open(start)
        run.shows(NETWORK)
        state["broken"] = False
        run.press("Try Again")
        self.site.wait("/_ready")
        run.shows("Practice on this computer")

    def test_slow(self):
        answer = threading.Event()

        def start(handler):
            answer.wait(60)
            handler.reply(page("<h1>x</h1>"))

        run = self.open(start)
        run.shows("Connecting…")
        run.shows("The page is taking a long time to appear.")
        run.find("button", "Try Again")
        answer.set()
        self.site.wait("/_ready")
        run.shows("Practice on this computer")
        until(lambda: "The page is taking a long time to appear." not in run.texts(), "end of the notice")

    def test_error_page(self):
        run = self.open(lambda handler: handler.reply(
            '{"errorCode":"InvalidClientId","errorMessage":"x"}', 400, Content_Type="application/json"))
        run.shows("Practice on this computer")

    def test_web_process_killed(self):
        run = self.open(page("<h1>x</h1>"))
        self.site.wait("/_ready")
        processes = until(run.web_processes, "web process")
        for pid in processes:
            os.kill(pid, signal.SIGKILL)
        run.shows(CRASH)
        run.press("Try Again")
        self.site.wait("/_ready", count=2)
        run.shows("Practice on this computer")
        for pid in until(run.web_processes, "web process"):
            os.kill(pid, signal.SIGKILL)
        run.shows(CRASH)
        run.key("Escape")
        self.assertEqual(run.answer(), {"cancelled": True})

    def test_web_process_killed_in_popup(self):
        self.site.pages["/popup"] = page("<h1>popup</h1>", "/_popup")
        run = self.open(page("<button data-target onclick=\"window.open('/popup')\">x</button>"))
        run.click(self.site.wait("/_ready"))
        self.site.wait("/_popup")
        until(lambda: len(run.windows()) == 2, "second window")
        for pid in until(run.web_processes, "web process"):
            os.kill(pid, signal.SIGKILL)
        run.shows(CRASH)
        run.press("Use Your Browser Instead")
        self.assertEqual(run.answer(), {"browser": True})

    def test_no_sandbox(self):
        """Where bubblewrap is refused WebKit ends the process, and only this one."""
        with tempfile.TemporaryDirectory() as folder:
            refused = os.path.join(folder, "bwrap")
            with open(refused, "w", encoding="utf-8") as script:
                script.write("#!/bin/sh\necho refused >&2\nexit 1\n")
            os.chmod(refused, 0o755)
            program = instead_of("/usr/bin/bwrap", refused, PROGRAM)
            if program is None:
                self.skipTest("this machine permits no mount namespace to refuse bubblewrap in")
            run = self.open(page("<h1>x</h1>"), program=program)
            out, _none = run.process.communicate(timeout=PATIENCE)
        run.process.stdin = None
        self.assertNotEqual(run.process.returncode, 0)
        self.assertEqual(out, "")

    def test_web_process_that_does_not_start(self):
        """The first one hangs before WebKit has heard of it; another one takes its place."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy("/usr/bin/bwrap", os.path.join(folder, "real"))
            substitute = os.path.join(folder, "bwrap")
            with open(substitute, "w", encoding="utf-8") as script:
                script.write(f"#!/bin/sh\ncase \"$*\" in *WebKitWebProcess*)\n"
                             f"[ -e {folder}/once ] || {{ touch {folder}/once; exec sleep 600; }};;\nesac\n"
                             f"exec {folder}/real \"$@\"\n")
            os.chmod(substitute, 0o755)
            program = instead_of("/usr/bin/bwrap", substitute, PROGRAM)
            if program is None:
                self.skipTest("this machine permits no mount namespace to put another bubblewrap in")
            run = self.open(page("<h1>x</h1>"), program=program)
            run.shows("The page is taking a long time to appear.")
            self.assertEqual(self.site.paths(), [])
            run.press("Try Again")
            self.site.wait("/_ready")
            run.shows("Practice on this computer")

    def test_somebody_elses_page(self):
        """It is shown, with valid TLS, but not as one of the service."""
        with tempfile.TemporaryDirectory() as folder:
            other = Site({"/start": page("<h1>x</h1>")}, tls_context(folder))
            program = instead_of(
                "/etc/ssl/certs/ca-certificates.crt", os.path.join(folder, "cert.pem"), PROGRAM)
            if program is None:
                self.skipTest("this machine permits no mount namespace to trust another certificate in")
            run = self.open(self.go_to(other.origin + "/start"), program=program)
            other.wait("/_ready")
            run.shows("Not a page of Coolsms")
            run.shows(f"127.0.0.1:{other.port}")
        other.close()


if __name__ == "__main__":
    main()
