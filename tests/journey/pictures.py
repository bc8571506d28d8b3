"""Takes a picture of every screen, to be looked at: in one language, at one width, in one style. The
session has a screen as wide as the window is to be.

    pictures.py FOLDER [LANGUAGE]
"""

import os
import subprocess
import sys

from munja import AUTHORIZE, MESSAGE, SEND, Practice, make_picture, set_preference
from person import screenshot, xdotool


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
        app.find_button("_Try It Out")
        self.take("welcome")
        app.press(app.say("_Use My %s Account…") % "Coolsms")
        app.wait_for_text("Before You Begin")
        self.take("assistant-need")
        app.press("_Next")
        app.wait_for_text("Permissions to Tick")
        self.take("assistant-register")
        app.press("_Next")
        app.fill("text", "Client ID", "with a blank")
        self.take("assistant-problem")
        app.key("Escape")
        app.key("ctrl+comma")
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
        app.choose_picture(make_picture("3000x2400", "large.png"))
        app.find_button("Remove the Picture")
        self.take("with-picture")
        app.send()
        self.take("confirmation-picture")
        app.answer("_Back")
        app.press("Remove the Picture")
        self.take("picture-removed")
        app.write("02-123-4567")
        app.send()
        self.take("confirmation")
        app.answer("_Back")
        app.write("010-12", "")
        app.press_send()
        self.take("form-problem")
        app.write(text="가" * 1001)
        self.take("form-too-long")
        app.write()
        self.send()
        app.find_button("_Copy to New")
        self.take("accepted")
        app.key("ctrl+n")
        app.key("alt+3")
        app.wait_for_text("Last 30 Days")
        self.take("account")
        app.key("alt+1")
        app.press("Account")
        self.take("account-menu")
        app.key("Escape")
        server.add_fault(SEND, "status", status=402)
        app.write()
        self.send()
        app.wait_for_text("Not Enough Balance")
        self.take("refused")
        app.key("alt+1")
        self.jobs(app)
        server.set(revoke=True)
        app.write()
        self.send()
        app.wait_for_text("Please Sign In Again")
        self.take("expired")

    def jobs(self, app):
        """What waits: for its time, for the person, or for the end of the undo time."""
        app.write()
        app.open_time()
        self.take("time")
        app.press("_Done")
        app.press_send()
        app.wait_for(lambda: app.button("_Back"), "question")
        self.take("confirmation-scheduled")
        app.answer("_Schedule")
        app.wait_for_text("Scheduled")
        self.take("scheduled")
        app.key("alt+1")
        set_preference("undo-seconds", 30)
        app.write()
        self.send()
        app.find_button("_Undo")
        self.take("undo")
        app.close_window()
        app.wait_for_text("A Message Has Not Been Sent Yet")
        self.take("closing")
        app.answer("_Keep Open")
        app.key("alt+1")
        self.take("undo-elsewhere")
        app.press("_Undo")
        app.wait_for(lambda: app.find("text", "Te_xt").text(), "text of the message")
        set_preference("undo-seconds", 0)
        app.key("alt+2")
        self.take("sent")
        app.key("alt+1")

    def people(self):
        """A list, from the paste to the end."""
        app, _server = self.sign_in()
        app.name_people(["김철수 010-1111-2222", "010-3333-4444", "01011112222", "010-12"])
        app.wait_for(app.people_row, "list")
        app.fill("text", "Te_xt", MESSAGE)
        self.take("people")
        app.open_people()
        self.take("people-list")
        app.press("Back")
        app.press_send()
        app.wait_for(lambda: app.button("_Back"), "question")
        self.take("confirmation-people")
        app.answer("_Send")
        app.find_button("_Copy to New")
        self.take("accepted-people")

    def fields(self):
        """What each one reads, and what is asked before it goes out."""
        app, _server = self.sign_in()
        app.name_people(["이름\t휴대폰\t금액", "홍길동\t010-1111-1111\t30,000원",
                         "김철수\t010-2222-2222\t", "박영희\t010-3333-3333\t1,250,000원",
                         "누군가\t010-12\t1원", "홍길동\t010-1111-1111\t1원"])
        app.wait_for(app.people_row, "list")
        app.fill("text", "Te_xt", "[행복마트] #{이름}님, 이번 달 이용료는 #{금액}입니다.\n감사합니다.")
        app.say_kind()
        self.take("fields")
        is_narrow = app.button("_Preview") is not None
        if is_narrow:
            app.press("_Preview")
        app.wait_for(lambda: [w for w in app.widgets() if "홍길동님" in w.name], "preview")
        app.press("Next _Problem")
        self.take("preview")
        if is_narrow:
            app.key("Escape")
        app.press_send()
        app.wait_for(lambda: app.button("_Back"), "question")
        self.take("fields-gap")
        app.answer("_Back")
        app.key("alt+1")
        if app.people_row():
            app.forget_people()
        app.name_people(["홍길동 010-1111-1111"])
        app.fill("text", "Te_xt", "#{이름}님, #{주소}로 보냈습니다.")
        app.say_kind()
        app.press_send()
        app.wait_for(lambda: app.button("_Back"), "question")
        self.take("fields-unknown")
        app.answer("_Back")

    def advertisement(self):
        """An advertisement that would come at night, and what can be done about it."""
        app, _server = self.sign_in()
        app.choose_time(23)
        app.write(text="(광고) " + MESSAGE)
        self.take("advertisement-hint")
        app.say_kind("Advertisement")
        app.press_send()
        app.wait_for_text("Enter who advertises, such as the name of your shop.")
        self.take("advertisement-problems")
        app.close_kind()
        app.advertise("행복상회", "080-123-4567")
        app.press_send()
        app.wait_for(lambda: app.button("Sche_dule for 08:00"), "way out of the night")
        self.take("advertisement-at-night")
        app.press("Sche_dule for 08:00")
        app.press_send()
        app.wait_for(lambda: app.button("_Back"), "question")
        self.take("confirmation-advertisement")
        app.answer("_Back")
        app.press("_Back to the Message")
        app.press("_Me First")
        app.wait_for(app.has_dialog, "question for the own number")
        self.take("own-number")

    def text(self):
        """What is said about a text while it is written."""
        app, _server = self.sign_in()
        app.fill("text", "Te_xt", "안녕하세요 ✔ 예약 – 뷁\n❤️ 고맙습니다 👍🏽 café")
        app.find_button("Replace _All")
        self.take("text-unsendable")
        app.press("_One by One…")
        app.find_button("_Leave Out")
        self.take("text-one-by-one")
        app.press("Replace _All")
        self.take("text-replaced")
        app.name_people(["김철수 010-1111-2222", "010-3333-4444"])
        app.fill("text", "Te_xt", "가" * 43)
        self.take("text-nearly-full")
        app.fill("text", "Te_xt", "가" * 46)
        app.find("text", "Subject")
        self.take("text-lms")
        app.fill("text", "Subject", "가" * 21)
        self.take("text-long-subject")
        app.press("☆ Symbols")
        app.find_button("☆")
        self.take("text-symbols")

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
        app.wait_for_text("Practice draft saved")
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
        app.wait_for_text("Moved to the drafts")
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
        self.take("sent-empty")
        app.key("alt+1")
        app.write()
        server.add_fault(SEND, "reset_after")
        self.send()
        app.wait_for_text("Not Confirmed")
        self.take("unconfirmed")
        app.press("Send A_gain…")
        self.take("send-again")
        app.answer("_Cancel")
        app.key("alt+1")
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
        pictures.fields()
        pictures.advertisement()
        pictures.text()
        pictures.library()
        pictures.unconfirmed()
        pictures.other_accounts()
    finally:
        pictures.app.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
