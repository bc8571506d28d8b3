"""How a run begins and ends, what it shows of itself, and what it leaves behind: nothing."""
import json
import subprocess
import sys

from driver import CODE, PATIENCE, PROGRAM, STATE, Case, descendants, main, page, until


def environment(pid):
    with open(f"/proc/{pid}/environ", "rb") as environ:
        return environ.read().decode(errors="replace")


class Ends(Case):
    def setUp(self):
        super().setUp()
        self.site.pages["/start"] = page("<h1>x</h1><input id=i>")

    def test_escape(self):
        run = self.open()
        self.site.wait("/_ready")
        run.key("Escape")
        self.assertEqual(run.answer(), {"cancelled": True})

    def test_escape_without_end(self):
        run = self.open("<h1>x</h1><script>addEventListener('load', () => setTimeout(() => {"
                        "fetch('/_busy').finally(() => { for (;;); }) }))</script>")
        self.site.wait("/_busy")
        run.key("Escape")
        self.assertEqual(run.answer(), {"cancelled": True})

    def test_close_button(self):
        run = self.open()
        self.site.wait("/_ready")
        run.press("Close")
        self.assertEqual(run.answer(), {"cancelled": True})

    def test_browser(self):
        run = self.open()
        run.press("Use Your Browser Instead")
        self.assertEqual(run.answer(), {"browser": True})

    def test_page_has_the_room(self):
        """Only what stands in the header bar is taken from it, as long as there is no trouble."""
        run = self.open("<h1>x</h1><script>addEventListener('load', () => setTimeout(() => "
                        "fetch(innerHeight >= 680 && innerWidth >= 460 ? '/_fits' : '/_short'), 500))</script>")
        self.site.wait("/_fits")
        self.assertEqual(len([w for w in run.widgets() if w.name == "Use Your Browser Instead"]), 1)
        run.press("Use Your Browser Instead")
        self.assertEqual(run.answer(), {"browser": True})

    def test_time_is_over(self):
        run = self.open(lifetime=1)
        self.assertEqual(run.answer(), {"cancelled": True})

    def test_reader_gone(self):
        run = self.open()
        self.site.wait("/_ready")
        run.process.stdout.close()
        run.process.stdout = None
        run.process.wait(PATIENCE)

    def test_parent_killed(self):
        """The parent holds the only other end of the answer's pipe."""
        script = ("import json, subprocess, sys\n"
                  "p = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
                  "p.stdin.write(sys.argv[2].encode() + b'\\n'); p.stdin.flush()\n"
                  "print(p.pid, flush=True)\n"
                  "p.wait()\n")
        with subprocess.Popen([sys.executable, "-c", script, PROGRAM, json.dumps(self.request())],
                              stdout=subprocess.PIPE, text=True) as parent:
            child = int(parent.stdout.readline())
            self.site.wait("/_ready")
            helpers = descendants(child)
            self.assertTrue(helpers)
            parent.kill()
        until(lambda: not alive(child), "end of the helper")
        until(lambda: not any(map(alive, helpers)), "end of its processes")

    def test_no_display(self):
        run = self.open(env={"DISPLAY": ":4711"})
        self.assertEqual(run.answer(), {"error": "unavailable"})

    def test_bad_requests(self):
        for text in ("", "nonsense", "[]", json.dumps(self.request(uri="http://example.com/")),
                     json.dumps(self.request(state="")), "x" * 70000):
            with self.subTest(text[:40]):
                run = subprocess.run([PROGRAM], input=text, capture_output=True, text=True, check=False)
                self.assertEqual(run.returncode, 2)
                self.assertEqual(run.stdout, '{"error":"request"}\n')


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Keeps(Case):
    def test_secrets(self):
        """Neither the state nor the code is where other programs could read it."""
        self.site.pages["/go"] = self.go_to(self.good)
        run = self.open(page("<a id=a href=/go autofocus>x</a>"), env={"G_MESSAGES_DEBUG": "all"})
        self.site.wait("/_focus?a")
        for pid in [run.process.pid, *descendants(run.process.pid)]:
            with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as line:
                self.assertNotIn(STATE, line.read())
            self.assertNotIn(STATE, environment(pid))
        with open(f"/proc/{run.process.pid}/limits", encoding="utf-8") as limits:
            core = next(line for line in limits if line.startswith("Max core file size"))
        # With 1, and not with 0, the kernel does not even start a handler that core files are piped to.
        self.assertEqual(core.split()[4:6], ["1", "1"])
        run.key("Return")
        self.assertEqual(run.answer(), {"code": CODE, "state": STATE})
        self.assertNotIn(STATE, run.log())
        self.assertNotIn(CODE, run.log())

    def test_sandbox_and_renderer(self):
        run = self.open(page("<h1>x</h1>"))
        self.site.wait("/_ready")
        commands = set()
        for pid in descendants(run.process.pid):
            with open(f"/proc/{pid}/comm", encoding="utf-8") as comm:
                commands.add(comm.read().strip())
        self.assertIn("bwrap", commands)
        web = until(run.web_processes, "web process")[0]
        self.assertIn("WEBKIT_DISABLE_DMABUF_RENDERER=1", environment(web))

    def test_own_renderer_setting_wins(self):
        run = self.open(page("<h1>x</h1>"), env={"WEBKIT_DISABLE_DMABUF_RENDERER": "0"})
        self.site.wait("/_ready")
        web = until(run.web_processes, "web process")[0]
        self.assertIn("WEBKIT_DISABLE_DMABUF_RENDERER=0", environment(web))

    def test_cookies_end_with_the_run(self):
        def start(handler):
            seen.append(handler.headers.get("Cookie"))
            handler.reply(page("<script>localStorage.n = (+localStorage.n || 0) + 1;"
                               "fetch('/_n?' + localStorage.n)</script>"),
                          Set_Cookie="session=1; Max-Age=86400")

        seen = []
        for _number in range(2):
            run = self.open(start)
            self.site.wait("/_n", count=len(self.runs))
            run.press("Close")
            run.answer()
        self.assertEqual(seen, [None, None])
        self.assertEqual([p for p in self.site.paths() if p.startswith("/_n")], ["/_n?1", "/_n?1"])

    def test_cookies_last_for_the_run(self):
        self.site.pages["/second"] = page("<h1>x</h1>")
        self.open(lambda handler: handler.reply("", 302, Location="/second", Set_Cookie="session=1"))
        self.site.wait("/_ready")
        second = next(headers for _m, path, headers, _b in self.site.requests if path == "/second")
        self.assertEqual(second.get("Cookie"), "session=1")


class Shows(Case):
    def test_identity(self):
        main = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        self.addCleanup(main.wait)
        self.addCleanup(main.kill)
        root = 0x123456
        run = self.open(page("<h1>x</h1>"), parent=f"x11:{root:x}")
        self.site.wait("/_ready")
        window = until(run.windows, "window")[0]
        properties = subprocess.run(
            ["xprop", "-id", window, "WM_CLASS", "WM_TRANSIENT_FOR", "WM_NAME"],
            stdout=subprocess.PIPE, text=True, check=True).stdout
        self.assertIn('"io.github.munja.Munja", "io.github.munja.Munja"', properties)
        self.assertIn(f"window id # {hex(root)}", properties)
        self.assertIn('"Sign in to practice"', properties)

    def test_unusable_parents(self):
        for parent in ("x11:zz", "wayland:some-handle", "nonsense"):
            run = self.open(page("<h1>x</h1>"), parent=parent)
            run.shows("Practice on this computer")
            run.end()

    def test_host(self):
        run = self.open(page("<h1>x</h1>"))
        run.shows("Practice on this computer")
        run.shows(f"127.0.0.1:{self.site.port}")

    def test_languages(self):
        self.open(page("<h1>x</h1>"), env={"LANGUAGE": "ko_KR:ko:en"})
        self.site.wait("/_ready")
        headers = self.site.requests[0][2]
        self.assertTrue(headers["Accept-Language"].lower().startswith("ko"), headers)
        self.assertNotIn("Munja", headers["User-Agent"])

    def test_reload_and_zoom(self):
        run = self.open(page("<p id=w><script>addEventListener('resize', () => fetch('/_w?' + innerWidth))</script>"))
        self.site.wait("/_ready")
        run.key("F5")
        self.site.wait("/start", count=2)
        self.site.wait("/_ready", count=2)
        run.press("Reload")
        self.site.wait("/_ready", count=3)
        run.key("ctrl+plus")
        narrow = int(self.site.wait("/_w").partition("?")[2])
        run.key("ctrl+0")
        wide = int(self.site.wait("/_w", count=2).partition("?")[2])
        self.assertLess(narrow, wide)

    def test_names(self):
        """Every control says what it is, and the page's warning is read out."""
        run = self.open(page("<h1>x</h1>"))
        run.shows("Practice on this computer")
        for widget in run.widgets():
            if widget.role in ("button", "toggle button", "progress bar"):
                self.assertNotEqual(widget.name, "", widget.role)

    def test_context_menu(self):
        run = self.open(page("<a data-target href=/other>x</a>"))
        ready = self.site.wait("/_ready")
        run.click(ready, button=3)
        names = until(lambda: menu(run), "menu")
        for unwanted in ("Open", "Download", "Save", "Inspect"):
            self.assertFalse([n for n in names if unwanted in n], names)


def menu(run):
    return [w.name for w in run.widgets()
            if w.role in ("menu item", "button") and w.name in ("Reload", "Stop", "Back")]


if __name__ == "__main__":
    main()
