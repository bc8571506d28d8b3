"""The redirect is caught however a page comes to it, and nobody ever asks for it."""

from driver import CODE, STATE, Case, Listener, main, page

LOGIN = page("""<h1>로그인</h1><form method=post action=/login>
<p><input id=email name=email autofocus><p><input id=password name=password type=password>
<p><button id=go>로그인</button></form>""")
CONSENT = page("<h1>동의</h1><form method=post action=/consent><button id=yes autofocus>승인</button></form>")


class Redirect(Case):
    def answers_code(self, run):
        self.assertEqual(run.answer(), {"code": CODE, "state": STATE})

    def test_login_and_consent(self):
        self.site.pages["/login"] = self.go_to("/consent-page", 303)
        self.site.pages["/consent-page"] = CONSENT
        self.site.pages["/consent"] = self.go_to(self.good)
        run = self.open(LOGIN)
        self.site.wait("/_ready")
        run.focus()
        self.site.wait("/_focus?email")
        run.key("a", "b", "Tab")
        self.site.wait("/_focus?password")
        run.key("c", "Return")
        self.site.wait("/_focus?yes")
        run.key("Return")
        self.answers_code(run)
        bodies = [body for method, _path, _headers, body in self.site.requests if method == "POST"]
        self.assertEqual(bodies[0], "email=ab&password=c")

    def test_server_sends(self):
        self.answers_code(self.open(self.go_to(self.good)))

    def test_two_hops(self):
        self.site.pages["/second"] = self.go_to(self.good)
        self.answers_code(self.open(self.go_to("/second")))

    def test_post(self):
        self.site.pages["/login"] = self.go_to(self.good)
        self.answers_code(self.open("<form id=f method=post action=/login></form><script>f.submit()</script>"))

    def test_script(self):
        self.answers_code(self.open(f"<script>location.href = '{self.good}'</script>"))

    def test_refresh(self):
        self.answers_code(self.open(f"<meta http-equiv=refresh content='0;url={self.good}'>"))

    def test_frame(self):
        self.site.pages["/inner"] = self.go_to(self.good)
        self.answers_code(self.open("<iframe src=/inner></iframe>"))

    def test_window(self):
        run = self.open(page(f"<a id=a target=_blank href='{self.good}' autofocus>승인</a>"))
        self.site.wait("/_focus?a")
        run.key("Return")
        self.answers_code(run)


class Refused(Case):
    def answers_refused(self, run, **more):
        self.assertEqual(run.answer(), {"error": "refused", **more})

    def test_wrong_state(self):
        self.answers_refused(self.open(self.go_to(f"{self.redirect}?code={CODE}&state=other")))

    def test_wrong_state_in_frame(self):
        self.answers_refused(self.open(f"<iframe src='{self.redirect}?code=stolen&state=other'></iframe>"))

    def test_no_state(self):
        self.answers_refused(self.open(self.go_to(f"{self.redirect}?code={CODE}")))

    def test_twice(self):
        self.answers_refused(self.open(self.go_to(f"{self.good}&code=other")))

    def test_fragment(self):
        self.answers_refused(self.open(self.go_to(f"{self.good}#x")))

    def test_error(self):
        where = f"{self.redirect}?error=access_denied&error_description=Not+%EC%98%A4%EB%8A%98&state={STATE}"
        self.answers_refused(
            self.open(self.go_to(where)), service_code="access_denied", service_text="Not 오늘")


class NotTheRedirect(Case):
    def test_other_port(self):
        other = Listener()
        run = self.open(self.go_to(f"http://localhost:{other.port}/authorize?code={CODE}&state={STATE}"))
        run.shows("This page was not opened")
        run.press("Use Your Browser Instead")
        self.assertEqual(run.answer(), {"browser": True})
        other.close()
        self.assertEqual(other.count, 0)

    def test_other_path(self):
        run = self.open(self.go_to(f"{self.redirect}2?code={CODE}&state={STATE}"))
        run.shows("This page was not opened")
        run.key("Escape")
        self.assertEqual(run.answer(), {"cancelled": True})


if __name__ == "__main__":
    main()
