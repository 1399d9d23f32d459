"""A working day, and the rows it leaves: exactly these, line by line."""

import io

import openpyxl

from odoo.tests import tagged

from .common import REASON, AccessHttpCase

LABEL = "거래처·채주"


@tagged("post_install", "-at_install")
class TestJourney(AccessHttpCase):
    def test_a_day_equals_the_log(self):
        after = self.get_last()
        through_the_page = self.sign_in(self.staff)
        self.open_the_list()
        self.open_the_person()
        self.change_the_person()
        self.take_the_person_out()
        self.print_the_person()
        self.delete_the_person()
        self.url_open("/web/session/logout", allow_redirects=False)
        signed_in = [("sign_in", "", "", "done")] if through_the_page else []
        self.assertEqual(self.get_rows(self.staff, after), [
            *signed_in,
            ("search", LABEL, "홍길동", "done"),
            ("view", LABEL, "홍길동", "done"),
            ("change", LABEL, "홍길동", "done"),
            ("download", LABEL, "홍길동", "refused"),
            ("download", LABEL, "홍길동", "done"),
            ("print", LABEL, "홍길동", "done"),
            ("delete", LABEL, "홍길동", "done"),
            ("sign_out", "", "", "done"),
        ])
        self.assert_details(after)

    def assert_details(self, after):
        rows = self.env["gotgan.access.log"].search(
            [("login", "=", self.staff.login), ("id", ">", after)], order="id",
        )
        found, seen, changed, _refused, taken, _print, gone, _out = rows[-8:]
        self.assertEqual(found.detail, "이름 “홍길동”")
        self.assertEqual((seen.record_ids, seen.person_count), (f",{self.person.id},", 1))
        self.assertIn("전화", changed.detail)
        self.assertEqual((taken.purpose, taken.reason), tuple(REASON.values()))
        self.assertEqual(gone.record_ids, f",{self.person.id},")
        self.assertTrue(all(row.ip == "127.0.0.1" and row.session_ref for row in rows))
        self.assertEqual(set(rows.mapped("person")), {"이담당"})
        self.assertEqual(set(rows.mapped("user_ref")), {self.staff.id})
        self.assertEqual(len(set(rows[-8:].mapped("session_ref"))), 1)

    def open_the_list(self):
        self.call("res.partner", "get_views", [[False, "list"]])
        self.call("res.partner", "name_search", "홍")
        self.call("res.partner", "web_search_read", specification={"name": {}, "phone": {}},
                  domain=[["name", "ilike", "홍길동"]])

    def open_the_person(self):
        self.call("res.partner", "web_read", self.person.ids, specification={"name": {}})

    def change_the_person(self):
        self.call("res.partner", "web_save", self.person.ids, {"phone": "031-111-1111"},
                  specification={"phone": {}})

    def take_the_person_out(self):
        refused = self.export(ids=self.person.ids)
        self.assertEqual(refused.status_code, 403)
        self.assertIn("ReasonNeeded", refused.text)
        given = self.export(ids=self.person.ids, **REASON)
        book = openpyxl.load_workbook(io.BytesIO(given.content))
        self.assertEqual([cell.value for cell in book.active[2]], ["홍길동", "031-111-1111"])

    def print_the_person(self):
        self.make_report()
        answer = self.post(f"/report/html/gotgan_access_log.test_paper/{self.person.id}", **REASON)
        self.assertIn("홍길동", answer.text)

    def make_report(self):
        self.env["ir.ui.view"].create({
            "type": "qweb", "name": "test_paper", "key": "gotgan_access_log.test_paper",
            "arch": "<t t-name='x'><p t-foreach='docs' t-as='doc' t-out='doc.name'/></t>",
        })
        self.env["ir.actions.report"].create({
            "name": "Paper", "model": "res.partner", "report_type": "qweb-html",
            "report_name": "gotgan_access_log.test_paper",
        })

    def delete_the_person(self):
        self.env["ir.model.access"].create({
            "name": "test: staff deletes persons", "perm_unlink": True, "perm_read": True,
            "model_id": self.env["ir.model"]._get_id("res.partner"),
            "group_id": self.env.ref("gotgan_base.group_staff").id,
        })
        self.env.flush_all()
        self.assertTrue(self.call("res.partner", "unlink", self.person.ids))
