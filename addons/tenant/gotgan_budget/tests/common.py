import base64

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_ledger.core import Posting

from . import sheet


class BudgetCase(TransactionCase):
    """The vocabulary of the budget's tests: an open year with its masters, one user per role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = today(cls.env)
        cls.number = cls.today.year
        cls.year = cls._open_year(cls.number)
        cls._need_masters()
        cls.officer, cls.staff, cls.auditor = (
            new_test_user(cls.env, f"budget_{role}", groups=group)
            for role, group in (
                ("officer", "gotgan_budget.group_budget_officer"),
                ("staff", "gotgan_base.group_staff"),
                ("auditor", "gotgan_base.group_auditor"),
            )
        )
        cls.imports = cls.env["gotgan.budget.import"].with_user(cls.officer)

    @classmethod
    def _open_year(cls, number):
        years = cls.env["gotgan.fiscal.year"]
        year = years.search([("year", "=", number)]) or years.create({"year": number})
        if year.state == "preparing":
            year._write_locked({"state": "open"})
        return year

    @classmethod
    def _need_masters(cls):
        """The classification of this year, where its tables are not part of the program yet."""
        function = cls._need("gotgan.function", "일반공공행정", code="010", level="field")
        cls._need(
            "gotgan.function", "일반행정", code="016", level="section", parent_id=function.id,
        )
        group = cls._need("gotgan.expenditure.object", "물건비", code="200", level="group")
        for item, name, subitem, subname in (
            ("201", "일반운영비", "201-01", "사무관리비"), ("202", "여비", "202-01", "국내여비"),
        ):
            parent = cls._need(
                "gotgan.expenditure.object", name, code=item, level="item", parent_id=group.id,
            )
            cls._need(
                "gotgan.expenditure.object", subname, code=subitem, level="subitem",
                parent_id=parent.id,
            )

    @classmethod
    def _need(cls, model, name, code, **more):
        found = cls.env[model].search([
            ("fiscal_year_id", "=", cls.year.id), ("code", "=", code),
            ("level", "=", more["level"]),
        ], limit=1)
        return found or cls.env[model].create({
            "fiscal_year_id": cls.year.id, "code": code, "name": name, **more,
        })

    # ---- words -----------------------------------------------------------

    def line(self, new, base=0, **more):
        return sheet.row(self.number, new, base, **more)

    def load(self, *rows, data=None, head=None, **more):
        """Return a new import of a file with these rows, by the budget officer."""
        data = sheet.as_csv(rows, head=head) if data is None else data
        return self.imports.create({
            "file": base64.b64encode(data), "file_name": "예산서.csv",
            "fiscal_year_id": self.year.id, **more,
        })

    def preview(self, *rows, **more):
        document = self.load(*rows, **more)
        document.action_preview()
        return document

    def bring_in(self, *rows, **more):
        """Load, preview and confirm."""
        document = self.preview(*rows, **more)
        document.action_confirm()
        return document

    def moves(self, document=None):
        """The moves of the version that an import made; of all versions without one."""
        domain = [("source_model", "=", "gotgan.budget.version")]
        domain += [("source_id", "in", document.version_ids.ids)] if document else []
        return self.env["gotgan.ledger.move"].search(domain)

    def cells(self, department="소통과", **more):
        return self.env["gotgan.budget.cell"].search([
            ("department_id.name", "=", department), ("fiscal_year_id", "=", self.year.id),
            *((name, "=", value) for name, value in more.items()),
        ])

    def _posting(self, cell, amount):
        return Posting(cell.id, amount, 1)

    def allot(self, cells, kind="allot", amount=None, issue=True, **more):
        """Issue an allotment of ``amount`` for each cell, of everything by default."""
        allotment = self.env["gotgan.allotment"].with_user(self.officer).create({
            "fiscal_year_id": self.year.id, "kind": kind, **more,
            "line_ids": [
                Command.create({"cell_id": cell.id, "amount": amount or cell.appropriated})
                for cell in cells
            ],
        })
        if issue:
            allotment.action_issue()
        return allotment

    def codes(self, document):
        return set(document.problem_ids.mapped("code"))

    def assertRefused(self, pattern, function, *args, error=UserError, **kwargs):
        """Expect a refusal in these words, and go on as if nothing had been tried."""
        with self.assertRaisesRegex(error, pattern), self.cr.savepoint():
            function(*args, **kwargs)
