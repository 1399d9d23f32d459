"""The vocabulary of classification tests: both years, and one user per role."""

import base64
import io

from openpyxl import Workbook

from odoo.tests import TransactionCase, new_test_user

HEADER = "코드,구분,상위코드,과목명\n"
# A small table that is whole by itself.
SMALL = (
    HEADER
    + "400,목그룹,,자본지출\n401,편성목,400,시설비및부대비\n401-01,통계목,401,시설공사보상비\n"
)


class ClassificationCase(TransactionCase):
    """FY2026 and FY2027 with the tables that come with the program; FY2031 is empty."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = new_test_user(cls.env, "class.staff", groups="gotgan_base.group_staff")
        cls.auditor = new_test_user(cls.env, "class.auditor", groups="gotgan_base.group_auditor")
        cls.manager = new_test_user(cls.env, "class.manager", groups="gotgan_base.group_manager")
        cls.years = cls.env["gotgan.fiscal.year"]
        cls.fy2026 = cls.years._get_of_year(2026)
        cls.fy2027 = cls.years._get_of_year(2027)
        cls.empty_year = cls.years.create({"year": 2031})
        cls.objects = cls.env["gotgan.expenditure.object"]

    def object_of(self, year, code, subject_set="local_government"):
        """Return the object of expenditure ``code`` of ``year``."""
        found = self.objects._get_by_code(year, [code], subject_set=subject_set)
        return found.get(code, self.objects)

    def prepare_import(self, content, year=None, **values):
        """Return a manager's import of ``content`` (text or bytes), before its preview."""
        if isinstance(content, str):
            content = content.encode()
        return (
            self.env["gotgan.classification.import"]
            .with_user(self.manager)
            .create(
                {
                    "table": "object_local",
                    "fiscal_year_id": (year or self.empty_year).id,
                    "file": base64.b64encode(content),
                    "file_name": "table.csv",
                    **values,
                }
            )
        )

    def preview(self, content, year=None, **values):
        wizard = self.prepare_import(content, year, **values)
        wizard.action_preview()
        return wizard

    def bring_in(self, content, year=None, **values):
        """Import a file as a manager does; return its edition."""
        action = self.preview(content, year, **values).action_confirm()
        return self.env["gotgan.classification.edition"].browse(action["res_id"])

    def make_workbook(self, *lines):
        """Return the bytes of an XLSX file with ``lines``."""
        book = Workbook()
        for line in lines:
            book.active.append(line)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()
