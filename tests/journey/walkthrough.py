"""Goes the way of a newcomer in practice mode, from the welcome page to what became of the message
and what it cost. Prints the service's answer, and leaves a picture of each step in the folder that is named."""

import re
import sys

from munja import AUTHORIZE, Practice
from person import screenshot


class Walkthrough:
    def __init__(self, folder):
        self.folder = folder
        self.step = 0
        self.app = Practice()
        self.server = self.app.server()

    def picture(self, name):
        self.step += 1
        path = f"{self.folder}/{self.step}-{name}.png"
        screenshot(path)
        print(f"  {path}")

    def sign_in(self):
        self.app.find_button("_Sign In to Practice")
        self.picture("welcome")
        try:
            window = self.app.open_sign_in()
            self.server.wait_for(AUTHORIZE, "GET")
        except AssertionError:
            self.sign_in_without_view()
            return
        self.app.log_in(window, self.server, picture=lambda: self.picture("log-in"))
        self.picture("consent")
        self.app.approve(window, self.server)

    def sign_in_without_view(self):
        """Where the system refuses WebKit its sandbox, as many containers do, the sign-in window
        cannot be shown, and the browser is the way. There is none here, so its part is played."""
        self.app.wait_for_text("The sign-in page of %s could not be shown here.")
        self.picture("no-sign-in-window")
        self.app.answer("Use Your _Browser")
        self.app.browse(self.server)

    def send(self):
        self.app.wait_for_compose()
        self.picture("form")
        self.app.choose_sender(1)
        self.app.write()
        self.picture("written")
        self.app.send()
        self.picture("confirmation")
        self.app.answer("_Send")
        self.app.find_button("_Copy to New")
        self.picture("accepted")
        self.app.wait_for_text("Delivered")
        self.picture("delivered")
        self.app.open_details()
        texts = " ".join(self.app.shown_texts())
        self.app.click(self.app.find_below(lambda: [w for w in self.app.widgets() if w.role == "list item"
                                                    and "010-1234-5678" in w.name], "message")[-1])
        code = self.app.wait_for(lambda: re.search(r"\bcode (\d{4})", " ".join(self.app.shown_texts())),
                                 "code")[1]
        self.picture("message")
        self.app.key("Escape")
        self.app.key("alt+3")
        self.app.wait_for_text("Last 30 Days")
        self.picture("account")
        return {
            "groupId": re.search(r"\bG4V\w+", texts)[0],
            "messageId": re.search(r"\bM4V\w+", texts)[0],
            "statusCode": code,
        }


def main(folder):
    walk = Walkthrough(folder)
    try:
        print("Pictures:")
        walk.sign_in()
        answer = walk.send()
        print("The practice service answered:")
        for name, value in answer.items():
            print(f"  {name} {value}")
        if walk.app.close() != 0:
            raise AssertionError(walk.app.printed().decode(errors="replace"))
    finally:
        walk.app.kill()


if __name__ == "__main__":
    main(sys.argv[1])
