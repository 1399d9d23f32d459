from unittest import SkipTest

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PaperCase

LOG = "gotgan.access.log"


@tagged("post_install", "-at_install")
class TestDownload(PaperCase, HttpCase):
    """Who takes an issued paper or an export away is in the access log (개인정보의 안전성 확보조치
    기준 8; 전자정부법 시행령 69), whatever kind of file it is.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if LOG not in cls.env:
            raise SkipTest("gotgan_access_log is not installed")

    def left(self, user, after):
        self.env.invalidate_all()
        rows = self.env[LOG].search([("login", "=", user.login), ("id", ">", after)], order="id")
        return [(one.kind, one.model, one.record_ids, one.result, one.detail) for one in rows
                if one.kind in ("download", "print")]

    def last(self):
        return self.env[LOG].search([], order="id desc", limit=1).id

    @mute_logger("odoo.http")
    def test_every_issued_file_that_is_taken_leaves_a_row(self):
        self.enter()
        issue = self.issue(
            in_xlsx=True, in_hwpx=True, with_ehojo_csv=True, with_ehojo_xlsx=True,
            with_fiscal_package=True,
        )
        self.assertEqual(len(issue.file_ids), 6)
        for user in (self.officer, self.auditor):
            self.authenticate(user.login, user.login)
            for one in issue.file_ids:
                after = self.last()
                answer = self.url_open(one.with_user(user).action_download()["url"])
                self.assertEqual(answer.content, one._get_bytes())
                self.assertEqual(self.left(user, after), [
                    ("download", one._name, f",{one.id},", "done", one.file_name),
                ])

    @mute_logger("odoo.http")
    def test_the_imported_file_and_the_form_of_a_table_leave_one_too(self):
        document = self.bring_in(*self.rows())
        self.authenticate(self.officer.login, self.officer.login)
        wizard = self.env["gotgan.budget.part.import"].with_user(self.officer).create({
            "version_id": self.head().id,
        })
        after = self.last()
        for url in (
            f"/web/content/{document._name}/{document.id}/file/예산서.csv?download=true",
            wizard.action_download_form()["url"],
        ):
            self.assertEqual(self.url_open(url).status_code, 200)
        imported, form = self.left(self.officer, after)
        self.assertEqual(imported[:4], ("download", document._name, f",{document.id},", "done"))
        self.assertEqual((form[0], form[3]), ("download", "done"))

    @mute_logger("odoo.http")
    def test_nobody_takes_a_file_without_signing_in(self):
        self.enter()
        file = self.issue().file_ids
        self.authenticate(None, None)
        answer = self.url_open(file.action_download()["url"], allow_redirects=False)
        self.assertNotEqual(answer.status_code, 200)
        self.assertNotEqual(answer.content, file._get_bytes())
