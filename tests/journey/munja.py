"""Munja as a person meets it in practice mode, and the practice server that it talks to."""

import contextlib
import json
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

ROOT = os.environ["MUNJA_ROOT"]
PROGRAM = os.path.join(ROOT, "bin", "munja")
PUBLISHED = os.environ.get("MUNJA_PUBLISHED")  # with a registration built in
SERVER = os.path.join(ROOT, "libexec", "munja", "munja-practice-server")
LOCALES = os.path.join(ROOT, "share", "locale")
HERE = os.path.dirname(os.path.abspath(__file__))

os.environ.setdefault("MUNJA_PRACTICE_SERVER", SERVER)
sys.path += [os.path.join(HERE, "..", "support"), os.path.join(HERE, "..", "practice")]

import practice  # noqa: E402
from accessible import State  # noqa: E402
from person import App, BUTTONS, label_of, plain, translator, until, xdotool  # noqa: E402

MESSAGE = "안녕하세요, 문자 연습입니다.\n둘째 줄: 12시 30분 ABC"
RECIPIENT = "010-1234-5678"
AUTHORIZE = "/oauth2/v1/authorize"
TOKEN = "/oauth2/v1/access_token"
SEND = "/messages/v4/send"

# Beyond every screen, so that it is the corner: no window reaches that far.
OUTSIDE = 10000


def make_picture(size, name):
    """A picture that is hard to make short, with something in it that must not be sent."""
    path = os.path.join(os.environ["XDG_RUNTIME_DIR"], name)
    subprocess.run(["convert", "-size", size, "-seed", "7", "plasma:blue-yellow", "-set", "comment",
                    "secret", path], check=True)
    return path


class Server(practice.Practice):
    """A practice server that the app has started."""

    def __init__(self, introduction):
        self.info = json.loads(introduction)
        self.host, self.port = self.info["base"].removeprefix("http://").split(":")
        self.port = int(self.port)

    def got(self, path, method):
        return [r for r in self.requests() if (r["path"], r["method"]) == (path, method)]

    def wait_for(self, path, method, count=1, patience=30):
        def search():
            found = self.got(path, method)
            return found if len(found) >= count else None

        return until(search, f"{method} {path}", patience)[-1]


def install_browser():
    """Makes a program the browser of this session, which does no more than to note the address."""
    home = os.environ["HOME"]
    note = os.path.join(os.environ["XDG_RUNTIME_DIR"], "browser-address")
    script = os.path.join(os.environ["XDG_RUNTIME_DIR"], "browser")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nprintf '%s\\n' \"$1\" >'{note}.new'\nmv '{note}.new' '{note}'\n")
    os.chmod(script, stat.S_IRWXU)
    for folder in (f"{home}/.local/share/applications", f"{home}/.config"):
        os.makedirs(folder, exist_ok=True)
    with open(f"{home}/.local/share/applications/browser.desktop", "w", encoding="utf-8") as file:
        file.write(f"[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\n"
                   "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
    with open(f"{home}/.config/mimeapps.list", "w", encoding="utf-8") as file:
        file.write("[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
                   "x-scheme-handler/https=browser.desktop\n")
    return note


def set_preference(name, value):
    subprocess.run(["gsettings", "set", "io.github.munja.Munja", name, str(value)], check=True,
                   env={**os.environ, "GSETTINGS_BACKEND": "keyfile"})


def set_profile(service, name, value):
    subprocess.run(["gsettings", "set", f"io.github.munja.Munja.Profile:/io/github/munja/Munja/{service}/",
                    name, value], check=True, env={**os.environ, "GSETTINGS_BACKEND": "keyfile"})


def set_own_number(number):
    set_profile("practice", "own-number", number)


def set_registration(client_id):
    """Lets the person have entered an app registration for Coolsms, or none."""
    set_profile("coolsms", "client-id", client_id)


def forget_own_number():
    """Lets the app not know the person's number, as at first."""
    set_own_number("")


def data_path(*names):
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.environ["HOME"], ".local", "share")
    return os.path.join(data, "munja", *names)


def library_path():
    """Where templates are kept, and drafts to really send."""
    return data_path("library.sqlite")


def drafts_path():
    """Where the drafts of practice are kept."""
    return data_path("practice", "drafts.sqlite")


def forget_drafts():
    """Every test begins with nothing written and no templates."""
    for path in (library_path(), drafts_path()):
        for end in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path + end)


class Practice(App):
    """The app in practice mode, with a practice server that can be asked what it got."""

    def __init__(self, language=None, env=None, arguments=("--practice",), undo_seconds=0,
                 keep_drafts=False, held=False, repeat_hours=0, program=PROGRAM):
        set_preference("undo-seconds", undo_seconds)
        set_preference("repeat-hours", repeat_hours)
        if not keep_drafts:
            forget_drafts()
        self.folder = tempfile.mkdtemp(dir=os.environ["XDG_RUNTIME_DIR"])
        self.introduction = os.path.join(self.folder, "introduction")
        self.hold = os.path.join(self.folder, "hold")  # while it is there, no practice server starts
        if held:
            with open(self.hold, "w", encoding="utf-8"):
                pass
        self.browser_note = install_browser()
        wrapper = os.path.join(self.folder, "practice-server")
        with open(wrapper, "w", encoding="utf-8") as script:
            script.write(f"#!/bin/sh\nwhile [ -e '{self.hold}' ]; do sleep 0.1; done\n"
                         f"'{SERVER}' --control \"$@\" | tee '{self.introduction}'\n")
        os.chmod(wrapper, stat.S_IRWXU)
        super().__init__([program, f"--practice-server={wrapper}", *arguments],
                         os.path.join(self.folder, "log"), translator(language, LOCALES), env)

    def introduced(self):
        """The server that the app has started, once it has said where it is."""
        with open(self.introduction, encoding="utf-8") as lines:
            text = lines.readline()
        return text.endswith("\n") and Server(text)

    def server(self):
        return self.wait_for(self.introduced, "practice server")

    @contextlib.contextmanager
    def standstill(self):
        """Lets what is asked of the service wait until the end of it."""
        server = self.child("munja-practice").pid
        os.kill(server, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(server, signal.SIGCONT)

    # Signing in

    def open_sign_in(self):
        self.press("_Sign In to Practice")
        window = self.child("munja-sign-in")
        window.wait_for(window.root, "sign-in window")
        return window

    def log_in(self, window, server, picture=None, pages=0):
        """Logs in on the page with the keyboard. The first field has the focus once it is there.
        pages tells how many were asked for by earlier attempts."""
        server.wait_for(AUTHORIZE, "GET", pages + 1)

        def has_come():
            return len(server.got(AUTHORIZE, "GET")) >= pages + 2

        def submit():
            self.focus_page(window)
            xdotool("key", "ctrl+a")
            window.type_ascii(server.info["email"])
            xdotool("key", "Tab", "ctrl+a")
            window.type_ascii(server.info["password"])
            if picture:
                picture()
            xdotool("key", "Return")

        self.insist(submit, has_come, "log in")

    def focus_page(self, window):
        """Gives the page the keyboard. Should it close meanwhile, keys go to what is under the mouse:
        nothing, then."""
        xdotool("mousemove", OUTSIDE, OUTSIDE)
        window.focus()

    def approve(self, window, server, count=1):
        """Presses the one button of the consent page."""
        def has_come():
            return len(server.got(TOKEN, "POST")) >= count

        def press():
            self.focus_page(window)
            xdotool("key", "Tab", "Return")

        self.insist(press, has_come, "approval")

    def insist(self, act, has_come, what):
        """Does again what has had no effect. A page takes keys only once it has been laid out, which
        nobody outside can see."""
        problem = None
        for _attempt in range(5):
            try:
                act()
            except (AssertionError, subprocess.SubprocessError) as error:
                problem = error  # The window may have gone, since it had an effect after all.
            try:
                return until(has_come, what, 10)
            except AssertionError:
                pass
        raise AssertionError(f"no {what} ({problem}); shown: {self.shown_texts()}")

    def opened_address(self):
        """What the app has opened in the browser."""
        def opened():
            with open(self.browser_note, encoding="utf-8") as note:
                return note.read().strip()

        address = self.wait_for(opened, "address in the browser")
        os.unlink(self.browser_note)
        return address

    def browse(self, server):
        """Plays the browser's part, from the address that the app opened to the redirect."""
        address = self.opened_address()
        browser = practice.Browser(server)
        browser.open(address.removeprefix(server.info["base"]))
        browser.submit()
        browser.open(browser.page.headers["Location"])
        browser.submit()
        with urllib.request.urlopen(browser.page.headers["Location"], timeout=20) as page:
            return page.read().decode()

    def sign_in(self):
        server = self.server()
        window = self.open_sign_in()
        self.log_in(window, server)
        self.approve(window, server)
        self.wait_for_compose()
        return server

    # The form

    def wait_for_compose(self):
        self.find("combo box", "From")
        self.find("text", "To" if not self.people_row() else "Te_xt")

    def can_send(self):
        """Tells whether what is in the form may go out now."""
        button = self.send_button()
        return bool(button and button.is_sensitive())

    def send_button(self):
        """The button below the form that sends, whatever it says for whom and when."""
        names = "|".join(re.escape(plain(self.say(name))).replace("%s", ".+")
                         for name in ("_Send", "_Send to %s", "_Schedule for %s"))
        return next((w for w in reversed(self.widgets(self.frame()))
                     if w.role in BUTTONS and re.fullmatch(names, label_of(w)) and w.actions()), None)

    def find_send(self):
        return self.wait_for(self.send_button, "button that sends")

    def press_send(self):
        self.press_found(self.send_button, "press on the button that sends")

    def choose_sender(self, index):
        """Opens the list of sender numbers and goes down in it, with the keyboard."""
        self.click(self.find("combo box", "From"))
        xdotool("key", *["Down"] * index, "Return")

    def write(self, to=RECIPIENT, text=MESSAGE, kind="Information"):
        self.fill("text", "To", to)
        self.fill("text", "Te_xt", text)
        self.say_kind(kind)

    def menu_button(self, name, value=""):
        """The button that opens the choices of something, if it shows a value that begins so."""
        start = self.say(name) % (self.say(value) if value else "")
        return next((w for w in self.widgets(self.frame())
                     if w.role in BUTTONS and w.name.startswith(start)), None)

    def say_kind(self, kind="Information"):
        """Says whether the message is information or an advertisement. It is information, unless somebody
        says otherwise."""
        if self.menu_button("Kind: %s", kind):
            return
        self.open_kind()
        self.clicks += 1
        xdotool("key", *["Down"] * (kind != "Information"), "Return", "Escape")
        self.wait_for(lambda: self.menu_button("Kind: %s", kind), f"choice of “{kind}”")

    def open_kind(self):
        """Opens what says what the message is."""
        self.press_found(lambda: self.menu_button("Kind: %s"), "press on the button of the kind")
        self.find("check box", "Advertisement")

    def advertise(self, name, number, by_night=False):
        """Says that the message is an advertisement, and of whom."""
        self.say_kind("Advertisement")
        self.open_kind()
        self.fill("text", "Name of the Advertiser", name)
        self.fill("text", "Free Number to Opt Out (080)", number)
        if by_night:
            self.find("check box", "Everyone Agreed to Advertisements at Night").act()
        self.close_kind()

    def close_kind(self):
        self.key("Escape")
        self.wait_for(lambda: not self.shows("check box", "Advertisement"), "end of the choice")

    def shows(self, role, name):
        return any(w.role == role and w.name == self.say(name) for w in self.widgets())

    def name_people(self, people):
        """Puts a list into the field for recipients, as pasting it does."""
        assert self.find("text", "To").set_text("\n".join(people) + "\n")
        self.say_kind()

    def people_row(self):
        """The row that stands for the list of recipients, in place of the field for them."""
        return next((w for w in self.widgets(self.frame())
                     if w.role == "list item" and w.name.startswith(self.say("To") + ", ")), None)

    def open_people(self):
        """Opens the page with the list of recipients."""
        self.click(self.wait_for(self.people_row, "row of the list of recipients"))
        self.find_button("_Clear")

    def forget_people(self):
        """Empties the list of recipients, and goes back to the form."""
        self.open_people()
        self.press("_Clear")
        self.press("Back")
        self.find("text", "To")

    def open_time(self):
        """Opens what chooses the time, at the time that is there or that is offered first."""
        self.press_found(lambda: self.menu_button("When: %s"), "press on the button of the time")
        if self.menu_button("When: %s", "Now"):
            self.press("Choose…")
        return self.find("spin button", "Hour in Seoul")

    def choose_time(self, hour=None):
        """Chooses to send later, at the time that is offered first or at another hour of that day."""
        field = self.open_time()
        if hour is not None:
            field.set_value(hour)
        self.press("_Done")
        self.wait_for(self.is_scheduled, "time that is chosen")

    def is_scheduled(self):
        return not self.menu_button("When: %s", "Now")

    def choose_picture(self, path):
        """Chooses a picture for the message."""
        windows = len(self.windows())
        self.press("▣ Pict_ure")
        self.wait_for(lambda: len(self.windows()) > windows, "file chooser")
        self.insist(lambda: self.name_file(path), lambda: len(self.windows()) == windows, "choice of a file")

    def name_file(self, path):
        """Names a file in the chooser that is open, as a person does who knows its place. The field for
        it comes and goes by a key. Letters that are typed there would be mixed with those that the chooser
        adds meanwhile."""
        def field():
            chooser = next((w for w in self.toplevels() if w.role != "frame"), None)
            return chooser and next((w for w in self.widgets(chooser) if w.role == "text"), None)

        if not field():
            self.key("ctrl+l")
        place = self.wait_for(field, "field for the place of a file")
        place.set_text(path)
        self.key("Return")

    def send(self):
        """Presses Send, up to the question."""
        self.press_send()
        self.find_question()

    def find_question(self):
        """Waits for the page that asks whether to send one text."""
        self.wait_for_text("Send This Text?")

    def press_menu(self, name):
        """Chooses from the menu that is open, by the key that is underlined: newer libraries give no
        names to what is in a menu."""
        key = re.search("_(.)", self.say(name))[1].lower()
        self.wait_for(self.menu_items, "menu")
        self.key(key)
        self.wait_for(lambda: not self.menu_items(), f"choice of “{plain(self.say(name))}”")

    def open_details(self):
        """Shows what only a developer asks for about the message that was sent."""
        self.click(self.find("label", "Details"))
        self.wait_for(lambda: any(re.fullmatch(r"G4V\w{29}", t) for t in self.shown_texts()), "details")

    def menu_items(self):
        return [w for w in self.widgets() if w.role == "menu item"]

    def answer(self, button):
        """Answers the dialog that is open, or the page that asks whether to send."""
        self.press_found(lambda: self.find_answer(button), f"answer “{plain(self.say(button))}”")

    def find_answer(self, button):
        dialog = self.dialog()
        if dialog:
            return self.button(button, dialog)
        if not self.button("_Back"):
            return None
        return self.send_button() if button in ("_Send", "_Schedule") else self.button(button)


def redirect_target(server):
    return urllib.parse.urlsplit(server.info["redirect_uri"])
