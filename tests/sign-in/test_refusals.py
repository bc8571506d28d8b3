"""What a page may not do: leave for unsafe places, open windows by itself, save files, ask for rights."""
import os
import stat
import tempfile

from driver import STATE, Case, Listener, main, page, until

BLOCKED = "The page asked for something that Munja does not allow while you sign in."
NOT_OPENED = "This page was not opened"


class Places(Case):
    def test_foreign_http_by_server(self):
        other = Listener()
        run = self.open(self.go_to(f"http://127.0.0.1:{other.port}/"))
        run.shows(NOT_OPENED)
        other.close()
        self.assertEqual(other.count, 0)

    def test_foreign_http_by_link(self):
        other = Listener()
        run = self.open(page(f"<a id=a href='http://127.0.0.1:{other.port}/' autofocus>x</a>"))
        self.site.wait("/_focus?a")
        run.key("Return")
        run.shows(BLOCKED)
        run.shows("Practice on this computer")
        other.close()
        self.assertEqual(other.count, 0)

    def test_foreign_http_in_frame(self):
        other = Listener()
        self.open(page(f"<iframe src='http://127.0.0.1:{other.port}/'></iframe>"))
        self.site.wait("/_ready")
        other.close()
        self.assertEqual(other.count, 0)

    def test_other_schemes(self):
        for scheme in ("mailto:a@example.com", "sms:01012345678", "munja-test:x"):
            with self.subTest(scheme):
                run = self.open(page(f"<a id=a href='{scheme}' autofocus>x</a>"))
                self.site.wait("/_focus?a", count=len(self.runs))
                run.key("Return")
                run.shows(BLOCKED)
                run.end()

    def test_data_page(self):
        run = self.open(page("<button id=a autofocus onclick=\"location.href='data:text/html,<h1>x</h1>'\">x</button>"))
        self.site.wait("/_focus?a")
        run.key("Return")
        run.key("F5")
        self.site.wait("/start", count=2)
        run.shows("Practice on this computer")

    def test_frames_with_own_content(self):
        self.open(page("<iframe srcdoc='<img src=/inner>'></iframe><iframe src='about:blank'></iframe>"))
        self.site.wait("/inner")


# All that a page can load without going anywhere, each with a name that the server finds in the path.
PARTS = {
    "image": "<img src='{0}/image'>",
    "style": "<link rel=stylesheet href='{0}/style'>",
    "script": "<script src='{0}/script'></script>",
    "module": "<script>import('{0}/module').catch(() => 0)</script>",
    "font": "<style>@font-face {{ font-family: f; src: url('{0}/font') }}</style><p style='font-family:f'>x</p>",
    "background": "<div style=\"width:9px;height:9px;background:url('{0}/background')\"></div>",
    "drawing": "<svg width=9 height=9><use href='{0}/drawing#x'/></svg><svg><image href='{0}/drawing'/></svg>",
    "poster": "<video poster='{0}/poster' width=9 height=9></video>",
    "fetch": "<script>fetch('{0}/fetch', {{mode: 'no-cors'}}).catch(() => 0)</script>",
    "post": "<script>fetch('{0}/post', {{method: 'POST', body: 'x', mode: 'no-cors'}}).catch(() => 0)</script>",
    "xhr": "<script>x = new XMLHttpRequest(); x.open('GET', '{0}/xhr'); x.send()</script>",
    "events": "<script>e = new EventSource('{0}/events'); e.onerror = () => e.close()</script>",
    "beacon": "<script>navigator.sendBeacon('{0}/beacon', 'x')</script>",
    "worker": "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('{0}/worker', {{mode: 'no-cors'}})"
              ".catch(() => 0)\"])))</script>",
    "preload": "<link rel=preload as=image href='{0}/preload'>",
    "inner": "<iframe srcdoc=\"<img src='{0}/inner'>\"></iframe>",
}


class Parts(Case):
    """What a page loads for itself obeys the same rules as where it goes."""

    def open_with(self, parts, origin):
        """Opens a page with these parts; each is asked for before what comes after the page's end."""
        self.open(page("".join(part.format(origin) for part in parts.values())
                       + "<script>addEventListener('load', () => setTimeout(() => fetch('/_late'), 1000))</script>"))
        self.site.wait("/_late")

    def test_own(self):
        self.open_with(PARTS, self.site.origin)
        asked = {path.strip("/") for path in self.site.paths()}
        self.assertEqual(set(PARTS) - asked, set())

    def test_redirect_host(self):
        for origin in (f"http://localhost:{self.back.port}", f"http://u:p@localhost:{self.back.port}",
                       f"https://localhost:{self.back.port}"):
            with self.subTest(origin):
                self.open_with(PARTS, origin)
                self.runs[-1].end()
                self.site.requests.clear()
                self.assertEqual(self.back.count, 0)

    def test_redirect_host_socket(self):
        for scheme in ("ws", "wss"):
            with self.subTest(scheme):
                self.open_with({"socket": "<script>new WebSocket('{0}/socket')</script>"},
                               f"{scheme}://localhost:{self.back.port}")
                self.runs[-1].end()
                self.site.requests.clear()
                self.assertEqual(self.back.count, 0)

    def test_server_sends_part(self):
        self.site.pages["/part"] = self.go_to(f"{self.redirect}?code=x&state=y")
        self.open_with({"image": "<img src='{0}/part'>", "fetch": PARTS["fetch"].replace("/fetch", "/part")},
                       self.site.origin)
        self.assertIn("/part", self.site.paths())

    def test_foreign_http(self):
        other = Listener()
        self.open_with(PARTS, f"http://127.0.0.1:{other.port}")
        other.close()
        self.assertEqual(other.count, 0)

    def test_in_popup(self):
        self.site.pages["/popup"] = page(f"<img src='http://localhost:{self.back.port}/image'>", "/_popup")
        run = self.open(page("<button id=b autofocus onclick=\"open('/popup', '', 'width=300,height=300')\">x"
                             "</button>"))
        self.site.wait("/_focus?b")
        run.key("Return")
        self.site.wait("/_popup")


class Dialogs(Case):
    def test_no_address(self):
        run = self.open("<script>alert('Hello from the page'); fetch('/_after')</script>")
        run.shows("Hello from the page")
        run.shows("127.0.0.1:%d Says" % self.site.port)
        self.assertFalse([w.name for w in run.widgets() if STATE in w.name])
        run.key("Return", number=-1)
        self.site.wait("/_after")

    def test_question(self):
        for key, wanted in (("Return", "true"), ("Escape", "false")):
            with self.subTest(key):
                self.site.requests.clear()
                run = self.open("<script>fetch('/_said?' + confirm('Sure?'))</script>")
                run.shows("Sure?")
                run.key(key, number=-1)
                self.assertEqual(self.site.wait("/_said"), f"/_said?{wanted}")
                run.end()

    def test_prompt(self):
        run = self.open("<script>fetch('/_said?' + prompt('Name?', 'old'))</script>")
        run.shows("Name?")
        run.key("Return", number=-1)
        self.assertEqual(self.site.wait("/_said"), "/_said?old")

    def test_without_end(self):
        run = self.open("<script>for (i = 0; i < 9; i++) alert('No ' + i); fetch('/_after')</script>")
        for number in range(3):
            run.shows(f"No {number}")
            run.key("Return", number=-1)
        self.site.wait("/_after")


class Windows(Case):
    def popup(self, number=1):
        return until(lambda: len(self.runs[-1].windows()) > number, "second window")

    def test_by_script(self):
        run = self.open(page("<script>open('/popup'); open('about:blank')</script>"))
        self.site.wait("/_ready")
        self.assertEqual(len(run.windows()), 1)
        self.assertNotIn("/popup", self.site.paths())

    def test_by_person(self):
        self.site.pages["/popup"] = page("<h1>popup</h1><script>opener.fetch('/_opener')</script>", "/_popup")
        run = self.open(page("<button data-target id=a onclick=\"window.open('/popup'); window.open('/second')\">x</button>"))
        run.click(self.site.wait("/_ready"))
        self.site.wait("/_popup")
        self.site.wait("/_opener")
        self.popup()
        self.assertEqual(len(run.windows()), 2)
        self.assertNotIn("/second", self.site.paths())

        run.key("Escape", number=1)
        until(lambda: len(run.windows()) == 1, "closed popup")
        self.assertTrue(run.running())
        run.key("Escape")
        self.assertEqual(run.answer(), {"cancelled": True})

    def test_closes_itself(self):
        self.site.pages["/popup"] = page("<button id=b autofocus onclick='window.close()'>x</button>", "/_popup")
        run = self.open(page("<button data-target id=a onclick=\"window.open('/popup')\">x</button>"))
        run.click(self.site.wait("/_ready"))
        self.site.wait("/_popup")
        self.popup()
        run.focus(1)
        self.site.wait("/_focus?b")
        run.key("Return", number=1)
        until(lambda: len(run.windows()) == 1, "closed popup")

    def test_redirect_in_popup(self):
        self.site.pages["/popup"] = self.go_to(f"{self.redirect}?code=c&state=other")
        run = self.open(page("<button data-target id=a onclick=\"window.open('/popup')\">x</button>"))
        run.click(self.site.wait("/_ready"))
        self.assertEqual(run.answer(), {"error": "refused"})

    def test_policy_in_popup(self):
        other = Listener()
        self.site.pages["/popup"] = self.go_to(f"http://127.0.0.1:{other.port}/")
        run = self.open(page("<button data-target id=a onclick=\"window.open('/popup')\">x</button>"))
        run.click(self.site.wait("/_ready"))
        run.shows(NOT_OPENED)
        other.close()
        self.assertEqual(other.count, 0)

    def test_first_window_stays(self):
        """Closing stops what is being loaded, so that the page waits before it says that it is still there."""
        run = self.open(page("<button data-target id=a onclick='window.close(); "
                             "setTimeout(() => fetch(\"/_after\"), 300)'>x</button>"))
        run.click(self.site.wait("/_ready"))
        self.site.wait("/_after")
        self.assertTrue(run.running())

    def test_link_elsewhere(self):
        """It opens in the browser, which is a script here that notes what it got."""
        with tempfile.TemporaryDirectory() as data:
            note = os.path.join(data, "note")
            script = os.path.join(data, "browser")
            with open(script, "w", encoding="utf-8") as browser:
                browser.write(f'#!/bin/sh\nprintf %s "$1" >"{note}.new"; mv "{note}.new" "{note}"\n')
            os.chmod(script, stat.S_IRWXU)
            os.mkdir(os.path.join(data, "applications"))
            with open(os.path.join(data, "applications/note.desktop"), "w", encoding="utf-8") as entry:
                entry.write(f"[Desktop Entry]\nType=Application\nName=Note\nExec={script} %u\n"
                            "MimeType=x-scheme-handler/https;\n")
            with open(os.path.join(data, "applications/mimeapps.list"), "w", encoding="utf-8") as apps:
                apps.write("[Default Applications]\nx-scheme-handler/https=note.desktop\n")
            run = self.open(
                page("<a data-target target=_blank href='https://terms.example/a?b=c'>terms</a>"),
                env={"XDG_DATA_HOME": data})
            run.click(self.site.wait("/_ready"))
            until(lambda: os.path.exists(note), "address in the browser")
            with open(note, encoding="utf-8") as noted:
                self.assertEqual(noted.read(), "https://terms.example/a?b=c")
            self.assertEqual(len(run.windows()), 1)


class Rights(Case):
    def test_attachment(self):
        self.site.pages["/file"] = lambda handler: handler.reply(
            "x" * 5000, Content_Disposition='attachment; filename="saved.html"')
        run = self.open(page("<a data-target href=/file>x</a>"))
        run.click(self.site.wait("/_ready"))
        self.site.wait("/file")
        run.shows(BLOCKED)

    def test_unknown_type(self):
        self.site.pages["/file"] = lambda handler: handler.reply(b"\0" * 5000, Content_Type="application/zip")
        run = self.open(page("<a data-target href=/file>x</a>"))
        run.click(self.site.wait("/_ready"))
        run.shows(BLOCKED)

    def test_download_link(self):
        self.site.pages["/file"] = "x" * 5000
        run = self.open(page("<a data-target download=saved href=/file onclick='setTimeout(() => fetch(\"/_after\"), 300)'>x</a>"))
        run.click(self.site.wait("/_ready"))
        self.site.wait("/_after")
        self.assertTrue(run.running())

    def test_first_page_is_a_file(self):
        run = self.open(lambda handler: handler.reply("x", Content_Type="application/zip"))
        run.shows(NOT_OPENED)

    def test_permissions(self):
        run = self.open(page("""<button data-target onclick="
          navigator.geolocation.getCurrentPosition(() => fetch('/_place?yes'), e => fetch('/_place?' + e.code));
          Notification.requestPermission().then(p => fetch('/_notice?' + p))">x</button>"""))
        run.click(self.site.wait("/_ready"))
        self.assertEqual(self.site.wait("/_place"), "/_place?1")
        self.assertEqual(self.site.wait("/_notice"), "/_notice?denied")

    def test_file_chooser(self):
        run = self.open(page("<input type=file data-target>"))
        run.click(self.site.wait("/_ready"))
        run.shows(BLOCKED)
        self.assertEqual(len(run.windows()), 1)

    def test_password_dialog(self):
        self.site.pages["/start"] = lambda handler: handler.reply(
            page("<p>401", "/_ready"), 401, WWW_Authenticate='Basic realm="x"')
        run = self.open()
        self.site.wait("/_ready")
        run.shows("Practice on this computer")

    def test_print_and_full_screen(self):
        run = self.open(page("""<button data-target onclick="print();
          (document.documentElement.requestFullscreen ?
            document.documentElement.requestFullscreen() : Promise.reject()).catch(() => fetch('/_small'))">x</button>"""))
        run.click(self.site.wait("/_ready"))
        self.site.wait("/_small")
        self.assertEqual(len(run.windows()), 1)


if __name__ == "__main__":
    main()
