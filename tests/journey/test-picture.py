"""A picture from the file to the service: chosen, made to fit, confirmed, sent, and sent once more."""

import os
import unittest

from case import Case
from munja import MESSAGE, make_picture

FILES = "/storage/v1/files"


class Picture(Case):
    def released(self, server):
        return [message for message in server.judge("messages") if message["released"]]

    def send(self, app, button="_Send"):
        app.press_send()
        app.wait_for_text("MMS", translated=False)
        app.answer(button)
        self.wait_until_sent(app)

    def test_single_and_again(self):
        app, server = self.signed_in()
        app.write()
        app.choose_picture(make_picture("3000x2400", "large.png"))
        app.find_button("Remove the Picture")
        self.send(app)

        [file] = server.judge("files")
        [message] = self.released(server)
        self.assertEqual((message["type"], message["imageId"], message["text"]),
                         ("MMS", file["fileId"], MESSAGE))
        self.assertLessEqual(file["fileSize"], 200_000)
        self.assertEqual((file["width"], file["height"]), (1500, 1200))

        app.press("_Copy to New")
        app.find_button("Remove the Picture")
        app.wait_for(lambda: app.find("text", "Te_xt").text() == MESSAGE, "text of the message")
        self.send(app)
        self.assertEqual(server.judge("files"), [file])
        self.assertEqual([message["imageId"] for message in self.released(server)],
                         [file["fileId"]] * 2)
        self.assertEqual(len(server.got(FILES, "POST")), 1)
        self.end(app)

    def test_group(self):
        app, server = self.signed_in()
        app.name_people(["010-1111-2222", "010-3333-4444"])
        app.fill("text", "Te_xt", MESSAGE)
        app.choose_picture(make_picture("640x480", "small.jpg"))
        app.find_button("Remove the Picture")
        self.send(app)
        [file] = server.judge("files")
        self.assertEqual((file["width"], file["height"]), (640, 480))
        self.assertEqual({(message["to"], message["type"], message["imageId"])
                          for message in self.released(server)},
                         {("01011112222", "MMS", file["fileId"]),
                          ("01033334444", "MMS", file["fileId"])})

    def test_removed(self):
        app, server = self.written()
        app.choose_picture(make_picture("64x48", "tiny.png"))
        app.press("Remove the Picture")
        app.press("_Undo")
        app.press("Remove the Picture")
        app.send()
        app.answer("_Send")
        self.wait_until_sent(app)
        self.assertEqual(server.judge("files"), [])
        self.assertEqual([message["type"] for message in self.released(server)], ["SMS"])

    def test_no_picture(self):
        app, server = self.written()
        path = os.path.join(os.environ["XDG_RUNTIME_DIR"], "none.png")
        with open(path, "w", encoding="utf-8") as file:
            file.write("no picture")
        app.choose_picture(path)
        app.wait_for_text("This is not a picture, or one of a kind that cannot be read here. Choose a "
                          "JPEG or PNG picture.")
        self.assertEqual(server.judge("files"), [])

    def test_permission_missing(self):
        """Somebody who signed in with an earlier version, which did not ask for it."""
        app = self.start()
        server = app.server()
        server.set(granted_scopes="message:write message:read senderid:read cash:read users:read")
        app.log_in(app.open_sign_in(), server)
        app.approve(app.child("munja-sign-in"), server)
        app.wait_for_compose()
        app.write()
        app.choose_picture(make_picture("64x48", "tiny.png"))
        app.find_button("Remove the Picture")
        app.send()
        app.answer("_Send")
        app.wait_for_text("Permission Missing")
        self.assertEqual(self.released(server), [])
        app.press("_Cancel")
        app.wait_for_text("Cancelled")
        self.assertEqual(self.released(server), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
