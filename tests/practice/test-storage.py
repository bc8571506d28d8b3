import base64
import re

import practice

FILES = "/storage/v1/files"
SEND = "/messages/v4/send"

# The markers of a JPEG without its tables and its scan, which nobody looks at here.
START, END = b"\xff\xd8", b"\xff\xd9"


def frame(width, height, marker=0xc0):
    return (bytes([0xff, marker, 0, 11, 8]) + height.to_bytes(2, "big") + width.to_bytes(2, "big")
            + bytes([1, 1, 0x11, 0]))


def jpeg(width=64, height=48, length=0, before=b"\xff\xe0\x00\x04ab"):
    picture = START + before + frame(width, height) + b"\xff\xda" + END
    return picture + bytes(max(0, length - len(picture)))


def encoded(content):
    return base64.b64encode(content).decode()


class StorageTestCase(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.token = self.practice.sign_in(
            scope=practice.ALL_SCOPES + " storage:read storage:write")["access_token"]

    def post(self, **members):
        return self.call("POST", FILES, members)

    def store(self, content=None, **members):
        reply = self.post(file=encoded(content or jpeg()), **{"type": "MMS", **members})
        self.assertEqual(reply.status, 200, reply.text)
        return reply.json


class Storing(StorageTestCase):
    def test_scopes(self):
        token = self.practice.sign_in(scope="message:write")["access_token"]
        for method, path in (("POST", FILES), ("GET", FILES), ("GET", FILES + "/x"),
                             ("DELETE", FILES + "/x")):
            self.assert_error(self.practice.call(method, path, token), 401, "Unauthorized")

    def test_reply(self):
        picture = jpeg()
        file = self.store(picture, name="photo.jpg")
        self.assertEqual(file.keys(), {
            "fileId", "type", "originalName", "name", "url", "accountId", "link", "width", "height",
            "fileSize", "references", "kakao", "dateCreated", "dateUpdated"})
        self.assertRegex(file["fileId"], r"^ST01[0-9A-Za-z]{28}$")
        self.assertEqual((file["type"], file["originalName"], file["width"], file["height"],
                          file["fileSize"], file["references"]),
                         ("MMS", "photo.jpg", 64, 48, len(picture), []))
        self.assertRegex(file["name"], r"^[A-Za-z0-9]{5}\.jpg$")

    def test_name_is_made_up_where_there_is_none(self):
        file = self.store()
        self.assertRegex(file["originalName"], r"^[A-Za-z0-9]{5}\.jpg$")
        self.assertNotEqual(file["originalName"], file["name"])

    def test_type_is_document_by_default(self):
        reply = self.post(file=encoded(b"no picture"))
        self.assertEqual(reply.status, 200, reply.text)
        self.assertEqual((reply.json["type"], reply.json["width"]), ("DOCUMENT", None))

    def test_what_is_invalid(self):
        good = encoded(jpeg())
        for members in ({}, {"file": None}, {"file": 1}, {"file": ""}, {"file": "a"},
                        {"file": "ab!="}, {"file": good[:-1]}, {"file": "====" + good},
                        {"file": good, "type": "PICTURE"}, {"file": good, "type": 1},
                        {"file": good, "name": "x" * 101}, {"file": good, "name": []}):
            with self.subTest(members):
                self.assert_error(self.post(**{"type": "MMS", **members}), 400, "ValidationError")

    def test_only_jpeg(self):
        for content in (b"GIF89a" + bytes(20), b"\x89PNG\r\n\x1a\n" + bytes(20), START, START + END,
                        START + b"\xff\xda" + END, jpeg(0, 10), jpeg(10, 0), jpeg()[1:],
                        START + b"\xff\xe0\xff\xff" + frame(5, 5)):
            with self.subTest(content):
                self.assert_error(self.post(file=encoded(content), type="MMS"), 400,
                                  "InvalidFileType")

    def test_other_frames(self):
        for marker in (0xc1, 0xc2, 0xc9):
            with self.subTest(marker):
                tables = b"\xff\xc4\x00\x04\xff\xc0\xff\xdb\x00\x03\x00"
                file = self.store(START + tables + frame(30, 20, marker) + b"\xff\xda" + END)
                self.assertEqual((file["width"], file["height"]), (30, 20))

    def test_limits(self):
        self.store(jpeg(1500, 1440, 200_000))
        self.assert_error(self.post(file=encoded(jpeg(length=200_001)), type="MMS"), 413,
                          "FileSizeTooLarge")
        for size in ((1501, 1), (1, 1441)):
            self.assert_error(self.post(file=encoded(jpeg(*size)), type="MMS"), 400,
                              "ValidationError")

    def test_list(self):
        ids = [self.store(name=f"{i}.jpg")["fileId"] for i in range(5)]
        self.post(file=encoded(b"a document"))
        listed = self.get(FILES, type="MMS", limit=2)
        self.assertEqual([file["fileId"] for file in listed["fileList"]], [ids[4], ids[3]])
        listed = self.get(FILES, type="MMS", limit=3, startKey=listed["nextKey"])
        self.assertEqual([file["fileId"] for file in listed["fileList"]], [ids[2], ids[1], ids[0]])
        self.assertIsNone(listed["nextKey"])
        self.assertEqual(len(self.get(FILES)["fileList"]), 6)

    def test_one(self):
        file = self.store()
        path = FILES + "/" + file["fileId"]
        self.assertEqual(self.get(path), file)
        self.assertEqual(self.done("DELETE", path), file)
        self.assert_error(self.call("GET", path), 404, "ResourceNotFound")
        self.assert_error(self.call("DELETE", path), 404, "ResourceNotFound")
        self.assertEqual(self.get(FILES)["fileList"], [])

    def test_judge(self):
        file = self.store()
        judged, = self.practice.judge("files")
        self.assertEqual(judged.keys(),
                         {"fileId", "type", "name", "fileSize", "width", "height", "sha256"})
        self.assertEqual(judged["fileId"], file["fileId"])
        self.practice.request("DELETE", "/_practice/files")
        self.assertEqual(self.practice.judge("files"), [])
        self.assert_error(self.call("GET", FILES + "/" + file["fileId"]), 404, "ResourceNotFound")


class Sending(StorageTestCase):
    def send(self, **changes):
        return self.call("POST", SEND, {"message": practice.row("01012345678", **changes)})

    def assert_code(self, reply, code):
        self.assert_error(reply, 400, "InvalidStatusCode")
        self.assertEqual(re.search(r"statusCode\((\d+)\)", reply.json["errorMessage"])[1], code)

    def test_mms(self):
        image = self.store()["fileId"]
        before = sum(self.money())
        for changes in ({"imageId": image}, {"imageId": image, "type": "MMS"}):
            reply = self.send(**changes)
            self.assertEqual(reply.status, 200, reply.text)
            self.assertEqual(reply.json["type"], "MMS")
        self.assertEqual(before - sum(self.money()), 400)
        self.assertEqual([(message["type"], message["imageId"], message["released"])
                          for message in self.practice.judge("messages")],
                         [("MMS", image, True)] * 2)

    def test_no_such_picture(self):
        document = self.post(file=encoded(b"a document")).json["fileId"]
        for image in ("ST01", document):
            self.assert_code(self.send(imageId=image), "1034")
        image = self.store()["fileId"]
        self.done("DELETE", FILES + "/" + image)
        self.assert_code(self.send(imageId=image), "1034")

    def test_mms_without_picture(self):
        self.assert_code(self.send(type="MMS"), "1010")

    def test_group(self):
        image = self.store()["fileId"]
        group = self.new_group()
        results = self.add(group, practice.row("01012345671", imageId=image),
                           practice.row("01012345672", imageId="ST01"))["resultList"]
        self.assertEqual([result["statusCode"] for result in results], ["2000", "1034"])
        self.assertEqual(results[0]["type"], "MMS")


if __name__ == "__main__":
    practice.main()
