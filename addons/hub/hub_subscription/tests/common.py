"""The vocabulary of the sign-up's tests: an applicant at a browser, the letters, the operators."""

import re
from unittest.mock import patch

from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server

AGENCY = {
    "kind": "agency", "agency_name": "가온문화재단", "business_number": "9998212347",
    "government": "11110", "tenant_name": "gaon-culture",
}  # fmt: skip
OFFICER = {
    "officer_name": "김가온", "officer_department": "경영지원팀",
    "officer_email": "gaon@example.kr", "officer_phone": "02-123-4567",
}  # fmt: skip
PLAN = {"plan_code": "standard", "user_count": "40", "month_count": "12"}


@tagged("post_install", "-at_install")
class SiteCase(HttpCase):
    """Visits the public site over HTTP; letters are kept instead of being sent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role in ("staff", "manager", "auditor"):
            user = new_test_user(
                cls.env, f"site.{role}", groups=f"gotgan_base.group_{role}", lang="ko_KR"
            )
            setattr(cls, role, user)

    def setUp(self):
        super().setUp()
        self.letters = []
        self.env["hub.rate.limit"].search([]).unlink()
        self.startPatcher(patch.object(IrMail_Server, "_disable_send", return_value=False))
        self.startPatcher(patch.object(IrMail_Server, "_connect__", return_value=None))
        self.startPatcher(patch.object(IrMail_Server, "send_email", self._keep_letter))

    def _keep_letter(self, message, *args, **kwargs):
        self.letters.append(message)
        return message["Message-Id"]

    # ---- the browser -------------------------------------------------------

    def get(self, path, **options):
        return self.url_open(path, **options)

    def see(self, path):
        """Return the page at ``path`` as a tree."""
        return html.fromstring(self.get(path).content)

    def send(self, path, values, page=None, csrf=None):
        """Send a form as the page at ``page`` (default: the same path) would."""
        if csrf is None:
            csrf = self.see(page or path).xpath("//input[@name='csrf_token']/@value")[0]
        return self.url_open(path, data={"csrf_token": csrf, **values})

    def errors(self, response):
        """Return {field: what is wrong} of a page."""
        found = html.fromstring(response.content).xpath("//*[@id='errors']//a")
        return {one.get("href")[1:]: one.text_content() for one in found}

    # ---- the applicant -----------------------------------------------------

    def begin(self):
        """Begin an application; return its link."""
        response = self.send("/apply", {})
        return re.search(r"/apply/[\w-]+(?=/agency)", response.url)[0]

    def fill(self, *steps, agency=(), officer=(), plan=()):
        """Begin an application and go through the named steps; return its link."""
        link = self.begin()
        answers = {
            "agency": {**AGENCY, **dict(agency)},
            "officer": {**OFFICER, **dict(officer)},
            "plan": {**PLAN, **dict(plan)},
        }
        for step in steps:
            if step == "code":
                self.send(f"{link}/code", {"code": self.read_code()})
            elif step == "terms":
                self.agree(link)
            else:
                self.send(f"{link}/{step}", answers[step])
        return link

    def fill_all(self, **answers):
        return self.fill("agency", "officer", "code", "plan", "terms", **answers)

    def agree(self, link):
        boxes = self.see(f"{link}/terms").xpath("//input[@type='checkbox']")
        ticked = {box.get("name"): box.get("value") for box in boxes}
        return self.send(f"{link}/terms", ticked)

    def start(self, link):
        return self.send(f"{link}/start", {})

    def read_code(self):
        """Return the code in the latest letter."""
        text = self.letters[-1].get_body(("plain",)).get_content()
        return re.search(r"^\W*(\d{6})\W*$", text, re.M)[1]

    def application_of(self, link):
        found = self.env["hub.application"]._find_by_token(link.rpartition("/")[2])
        found.invalidate_recordset()
        return found

    # ---- the provisioner -----------------------------------------------------

    def provision(self, application, failed=False):
        """Do what the provisioner does: the job ends, the tenant is open or has failed."""
        tenant = application.tenant_id
        tenant._write_locked({"database": "gotgan_t0123456789abcdef", "uuid": "u-1"})
        if failed:
            tenant.job_ids.write({"state": "failed", "message": "no room on the disk"})
            tenant._do_transition("fail", reason="no room on the disk")
        else:
            tenant._do_transition("activate")
