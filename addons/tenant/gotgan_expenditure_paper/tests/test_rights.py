import base64
import hashlib
import io
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger
from odoo.tools.pdf import OdooPdfFileReader

from .common import PaperCase


@tagged("post_install", "-at_install")
class TestRights(PaperCase):
    """A paper is for those who may read its document, and stays what it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stranger = cls.world.stranger

    def test_a_stranger_gets_nothing(self):
        request = self.approve_request()
        kept = self.file_of(request)
        with self.assertRaises(AccessError):
            self.file_of(request, user=self.stranger)
        with self.assertRaises(AccessError):
            request.with_user(self.stranger).action_print()
        papers = self.env["gotgan.spending.paper"].with_user(self.stranger)
        self.assertFalse(papers.search([("id", "=", kept.id)]))
        with self.assertRaises(AccessError):
            papers.browse(kept.id).read(["file"])
        self.assertTrue(kept.with_user(self.world.auditor).read(["file_name"]))

    def test_the_dialog_asks_the_document(self):
        request = self.approve_request()
        dialog = self.env["gotgan.spending.print"].with_user(self.stranger).create({
            "res_model": request._name, "res_id": request.id,
        })
        with self.assertRaises(AccessError):
            dialog.action_pdf()
        other = dialog.create({"res_model": "res.users", "res_id": self.author.id})
        with self.assertRaises(UserError):
            other.action_pdf()

    def test_a_selection_is_one_file(self):
        requests = self.approve_request() | self.approve_request(name="토너 구입")
        action = requests.with_user(self.author).action_print()
        self.assertEqual(action["context"]["default_res_ids"], requests.ids)
        dialogs = self.env["gotgan.spending.print"].with_context(**action["context"])
        dialog = dialogs.with_user(self.author).create({})
        self.assertEqual(dialog.count, 2)
        self.assertIn(f"/{dialog.id}/file/", dialog.action_pdf()["url"])
        reader = OdooPdfFileReader(io.BytesIO(base64.b64decode(dialog.file)), strict=False)
        self.assertEqual(len(reader.pages), 2)
        dialog.action_xlsx()
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(dialog.file))) as packed:
            self.assertEqual(len(packed.namelist()), 2)
        with self.assertRaises(AccessError):
            dialogs.with_user(self.stranger).create({}).action_pdf()

    def test_what_was_handed_over_stays(self):
        request = self.draft_request()
        first = self.file_of(request)
        self.assertEqual(self.file_of(request), first, "the same paper is the same file")
        self.assertEqual(hashlib.sha256(base64.b64decode(first.file)).hexdigest(), first.sha256)
        request.action_submit()
        second = self.file_of(request)
        self.assertNotEqual(second, first)
        dialog = self.env["gotgan.spending.print"].with_user(self.author).create({
            "res_model": request._name, "res_id": request.id,
        })
        self.assertEqual(dialog.paper_ids, second | first)
        self.assertEqual(first.user_id, self.author)
        for refused in (lambda: first.sudo().write({"name": "x"}), first.sudo().unlink):
            with self.assertRaises(UserError):
                refused()
        with self.assertRaises(AccessError):
            self.env["gotgan.spending.paper"].with_user(self.author).create({})


@tagged("post_install", "-at_install")
class TestDoor(HttpCase, PaperCase):
    """The file comes through the browser's door to a reader, and to nobody else."""

    def test_download(self):
        request = self.approve_request()
        url = self.file_of(request).action_download()["url"]
        self.author.password = self.world.stranger.password = "Paper-7391!"
        self.authenticate(self.author.login, "Paper-7391!")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"%PDF-"))
        self.authenticate(self.world.stranger.login, "Paper-7391!")
        with mute_logger("odoo.http"):
            self.assertIn(self.url_open(url).status_code, (403, 404))
