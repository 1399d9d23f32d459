import base64
import io

from openpyxl import load_workbook

from odoo.tools.pdf import OdooPdfFileReader

from odoo.addons.gotgan_contract.tests.common import ContractCase
from odoo.addons.gotgan_expenditure_advance.tests.common import AdvanceCase
from odoo.addons.gotgan_expenditure_bulk.tests.common import BulkCase

try:
    from hwpx.tools.package_validator import validate_editor_open_safety
except ImportError:
    validate_editor_open_safety = None


class PaperReading:
    """The vocabulary of printing: a document, its file, what the file says."""

    def file_of(self, document, form="pdf", part="main", user=None):
        """Return the kept paper as the person (the author by default) prints it."""
        reader = document.with_user(user or self.author)
        kept = reader._get_paper_file(form, part)
        return kept

    def pages(self, document, **known):
        """Return the text of each page of the PDF, with single spaces."""
        data = base64.b64decode(self.file_of(document, **known).file)
        reader = OdooPdfFileReader(io.BytesIO(data), strict=False)
        return [" ".join(page.extract_text().split()) for page in reader.pages]

    def assertSays(self, document, *words, **known):
        text = " ".join(self.pages(document, **known))
        for word in words:
            self.assertIn(word, text)
        return text

    def cells(self, document, **known):
        """Return every value of the workbook."""
        data = base64.b64decode(self.file_of(document, "xlsx", **known).file)
        book = load_workbook(io.BytesIO(data))
        return [
            cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
            if cell is not None
        ]

    def assertOpens(self, document, **known):
        """Look whether a word processor opens the HWPX, by the library that knows the format."""
        data = base64.b64decode(self.file_of(document, "hwpx", **known).file)
        self.assertTrue(data.startswith(b"PK"))
        if validate_editor_open_safety:
            report = validate_editor_open_safety(data)
            self.assertTrue(report.reopen_ok, report.reopen_error)
            self.assertFalse(report.validate_package.errors)
            self.assertFalse(report.validate_document.issues)


class PaperCase(PaperReading, AdvanceCase, BulkCase, ContractCase):
    """Every kind of document there is to print."""

    def delegate(self):
        """Let the head of the department decide 품의, and review what the offices then sign."""
        self.head = self.world.hire("head", "오과장", self.world.department)
        self.head.employee_id.job_title = "시민소통관"
        self.world.department.write({
            "level": "division", "manager_id": self.head.employee_id.id,
        })
        self.env["gotgan.approval"]._forget_posts()
        rows = self.env["gotgan.approval.delegation"].create([
            {"kind": kind, "clause": "별표 1 제3호", "department_ids": self.world.department.ids,
             **decider}
            for kind, decider in (
                ("spending_request", {"level": "division"}),
                ("commitment", {"level": "office", "review_level": "division"}),
                ("voucher", {"level": "office"}),
            )
        ])
        rows._write_locked({"state": "in_force"})
