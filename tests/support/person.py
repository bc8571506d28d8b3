"""Drives programs like a person does: native widgets are found on the accessibility bus and pressed
there, keys and the mouse go through the X server, and every wait is bounded."""

import gettext
import os
import re
import subprocess
import time

# A warning is fatal in the program that is looked at; here, in the client of its accessibility bus,
# it is of no interest. GLib reads this when it is loaded.
PROGRAM_DEBUG = os.environ.pop("G_DEBUG", "")

from gi.repository import GLib  # noqa: E402

import accessible  # noqa: E402

# How long to wait for what should come, in seconds: for a machine that has much else to do.
PATIENCE = 60

# GTK holds down what is pressed through the accessibility bus, and counts it as clicked only then.
HELD = 0.26

# A button that stays down has a role of its own in newer libraries.
BUTTONS = ("button", "toggle button")

# Room that the bars of a window take at its top and its bottom, and how far in its margin begins.
BARS_ABOVE, BARS_BELOW = 60, 140
MARGIN = 5
WHEEL_UP, WHEEL_DOWN = 4, 5


def until(ask, what, patience=PATIENCE):
    """Waits for ask() to give something; on the way it may fail, since widgets come and go."""
    end = time.monotonic() + patience
    problem = None
    while time.monotonic() < end:
        try:
            answer = ask()
        except (GLib.GError, OSError, AttributeError, subprocess.SubprocessError) as error:
            problem = error
        else:
            if answer:
                return answer
        time.sleep(0.03)
    raise AssertionError(f"no {what} within {patience} s" + (f" ({problem})" if problem else ""))


def xdotool(*words):
    done = subprocess.run(["xdotool", *map(str, words)], check=True, stdout=subprocess.PIPE, text=True,
                          timeout=PATIENCE)
    return done.stdout.strip()


def is_managed(window):
    """Tells a window or dialog, which a window manager would look after, from a popover."""
    done = subprocess.run(["xwininfo", "-id", window], check=True, stdout=subprocess.PIPE, text=True)
    return "Override Redirect State: no" in done.stdout


def screenshot(path, window="root"):
    """Takes a picture once nothing moves any more; what never rests is taken after a while."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    end = time.monotonic() + 3
    last, same = None, 0
    while same < 3 and time.monotonic() < end:
        done = subprocess.run(["import", "-silent", "-window", window, "rgb:-"], check=True,
                              stdout=subprocess.PIPE, timeout=PATIENCE)
        same = same + 1 if done.stdout == last else 0
        last = done.stdout
        time.sleep(0.1)
    subprocess.run(["import", "-silent", "-window", window, path], check=True, timeout=PATIENCE)


def plain(label):
    """A label without its mnemonic, be it "_Send" or "보내기(_S)"."""
    return re.sub(r"\(_?[A-Z]\)|_", "", label)


def translator(language, folder, domain="munja"):
    """Gives what a message of the program reads in a language."""
    if language is None:
        return lambda text, context=None: text
    catalogue = gettext.translation(domain, folder, languages=[language])

    def translate(text, context=None):
        return catalogue.pgettext(context, text) if context else catalogue.gettext(text)

    return translate


def label_of(widget):
    """What a button says: its label's text, or the name that was given to it."""
    return plain(next((inner.name for inner in widget.walk() if inner.role == "label"), widget.name))


def is_text(widget):
    """Tells what is there to be read, an alert being a label that is also read out."""
    return widget.role in ("label", "heading", "alert")


def process_tree(pid):
    """Process ids below pid, each with its command's name."""
    parents = {}
    names = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as stat:
                head, _bracket, tail = stat.read().rpartition(")")
        except OSError:
            continue
        names[int(entry)] = head.partition("(")[2]
        parents.setdefault(int(tail.split()[1]), []).append(int(entry))
    found, waiting = {}, [pid]
    while waiting:
        for child in parents.get(waiting.pop(), []):
            found[child] = names[child]
            waiting.append(child)
    return found


class Program:
    """A running program, seen from outside."""

    def __init__(self, pid, translate=lambda text, context=None: text):
        self.pid = pid
        self.say = translate
        self.known_root = None
        self.clicks = 0  # on anything, by whatever means
        self.keys = 0  # that were pressed, beyond letters and figures

    def root(self):
        """What stands for the program on the bus, once it is there."""
        if self.known_root is None:
            self.known_root = accessible.program(self.pid)
        return self.known_root

    def widgets(self, within=None):
        """Everything that can be seen, looked at anew."""
        root = within or self.root()
        return list(root.look().walk()) if root else []

    def toplevels(self):
        """The windows and dialogs."""
        return [w for w in self.root().look(2).walk() if w.box]

    def frame(self):
        """The main window."""
        return next(w for w in self.toplevels() if w.role == "frame")

    def shown_texts(self):
        """Everything that can be read in the program's windows."""
        return [w.name for w in self.widgets() if is_text(w)]

    def wait_for(self, ask, what, patience=PATIENCE):
        try:
            return until(ask, what, patience)
        except AssertionError as error:
            raise AssertionError(f"{error}; shown: {self.shown_texts()}") from None

    def find(self, role, name, patience=PATIENCE):
        """A widget that can be seen, by its role and its name in the program's language."""
        wanted = plain(self.say(name))

        def search():
            return next((w for w in self.widgets() if w.role == role and plain(w.name) == wanted), None)

        return self.wait_for(search, f"{role} “{wanted}”", patience)

    def button(self, name, within=None):
        """A button by what it says, if it is there now."""
        wanted = plain(self.say(name))
        return next((w for w in self.widgets(within)
                     if w.role in BUTTONS and label_of(w) == wanted and w.actions()), None)

    def find_button(self, name, patience=PATIENCE, within=None):
        return self.wait_for(lambda: self.button(name, within), f"button “{plain(self.say(name))}”",
                             patience)

    def dialog(self):
        """The dialog that is open, if there is one."""
        return next((w for w in self.toplevels() if w.role == "dialog"), None)

    def has_dialog(self):
        return self.dialog() is not None

    def press(self, name, patience=PATIENCE, within=None):
        self.press_found(lambda: self.button(name, within), f"press on “{plain(self.say(name))}”", patience)

    def press_found(self, find, what, patience=PATIENCE):
        """Presses the button that a function finds."""
        def try_it():
            button = find()
            return button if button and button.is_sensitive() and button.act() else None

        self.clicks += 1
        self.wait_for_click(self.wait_for(try_it, what, patience))

    def wait_for_click(self, button):
        """Waits until a button that was pressed is let go. What follows would overtake it else, and it
        would click when another page is shown. The second answer comes from a later turn of the
        program's main loop than the first, and that from one in which its time was over."""
        time.sleep(HELD)
        for _turn in range(2):
            accessible.ask([button.question(accessible.ACCESSIBLE, "GetRole")])

    def wait_for_text(self, text, patience=PATIENCE, translated=True, context=None):
        """Waits for a label that begins with a text, or for what follows its first placeholder."""
        whole = self.say(text, context) if translated else text
        wanted, placeholder, after = whole.partition("%s")
        wanted = wanted or after

        def search():
            return next((text for text in self.shown_texts()
                         if (wanted in text if placeholder else text.startswith(wanted))), None)

        return self.wait_for(search, f"text “{wanted}”", patience)

    def fill(self, role, name, value):
        """Puts a text into a field, as pasting over everything does."""
        field = self.find(role, name)
        assert field.set_text(value), name
        self.wait_for(lambda: field.text() == value, f"value in “{name}”")

    # Windows, keys and mouse

    def windows(self):
        """The windows and dialogs on the screen, the newest one last."""
        return list(filter(is_managed, xdotool("search", "--onlyvisible", "--pid", self.pid).split()))

    def focus(self, number=-1):
        """Gives a window the keyboard, as a window manager would: the newest one. While one comes or
        goes, the screen and the program do not agree about which that is."""
        def try_it():
            windows = self.windows()
            if len(windows) != len(self.toplevels()):
                return None
            xdotool("windowfocus", "--sync", windows[number])
            return windows[number] if xdotool("getwindowfocus") == windows[number] else None

        return self.wait_for(try_it, "window that takes keys")

    def unfocus(self):
        """Takes the keyboard from the program, as another window would."""
        xdotool("windowfocus", xdotool("search", "--maxdepth", 0, "--name", "").split()[0])

    def key(self, *keys):
        self.focus()
        self.keys += len(keys)
        xdotool("key", *keys)

    def type_ascii(self, text):
        """Types into whatever has the focus; the X server loses syllables of Hangul on this way."""
        assert text.isascii(), text
        xdotool("type", "--delay", 12, text)

    def click(self, widget):
        """Clicks a widget of the main window with the mouse, after scrolling to it."""
        self.scroll_to(widget)
        inner = widget.place()
        self.clicks += 1
        self.point(inner.x + inner.width // 2, inner.y + inner.height // 2, 1)

    def point(self, x, y, button):
        """Presses a button of the mouse at a place of the main window."""
        frame = self.frame()
        window = self.focus(0)
        shell = xdotool("getwindowgeometry", "--shell", window)
        size = dict(line.split("=") for line in shell.splitlines())
        # Window-relative places leave out the shadow that belongs to the X window; where they begin
        # depends on the library.
        left = (int(size["WIDTH"]) - frame.box.width) // 2 - frame.box.x
        top = (int(size["HEIGHT"]) - frame.box.height) // 2 - frame.box.y
        xdotool("mousemove", "--window", window, left + x, top + y, "click", button)

    def turn_wheel(self, button):
        """Turns it at the margin, where nothing but the page takes it."""
        self.point(MARGIN, self.frame().box.height // 2, button)

    def scroll_to(self, widget):
        """Turns the wheel until a widget is in sight and stands still."""
        before = None
        height = self.frame().box.height
        for _turn in range(60):
            inner = widget.place()
            middle = inner.y + inner.height // 2
            if BARS_ABOVE < middle < height - BARS_BELOW:
                if middle == before:
                    return
            else:
                self.turn_wheel(WHEEL_UP if middle <= BARS_ABOVE else WHEEL_DOWN)
            before = middle
            time.sleep(0.1)

    def find_below(self, ask, what):
        """Waits for what may be below the part of the page that is seen: newer toolkits make only those
        rows of a list that are in sight."""
        def try_it():
            found = ask()
            if not found:
                self.turn_wheel(WHEEL_DOWN)
            return found

        return self.wait_for(try_it, what)

    def resize(self, width, height):
        window = self.focus(0)
        xdotool("windowsize", "--sync", window, width, height)

    def child(self, name):
        """A program that this one has started, by the beginning of its command's name."""
        def search():
            return next((pid for pid, comm in process_tree(self.pid).items() if comm.startswith(name)), None)

        return Program(until(search, f"process {name}"), self.say)

    def has_child(self, name):
        return any(comm.startswith(name) for comm in process_tree(self.pid).values())


class App(Program):
    """A program started here. What it prints goes to a file."""

    def __init__(self, command, log, translate=lambda text, context=None: text, env=None):
        self.log_path = log
        self.log = open(log, "wb")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=subprocess.STDOUT,
                                        env={**os.environ, "G_DEBUG": PROGRAM_DEBUG, **(env or {})})
        super().__init__(self.process.pid, translate)

    def printed(self):
        self.log.flush()
        with open(self.log_path, "rb") as log:
            return log.read()

    def wait_for(self, ask, what, patience=PATIENCE):
        try:
            return super().wait_for(ask, what, patience)
        except AssertionError as error:
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended with {self.process.returncode}: "
                                     f"{self.printed()[-2000:].decode(errors='replace')}") from None
            raise error

    def close_window(self):
        frame = self.frame()
        frame.act(frame.actions().index("window.close"))

    def close(self):
        """Closes the main window and waits for the end, so that leaks are reported."""
        try:
            self.close_window()
        except GLib.GError:
            pass  # It may be gone before it has answered.
        try:
            return self.process.wait(PATIENCE * 2)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program does not end; shown: {self.shown_texts()}") from None

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.log.close()
