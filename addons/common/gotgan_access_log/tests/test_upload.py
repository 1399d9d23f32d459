"""Every way a file can come in passes the same check."""

import base64

from odoo.http import Request
from odoo.tests import tagged

from . import files
from .common import AccessHttpCase


@tagged("post_install", "-at_install")
class TestUpload(AccessHttpCase):
    def setUp(self):
        super().setUp()
        self.authenticate(self.staff.login, self.staff.login)

    def upload(self, path, name, data, **fields):
        given = {"csrf_token": Request.csrf_token(self), **fields}
        return self.url_open(path, data=given, files={"ufile": (name, data)})

    def attach(self, name, data, path="/web/binary/upload_attachment"):
        fields = {"model": "res.partner", "id": str(self.person.id)}
        if path.startswith("/mail"):
            fields = {"thread_model": "res.partner", "thread_id": str(self.person.id)}
        return self.upload(path, name, data, **fields)

    def test_papers_come_in(self):
        for name in ("견적서.pdf", "집행내역.xlsx", "보고.hwpx", "명세.csv"):
            for path in ("/web/binary/upload_attachment", "/mail/attachment/upload"):
                with self.subTest(name=name, path=path):
                    self.assertNotIn("error", self.attach(name, files.GOOD[name], path).text)
        papers = self.env["ir.attachment"].search([("res_id", "=", self.person.id),
                                                   ("res_model", "=", "res.partner")])
        self.assertIn("application/hwp+zip", papers.mapped("mimetype"))

    def test_attacks_are_refused_in_words_on_every_way(self):
        for path in ("/web/binary/upload_attachment", "/mail/attachment/upload"):
            with self.subTest(path=path):
                answer = self.attach("견적서.pdf", b"MZ\x90", path).json()
                error = answer[0]["error"] if "web" in path else answer["error"]["message"]
                self.assertRegex(error, "견적서.pdf.*(program|실행 파일)")
        for values in (
            {"raw": "<html><script>1</script></html>", "name": "a.txt"},
            {"datas": base64.b64encode(files.EICAR).decode(), "name": "a.txt"},
            {"datas": base64.b64encode(b"MZ\x90").decode(), "name": "a.pdf"},
        ):
            with self.subTest(values=values):
                answer = self.call("ir.attachment", "create", [values])
                self.assertRegex(answer["error"]["data"]["message"], "not accepted|받을 수 없")

    def test_a_field_and_an_import_are_ways_too(self):
        virus = base64.b64encode(files.EICAR).decode()
        answer = self.call("res.partner", "write", self.person.ids, {"image_1920": virus})
        self.assertIn("error", answer)
        importing = self.env["base_import.import"].with_user(self.staff).create({
            "res_model": "res.partner",
        })
        self.env.flush_all()
        answer = self.upload("/base_import/set_file", "a.csv", files.EICAR, id=str(importing.id))
        self.assertRegex(answer.json()["error"], "EICAR")
        answer = self.upload("/base_import/set_file", "a.csv", b"name\nx", id=str(importing.id))
        self.assertEqual(answer.json(), {"result": True})

    def test_a_paper_does_not_become_a_page_by_its_name(self):
        number = self.attach("메모.txt", b"plain").json()[0]["id"]
        answer = self.call("ir.attachment", "write", [number], {"name": "memo.html"})
        self.assertIn("error", answer)
        self.call("ir.attachment", "write", [number], {"mimetype": "text/html"})
        paper = self.env["ir.attachment"].browse(number)
        self.assertEqual(paper.mimetype, "text/plain")

    def test_the_pages_of_the_system_still_come(self):
        self.env["ir.attachment"].search([("url", "=like", "/web/assets/%")]).unlink()
        self.assertEqual(self.url_open("/web/login").status_code, 200)
        bundle = self.env["ir.qweb"]._get_asset_bundle("web.assets_frontend").get_links()
        for link in bundle[:2]:
            self.assertEqual(self.url_open(link).status_code, 200)
