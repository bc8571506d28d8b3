"""Reads the workbooks as a spreadsheet would: a zip archive with XML in it."""

import io
import re
import xml.etree.ElementTree
import zipfile

import practice

NOW = 1774249966  # 2026-03-23T16:12:46+09:00
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_part(archive, name):
    return xml.etree.ElementTree.fromstring(archive.read(name))


def read_cell(cell):
    number = cell.find(MAIN + "v")
    if number is not None:
        return float(number.text)
    assert cell.get("t") == "inlineStr"
    return cell.find(f"{MAIN}is/{MAIN}t").text or ""


def read_book(data):
    """Follows the parts from one to the other, and gives the rows of the sheet."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    types = {part.get("PartName") for part in read_part(archive, "[Content_Types].xml")}
    [book] = [part.get("Target") for part in read_part(archive, "_rels/.rels")]
    [sheet] = read_part(archive, book).find(MAIN + "sheets")
    targets = {part.get("Id"): part.get("Target") for part in read_part(archive, "xl/_rels/workbook.xml.rels")}
    name = "xl/" + targets[sheet.get(RELATION + "id")]
    assert {"/" + book, "/" + name} <= types, types
    return [[read_cell(cell) for cell in row] for row in read_part(archive, name).find(MAIN + "sheetData")]


class Sheets(practice.SignedInTestCase):
    def setUp(self):
        super().setUp()
        self.practice.set(clock=NOW)
        self.token = self.practice.sign_in()["access_token"]

    def read(self, path):
        reply = self.call("GET", path)
        self.assertEqual((reply.status, reply.headers["Content-Type"]), (200, TYPE))
        head, *rows = read_book(reply.body)
        self.assertTrue(all(re.search("[가-힣ID]", name) for name in head))
        self.assertEqual({len(row) for row in rows} - {len(head)}, set())
        return [dict(zip(head, row)) for row in rows]

    def test_messages(self):
        group = self.new_group()
        self.add(group, practice.row("01012345671", text="<a> & \"b\" 가\n둘째 줄\t😀 ", subject="제목"),
                 practice.row("01012345672", text="a\u0001b"))
        self.done("POST", self.path(group, "/send"))
        self.practice.set(clock={"advance": 3})
        refused, sent = self.read("/messages/v4/list/excel")
        self.assertEqual((sent["내용"], sent["제목"], sent["유형"]),
                         ("<a> & \"b\" 가\n둘째 줄\t😀 ", "제목", "LMS"))
        self.assertEqual((sent["수신번호"], sent["상태 코드"], sent["그룹 ID"]), ("01012345671", 4000, group))
        self.assertEqual((refused["내용"], refused["상태 코드"], refused["통신사"]), ("ab", 1028, ""))
        self.assertEqual(self.read("/messages/v4/list/excel?to=01012345671"), [sent])
        self.assertEqual(self.read("/messages/v4/list/excel?limit=1"), [refused])

    def test_it_is_longer_than_a_page(self):
        self.new_group(*[f"0101234{i}" for i in range(5001, 5601)])
        self.assertEqual(len(self.read("/messages/v4/list/excel")), 600)

    def test_groups(self):
        self.new_group()
        group = self.new_group("01012345671", "01012343059", "1", appId=self.practice.info["app_id"])
        self.done("POST", self.path(group, "/send"))
        self.practice.set(clock={"advance": 3})
        newest, empty = self.read("/messages/v4/groups/excel")
        self.assertEqual([newest[name] for name in ("그룹 ID", "상태", "전체", "성공", "실패", "접수 실패", "포인트")],
                         [group, "COMPLETE", 3, 1, 1, 1, 22])
        self.assertEqual((empty["상태"], empty["발송 일시"]), ("PENDING", ""))
        self.assertEqual(self.read(f"/messages/v4/groups/excel?criteria=groupId&cond=eq&value={group}"), [newest])

    def test_statistics(self):
        self.practice.set(point=0, prices={"82": {"sms": 7.8}})
        group = self.new_group("01012345671", "01012343059")
        self.done("POST", self.path(group, "/send"))
        self.practice.set(clock={"advance": 3})
        self.assertEqual(self.read("/messages/v4/statistics/excel"), [
            {"날짜": "2026-03-23", "전체": 2, "성공": 1, "실패": 1, "잔액": 15.6, "포인트": 0, "잔액 환급": 7.8,
             "포인트 환급": 0}])
        self.assertEqual(self.read("/messages/v4/statistics/excel?startDate=2026-03-24"), [])

    def test_wrong_queries(self):
        for path in ("groups", "list", "statistics"):
            reply = self.call("GET", f"/messages/v4/{path}/excel?startDate=x")
            self.assert_error(reply, 400, "ValidationError")


if __name__ == "__main__":
    practice.main()
