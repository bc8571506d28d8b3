"""The parts of a desktop that an app asks over the session bus: who shows notifications, and who ends
the session. They note what they are asked."""

import threading

from gi.repository import Gio, GLib

NOTIFICATIONS = """
<node><interface name="org.freedesktop.Notifications">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>
"""

SESSION = """
<node><interface name="org.gnome.SessionManager">
  <method name="RegisterClient">
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/>
  </method>
  <method name="UnregisterClient"><arg type="o" direction="in"/></method>
  <method name="Inhibit">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="u" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface></node>
"""

LOGOUT = 1


class Desktop:
    def __init__(self):
        self.shown = {}  # summary and body by number, as long as they are shown
        self.inhibitors = {}  # reason and flags by number, as long as they hold
        self.seen = []  # summary and body of all that were ever shown
        self.count = 0
        self.loop = GLib.MainLoop.new(GLib.MainContext.new(), False)
        self.ready = threading.Event()
        threading.Thread(target=self.run, daemon=True).start()
        assert self.ready.wait(20)

    def run(self):
        context = self.loop.get_context()
        context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        for name, path, xml in (
                ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", NOTIFICATIONS),
                ("org.gnome.SessionManager", "/org/gnome/SessionManager", SESSION)):
            interface = Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0]
            self.bus.register_object(path, interface, self.called, None, None)
            Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.NONE, None, None)
        source = GLib.timeout_source_new(100)
        source.set_callback(lambda _data: self.ready.set())
        source.attach(context)
        self.loop.run()

    def called(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        arguments = parameters.unpack()
        answer = getattr(self, method)(*arguments)
        invocation.return_value(answer)

    def number(self):
        self.count += 1
        return self.count

    def GetCapabilities(self):
        return GLib.Variant("(as)", (["actions", "body"],))

    def GetServerInformation(self):
        return GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))

    def Notify(self, _app, replaced, _icon, summary, body, _actions, _hints, _timeout):
        number = replaced or self.number()
        self.shown[number] = (summary, body)
        self.seen.append((summary, body))
        return GLib.Variant("(u)", (number,))

    def CloseNotification(self, number):
        self.shown.pop(number, None)

    def RegisterClient(self, _app, _startup):
        return GLib.Variant("(o)", ("/org/gnome/SessionManager/Client1",))

    def UnregisterClient(self, _path):
        pass

    def Inhibit(self, _app, _window, reason, flags):
        number = self.number()
        self.inhibitors[number] = (reason, flags)
        return GLib.Variant("(u)", (number,))

    def Uninhibit(self, number):
        self.inhibitors.pop(number, None)

    def clear(self):
        """Forgets what was shown, and who kept the session open."""
        self.shown.clear()
        self.inhibitors.clear()
        self.seen.clear()

    def click(self, number):
        """Clicks a notification that is shown, which is gone then."""
        del self.shown[number]
        self.bus.emit_signal(None, "/org/freedesktop/Notifications", "org.freedesktop.Notifications",
                             "ActionInvoked", GLib.Variant("(us)", (number, "default")))
