"""The widgets of other programs on the accessibility bus.

libatspi asks one question at a time, and some 1,500 of them for a window; one widget that goes
meanwhile fails the whole look. What is shown for a few seconds would be gone before it is found. So
here a look asks about all widgets of one depth at once, and passes over what has gone."""

import collections
import functools
import itertools
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

State = Atspi.StateType

ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
COMPONENT = "org.a11y.atspi.Component"
EDITABLE = "org.a11y.atspi.EditableText"
PROPERTIES = "org.freedesktop.DBus.Properties"
TEXT = "org.a11y.atspi.Text"
VALUE = "org.a11y.atspi.Value"
REGISTRY = "org.a11y.atspi.Registry"

Box = collections.namedtuple("Box", "x y width height")
WITHIN_WINDOW = GLib.Variant("(u)", (Atspi.CoordType.WINDOW,))
# Whom to ask about what, and the parameters of the question as a variant.
Question = collections.namedtuple("Question", "owner path interface method parameters")


@functools.cache
def connect():
    """The accessibility bus of this session."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                Gio.DBusCallFlags.NONE, -1).unpack()[0]
    flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
             | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
    return Gio.DBusConnection.new_for_address_sync(address, flags)


def ask(questions):
    """The answers to questions that are asked at once; None where there is none (any more)."""
    answers = [None] * len(questions)
    waiting = len(questions)
    late = []

    def answered(connection, result, index):
        nonlocal waiting
        waiting -= 1
        try:
            answers[index] = connection.call_finish(result).unpack()
        except GLib.GError as error:
            if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.TIMED_OUT):
                late.append(error)

    for index, question in enumerate(questions):
        connect().call(*question, None, Gio.DBusCallFlags.NONE, -1, None, answered, index)
    while waiting:
        GLib.MainContext.default().iteration(True)
    if late:
        # A program that stands still cannot be said to have nothing to show.
        raise late[0]
    return answers


class Widget:
    """A widget as it was when it was looked at; what its methods give is asked anew."""

    def __init__(self, owner, path):
        self.owner = owner
        self.path = path
        self.role = ""
        self.name = ""
        self.box = None
        self.shown = False
        self.hosts_page = False
        self.children = []

    def look(self, depth=sys.maxsize):
        """Looks at the widget and at what is in it, so many levels deep; gives the widget."""
        layer = [self]
        while layer and depth > 0:
            questions = [each.questions() for each in layer]
            answers = iter(ask(list(itertools.chain(*questions))))
            for each, asked in zip(layer, questions):
                each.note(*itertools.islice(answers, len(asked)))
            layer = [child for each in layer for child in each.children]
            depth -= 1
        return self

    def questions(self):
        return (self.question(ACCESSIBLE, "GetRole"),
                self.question(PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name"))),
                self.question(COMPONENT, "GetExtents", WITHIN_WINDOW),
                self.question(ACCESSIBLE, "GetChildren"))

    def note(self, role, name, extents, children):
        """Notes the answers. What has gone gives none. What has a place but no size is not shown, with
        all that is in it; a page of a stack has no place, and is as visible as what it holds. A web page
        in it, which newer libraries put there, is left out: it belongs to another process, which gives
        no answer as long as a script runs."""
        self.box = Box(*extents[0]) if extents else None
        self.shown = bool(role and name and children) and not (self.box and 0 in self.box[2:])
        self.children = []
        if self.shown:
            # A "push button" of older libraries is a "button" of newer ones.
            self.role = Atspi.role_get_name(Atspi.Role(role[0])).removeprefix("push ")
            self.name = name[0]
            self.hosts_page = any(owner not in ("", self.owner) for owner, _path in children[0])
            self.children = [Widget(owner, path) for owner, path in children[0] if owner == self.owner]

    def question(self, interface, method, parameters=None):
        return Question(self.owner, self.path, interface, method, parameters)

    def demand(self, interface, method, parameters=None):
        """The answer to one question, asked now; it is an error if there is none."""
        return connect().call_sync(*self.question(interface, method, parameters), None,
                                   Gio.DBusCallFlags.NONE, -1).unpack()

    def property(self, interface, name):
        return self.demand(PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name)))[0]

    def walk(self):
        """This widget and what is in it, as far as it was to be seen when it was looked at."""
        if self.shown:
            yield self
        for child in self.children:
            yield from child.walk()

    def place(self):
        """Where it is in its window now."""
        return Box(*self.demand(COMPONENT, "GetExtents", WITHIN_WINDOW)[0])

    def states(self):
        """Its states as bits."""
        low, high = self.demand(ACCESSIBLE, "GetState")[0]
        return low | high << 32

    def has(self, state):
        return bool(self.states() >> state & 1)

    def is_sensitive(self):
        return self.has(State.SENSITIVE)

    def actions(self):
        return [action[0] for action in self.demand(ACTION, "GetActions")[0]]

    def act(self, index=0):
        """Does what a click or a key would; tells whether it did."""
        return self.demand(ACTION, "DoAction", GLib.Variant("(i)", (index,)))[0]

    def text(self):
        length = self.property(TEXT, "CharacterCount")
        return self.demand(TEXT, "GetText", GLib.Variant("(ii)", (0, length)))[0]

    def set_text(self, text):
        """Puts a text in place of the one that is there; tells whether it did."""
        return self.demand(EDITABLE, "SetTextContents", GLib.Variant("(s)", (text,)))[0]

    def value(self):
        return self.property(VALUE, "CurrentValue")

    def set_value(self, value):
        self.demand(PROPERTIES, "Set", GLib.Variant(
            "(ssv)", (VALUE, "CurrentValue", GLib.Variant("d", value))))

    def child_at(self, index):
        """Asks for a child as a screen reader does, which may ask for one too many."""
        self.demand(ACCESSIBLE, "GetChildAtIndex", GLib.Variant("(i)", (index,)))


def program(pid):
    """The root of a program's widgets, if the program is on the bus."""
    desktop = Widget(REGISTRY, "/org/a11y/atspi/accessible/root")
    for owner, path in desktop.demand(ACCESSIBLE, "GetChildren")[0]:
        process = Question("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                           GLib.Variant("(s)", (owner,)))
        if ask([process]) == [(pid,)]:
            return Widget(owner, path)
    return None
