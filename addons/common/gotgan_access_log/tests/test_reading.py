"""What is worth a row, and what is only the client drawing itself."""

import io
import json

from odoo.tests import tagged

from .common import AccessHttpCase

LABEL = "거래처·채주"


@tagged("post_install", "-at_install")
class TestReading(AccessHttpCase):
    def setUp(self):
        super().setUp()
        self.authenticate(self.staff.login, self.staff.login)
        self.after = self.get_last()

    def kinds(self):
        return [row[0] for row in self.get_rows(self.staff, self.after)]

    def test_noise_leaves_nothing(self):
        self.call("res.partner", "get_views", [[False, "form"]])
        self.call("res.partner", "fields_get")
        self.call("res.partner", "name_search", "홍")
        self.call("res.partner", "search_count", [])
        self.call("res.partner", "onchange", [], {}, [], {"name": {}})
        self.call("res.users", "web_read", self.staff.ids, specification={"name": {}})
        self.call("res.country", "web_search_read", specification={"name": {}}, domain=[])
        self.url_open("/odoo")
        self.url_open(f"/web/image/res.partner/{self.person.id}/avatar_128")
        self.assertEqual(self.kinds(), [])

    def test_every_way_of_seeing_leaves_a_row(self):
        ids = self.person.ids
        self.call("res.partner", "read", ids, ["name"])
        self.call("res.partner", "search_read", [["id", "in", ids]], ["name"])
        self.call("res.partner", "web_read_group", domain=[["id", "in", ids]],
                  groupby=["country_id"], aggregates=["__count"])
        self.call("res.users", "web_read", self.auditor.ids, specification={"login": {}})
        self.assertEqual(self.kinds(), ["view", "search", "search", "view"])

    def test_a_person_inside_another_record_is_seen_too(self):
        company = self.env.company
        self.call("res.company", "web_read", company.ids,
                  specification={"partner_id": {"fields": {"display_name": {}}}})
        self.assertEqual(self.kinds(), [])
        self.call("res.company", "web_read", company.ids,
                  specification={"partner_id": {"fields": {"phone": {}}}})
        self.assertEqual(self.kinds(), ["view"])

    def test_many_persons_are_counted(self):
        people = self.env["res.partner"].create([{"name": f"사람{n}"} for n in range(30)])
        self.env.flush_all()
        self.call("res.partner", "read", people.ids, ["name"])
        row = self.env["gotgan.access.log"].search([("login", "=", self.staff.login)], limit=1)
        self.assertEqual((row.person_count, row.subject_name), (30, "사람0"))
        self.assertIn(f",{people[7].id},", row.record_ids)
        self.assertIn("29", row.sentence)

    def test_an_import_leaves_one_row(self):
        importing = self.env["base_import.import"].with_user(self.staff).create({
            "res_model": "res.partner", "file": "이름\n가나다\n라마바".encode(),
            "file_name": "a.csv", "file_type": "text/csv",
        })
        self.env.flush_all()
        options = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": "utf-8"}
        given = (importing.ids, ["name"], ["이름"], options)
        self.call("base_import.import", "execute_import", *given)
        rows = self.get_rows(self.staff, self.after)
        self.assertEqual([row[:3] for row in rows], [("input", LABEL, "가나다")])

    def test_a_request_without_effect_leaves_nothing(self):
        self.call("res.partner", "action_archive", [])
        self.assertEqual(self.kinds(), [])

    def test_a_file_seen_and_a_file_added(self):
        page = self.env["ir.attachment"].create({
            "name": "사진.png", "raw": b"\x89PNG\r\n\x1a\n", "res_model": "res.partner",
            "res_id": self.person.id,
        })
        self.env.flush_all()
        self.url_open(f"/web/content/{page.id}")
        self.call("ir.attachment", "create", [{
            "name": "메모.txt", "raw": "메모", "res_model": "res.partner", "res_id": self.person.id,
        }])
        self.assertEqual(self.kinds(), ["view", "change"])

    def test_json_that_is_no_json_is_the_route_s_own_matter(self):
        answer = self.post("/web/export/csv", data="{")
        self.assertFalse(answer.ok)
        self.assertTrue(io.StringIO(json.dumps({})).read())

    def test_a_sentence_a_person_reads(self):
        self.call("res.partner", "web_read", self.person.ids, specification={"name": {}})
        row = self.env["gotgan.access.log"].search([("login", "=", self.staff.login)], limit=1)
        for part in ("이담당", self.staff.login, "127.0.0.1", "홍길동", LABEL):
            self.assertIn(part, row.sentence)
