"""Takes a picture of every screen, to be looked at: in one language, at one width, in one style. The
session has a screen as wide as the window is to be.

    pictures.py FOLDER [LANGUAGE]
"""

import os
import subprocess
import sys

from munja import AUTHORIZE, MESSAGE, SEND, Practice, set_preference
from person import screenshot, text_of, xdotool


class Pictures:
    def __init__(self, folder, language):
        self.folder = folder
        self.language = language
        self.app = None

    def take(self, name):
        screenshot(f"{self.folder}/{name}.png")

    def start(self, **options):
        if self.app:
            self.app.kill()
        self.app = Practice(self.language, **options)
        self.fit()
        return self.app

    def fit(self):
        """The window fills the screen, as on a phone or when it is maximized."""
        size = subprocess.run(["xdotool", "getdisplaygeometry"], check=True, stdout=subprocess.PIPE,
                              text=True).stdout.split()
        self.app.wait_for(self.app.windows, "window")
        window = self.app.windows()[0]
        # What lies outside the frame, the shadow, may lie outside the screen, too.
        xdotool("windowsize", "--sync", window, *size)
        xdotool("windowmove", window, 0, 0)

    def outside_practice(self):
        app = self.start(arguments=())
        app.find_button("_Practice Without an Account")
        self.take("welcome")
        app.press("App _Registration…")
        app.find("text", "Client ID")
        self.take("registration")
        app.fill("text", "Client ID", "with a blank")
        app.press("_Save")
        self.take("registration-problem")
        app.press("_Cancel")
        app.press("Sign In With Your _Browser")
        app.find("text", "Client ID")
        app.press("_Cancel")
        app.press("Main Menu")
        app.press_menu("P_references")
        app.wait_for_text("Send Through")
        self.take("preferences")
        app.key("Escape")
        app.key("ctrl+question")
        app.wait_for_text("General", context="shortcut window")
        self.take("shortcuts")
        app.key("Escape")
        app.press("Main Menu")
        self.take("main-menu")
        app.press_menu("_About Munja")
        self.take("about")

    def sign_in(self):
        app = self.start()
        server = app.server()
        app.find_button("_Sign In to Practice")
        self.take("practice")
        window = app.open_sign_in()
        server.wait_for(AUTHORIZE, "GET")
        self.take("log-in")
        app.log_in(window, server)
        self.take("consent")
        app.approve(window, server)
        app.wait_for_compose()
        return app, server

    def send(self):
        self.app.send()
        self.app.answer("_Send")

    def inside(self):
        app, server = self.sign_in()
        self.take("form")
        app.write()
        self.take("written")
        app.write("02-123-4567")
        app.send()
        self.take("confirmation")
        app.answer("_Cancel")
        app.write("010-12", "")
        app.press("_Send")
        self.take("form-problem")
        app.write(text="가" * 1001)
        self.take("form-too-long")
        app.write()
        self.send()
        app.wait_for_text("Accepted by %s")
        self.take("accepted")
        app.press("_Write Another")
        app.press("Account")
        self.take("account-menu")
        app.key("Escape")
        server.add_fault(SEND, "status", status=402)
        app.write()
        self.send()
        app.wait_for_text("Not Enough Balance")
        self.take("refused")
        app.press("Back")
        self.jobs(app)
        server.set(revoke=True)
        app.write()
        self.send()
        app.wait_for_text("Please Sign In Again")
        self.take("expired")

    def jobs(self, app):
        """What waits: for its time, for the person, or for the end of the undo time."""
        app.write()
        app.choose_time()
        self.take("time")
        app.press("_Send")
        app.wait_for(app.has_dialog, "question")
        self.take("confirmation-scheduled")
        app.answer("_Schedule")
        app.wait_for_text("Scheduled")
        self.take("scheduled")
        app.press("Back")
        app.write()
        app.choose_time()
        app.press("_Send")
        app.wait_for(app.has_dialog, "question")
        app.answer("_Cancel")
        self.take("ready")
        app.press("Back")
        set_preference("undo-seconds", 30)
        app.write()
        self.send()
        app.find_button("_Undo")
        self.take("undo")
        app.close_window()
        app.wait_for_text("A Message Has Not Been Sent Yet")
        self.take("closing")
        app.answer("_Keep Open")
        app.press("Back")
        self.take("undo-elsewhere")
        app.press("_Undo")
        app.wait_for(lambda: text_of(app.find("text", "Te_xt")), "text of the message")
        set_preference("undo-seconds", 0)
        app.key("alt+2")
        self.take("history")
        app.key("alt+1")

    def people(self):
        """A list, from the paste to the end."""
        app, _server = self.sign_in()
        app.name_people(["김철수 010-1111-2222", "010-3333-4444", "01011112222", "010-12"])
        app.find_button("_Undo")
        app.fill("text", "Te_xt", MESSAGE)
        self.take("people")
        app.press("_Send")
        app.wait_for(app.has_dialog, "question")
        self.take("confirmation-people")
        app.answer("_Send")
        app.wait_for_text("Accepted by %s")
        self.take("accepted-people")

    def leave(self, app):
        """Closes the dialog. Its window comes after its text, and keys go to the newest one."""
        app.wait_for(lambda: len(app.windows()) > 1, "window of the dialog")
        app.key("Escape")
        app.wait_for(lambda: not app.has_dialog(), "end of the dialog")

    def library(self):
        """Drafts and templates, from none to some."""
        app, _server = self.sign_in()
        app.key("ctrl+o")
        app.wait_for_text("No Other Drafts")
        self.take("drafts-none")
        self.leave(app)
        app.key("ctrl+t")
        app.wait_for_text("No Templates Yet")
        self.take("templates-none")
        self.leave(app)
        app.write()
        app.wait_for_text("Draft saved")
        self.take("draft-saved")
        for name in ("첫인사", "예약 안내"):
            app.key("ctrl+shift+s")
            app.fill("text", "Name of the Template", name)
            self.take("template-name")
            app.answer("_Save")
            app.wait_for_text("Template saved")
            app.wait_for(lambda: not app.has_dialog(), "end of the dialog")
        app.key("ctrl+shift+s")
        app.fill("text", "Name of the Template", "첫인사")
        app.wait_for_text("There is a template with this name, which is replaced.")
        self.take("template-name-taken")
        app.answer("_Cancel")
        app.wait_for(lambda: not app.has_dialog(), "end of the dialog")
        app.key("ctrl+n")
        app.wait_for_text("Message moved to the drafts")
        self.take("draft-put-aside")
        app.name_people(["김철수 010-1111-2222", "010-3333-4444"])
        app.fill("text", "Te_xt", "내일 모임은 오후 세 시로 바뀌었습니다. 장소는 그대로입니다.")
        app.key("ctrl+n")
        app.key("ctrl+o")
        app.wait_for(lambda: app.button(app.say("Delete “%s”") % MESSAGE.split("\n", maxsplit=1)[0]), "draft")
        self.take("drafts")
        app.press(app.say("Delete “%s”") % MESSAGE.split("\n", maxsplit=1)[0])
        app.find_button("_Undo")
        self.take("draft-deleted")
        self.leave(app)
        app.key("ctrl+t")
        app.find_button(app.say("Rename “%s”") % "첫인사")
        self.take("templates")
        self.leave(app)

    def unconfirmed(self):
        app = self.start()
        server = app.server()
        server.set(granted_scopes="message:write senderid:read cash:read")
        app.log_in(app.open_sign_in(), server)
        app.approve(app.child("munja-sign-in"), server)
        app.wait_for_compose()
        app.key("alt+2")
        self.take("history-empty")
        app.key("alt+1")
        app.write()
        server.add_fault(SEND, "reset_after")
        self.send()
        app.wait_for_text("Not Confirmed")
        self.take("unconfirmed")
        app.press("Send A_gain…")
        self.take("send-again")
        app.answer("_Cancel")
        app.press("Back")
        app.write()
        app.send()
        self.take("confirmation-again")
        app.answer("_Cancel")

    def other_accounts(self):
        app = self.start()
        server = app.server()
        server.set(senders=[])
        app.log_in(app.open_sign_in(), server)
        app.approve(app.child("munja-sign-in"), server)
        app.find_button("Try _Again")
        self.take("no-sender-number")
        app = self.start()
        server = app.server()
        server.set(granted_scopes="message:write")
        app.log_in(app.open_sign_in(), server)
        app.approve(app.child("munja-sign-in"), server)
        app.find("text", "From")
        self.take("no-permission")


def main(folder, language=None):
    os.makedirs(folder, exist_ok=True)
    pictures = Pictures(folder, language)
    try:
        pictures.outside_practice()
        pictures.inside()
        pictures.people()
        pictures.library()
        pictures.unconfirmed()
        pictures.other_accounts()
    finally:
        pictures.app.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
