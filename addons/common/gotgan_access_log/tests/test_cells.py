"""Exports reopened: text that looks like a formula is text, and numbers are numbers (T23)."""

import csv
import io
import json
import zipfile

import openpyxl

from odoo.http import Request
from odoo.tests import tagged

from .common import REASON, AccessHttpCase

RISKY = [
    "=1+1", "+SUM(A1)", "-cmd|'/c calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "=HYPERLINK(1)",
]


@tagged("post_install", "-at_install")
class TestCells(AccessHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = [*RISKY, "보통 이름", "-1200", "http://example.com"]
        cls.people = cls.env["res.partner"].create([
            {"name": f"p{place}", "ref": name, "color": -3} for place, name in enumerate(names)
        ])

    def take(self, kind, groupby=()):
        self.authenticate(self.staff.login, self.staff.login)
        data = json.dumps({
            "model": "res.partner", "ids": self.people.ids, "domain": [], "import_compat": False,
            "groupby": list(groupby),
            "fields": [{"name": "ref", "label": "=Ref", "type": "char", "store": True},
                       {"name": "color", "label": "Color", "type": "integer", "store": True}],
        })
        answer = self.post(f"/web/export/{kind}", data=data, **REASON)
        answer.raise_for_status()
        return answer.content

    def test_workbook(self):
        for groupby in ((), ("ref",)):
            with self.subTest(groupby=groupby):
                data = self.take("xlsx", groupby)
                sheet = openpyxl.load_workbook(io.BytesIO(data)).active
                cells = [cell for row in sheet.iter_rows() for cell in row]
                self.assertNotIn("f", {cell.data_type for cell in cells})
                self.assertNotIn(b"<f>", zipfile.ZipFile(io.BytesIO(data)).read(
                    "xl/worksheets/sheet1.xml"))
                texts = {cell.value for cell in cells}
                self.assertLessEqual({"=Ref", "=1+1", "@SUM(1)", "-1200", -3}, texts)
                risky = [cell for cell in cells if cell.value == "=1+1"]
                self.assertTrue(all(cell.quotePrefix for cell in risky))

    def test_text_file(self):
        rows = list(csv.reader(io.StringIO(self.take("csv").decode())))
        self.assertEqual(rows[0], ["'=Ref", "Color"])
        given = dict(zip([*RISKY, "보통 이름", "-1200"], rows[1:], strict=False))
        for text, (cell, number) in given.items():
            with self.subTest(text=text):
                plain = text in {"보통 이름", "-1200"}
                self.assertEqual(cell, text if plain else f"'{text}")
                self.assertEqual(number, "-3")

    def test_pivot(self):
        self.authenticate(self.auditor.login, self.auditor.login)
        table = {
            "model": "res.country", "title": "Pivot", "measure_count": 1, "origin_count": 1,
            "col_group_headers": [[{"width": 1, "height": 1, "title": "=1+1"}]],
            "measure_headers": [{"title": "=2", "is_bold": False}], "origin_headers": [],
            "rows": [{"title": "=3", "indent": 0, "values": [{"value": "=4"}, {"value": -5}]}],
        }
        answer = self.url_open("/web/pivot/export_xlsx", data={
            "data": json.dumps(table), "csrf_token": Request.csrf_token(self),
        })
        answer.raise_for_status()
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        self.assertNotIn("f", {cell.data_type for cell in cells})
        self.assertIn(-5, [cell.value for cell in cells])
