import base64

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged

from .common import BaseCase


@tagged("post_install", "-at_install")
class TestPapers(BaseCase):
    """Papers of a fixed document stay, whoever asks and whichever way."""

    def upload(self, user=None, **values):
        papers = self.env["ir.attachment"].with_user(user or self.writer)
        return papers.create({"name": "quote.txt", "raw": b"1", **values})

    def send_letter(self):
        letter = self.write_letter()
        paper = self.upload()
        letter.attachment_ids = paper
        letter._do_transition("send")
        return letter, paper

    def rpc(self, user, method, *args):
        with self.assertRaises(UserError), self.cr.savepoint():
            call_kw(self.env["ir.attachment"].with_user(user), method, list(args), {})

    def test_a_paper_is_adopted_and_read_by_who_reads_the_document(self):
        letter, paper = self.write_letter(), self.upload()
        letter.attachment_ids = paper
        self.assertEqual((paper.res_model, paper.res_id), (letter._name, letter.id))
        self.assertEqual(paper.with_user(self.reader).raw, b"1")
        paper.raw = b"2"
        letter.attachment_ids = [Command.unlink(paper.id)]
        paper.unlink()

    def test_fixed_papers_stay(self):
        letter, paper = self.send_letter()
        other, own = self.write_letter(), self.upload()
        data = base64.b64encode(b"2").decode()
        on_letter = {"name": "x", "res_model": letter._name, "res_id": letter.id}
        for user in (self.writer, self.reader, self.manager, self.auditor, self.env.user):
            for vals in (
                {"raw": "2"}, {"datas": data}, {"name": "x"}, {"url": "/x", "type": "url"},
                {"mimetype": "text/html"}, {"description": "x"}, {"public": True},
                {"access_token": "x"}, {"res_id": other.id}, {"res_id": 0, "res_model": False},
                {"res_model": "res.partner", "res_id": user.partner_id.id},
            ):
                with self.subTest(user=user.login, vals=vals):
                    self.rpc(user, "write", paper.ids, vals)
                    self.rpc(user, "web_save", paper.ids, vals, {})
            with self.subTest(user=user.login):
                self.rpc(user, "unlink", paper.ids)
                self.rpc(user, "generate_access_token", paper.ids)
                self.rpc(user, "copy", paper.ids)
                self.rpc(user, "create", [{**on_letter, "raw": "1"}])
                self.rpc(user, "create_unique", [{
                    **on_letter, "datas": base64.b64encode(b"new").decode(),
                    "mimetype": "text/plain",
                }])
        self.rpc(self.writer, "write", own.ids, {"res_model": letter._name, "res_id": letter.id})
        with self.assertRaises(UserError), self.cr.savepoint():
            letter.attachment_ids = own
        with self.assertRaises(UserError), self.cr.savepoint():
            letter.sudo().attachment_ids = [Command.clear()]
        self.assertEqual((paper.raw, letter.attachment_ids), (b"1", paper))

    def test_who_extends_a_document_leaves_the_guard_on(self):
        letter, paper = self.send_letter()
        self.assertIn("extra", letter._fields)
        self.assertNotIn("gotgan.paper.mixin", type(letter)._inherit)
        with self.assertRefused("quote.txt"):
            paper.unlink()

    def test_papers_of_a_line_go_with_its_document(self):
        letter = self.write_letter(line_ids=[Command.create({"text": "x"})])
        paper = self.upload()
        letter.line_ids.attachment_ids = paper
        letter._do_transition("send")
        with self.assertRefused("quote.txt"):
            paper.raw = b"2"

    def test_a_paper_belongs_to_one_document(self):
        letter, other, paper = self.write_letter(), self.write_letter(), self.upload()
        letter.attachment_ids = paper
        with self.assertRefused("another document"):
            other.attachment_ids = paper
        with self.assertRefused("not allowed to access"):
            other.attachment_ids = self.upload(self.reader)
        with self.assertRefused("Take it out there first"):
            paper.res_id = other.id

    def test_a_paper_gets_no_public_link(self):
        letter, paper = self.write_letter(), self.upload(public=True)
        paper.generate_access_token()
        letter.attachment_ids = paper
        self.assertEqual((paper.public, paper.access_token), (False, False))
        for vals in ({"public": True}, {"access_token": "x"}):
            with self.assertRefused("no public link"):
                paper.write(vals)
        with self.assertRefused("no public link"):
            self.upload(public=True, res_model=letter._name, res_id=letter.id)
