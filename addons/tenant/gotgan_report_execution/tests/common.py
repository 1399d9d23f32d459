from datetime import timedelta
from unittest import SkipTest

from odoo.tests import new_test_user

from odoo.addons.gotgan_ledger.core import Posting
from odoo.addons.gotgan_ledger.tests.common import LedgerCase

from ..rules.figures import TOTALS


class ExecutionCase(LedgerCase):
    """The vocabulary of the report's tests: two departments, two projects, three days of postings.

    ``early`` < ``middle`` < ``today``: a budget, then requests, then commitments and payments with
    everything that can be taken back.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if cls.today.timetuple().tm_yday < 3:
            raise SkipTest("the story takes three days of one fiscal year")
        cls.report = cls.env["gotgan.execution.report"]
        cls.middle, cls.early = (cls.today - timedelta(days=days) for days in (1, 2))
        cls.project, cls.subitem, cls.fund = (
            cls.world.project, cls.world.subitem, cls.world.fund,
        )
        cls.other_department = cls.env["hr.department"].create({"name": "감사관"})
        cls.other_project = cls.world._make_project("자체감사 운영")
        cls.special_fund = cls.world._master(
            "gotgan.fund", "T200", "수도사업특별회계(시험)", kind="special",
        )
        cls.item_two = cls.world._master(
            "gotgan.expenditure.object", "T202", "여비", level="item",
            parent_id=cls.subitem.parent_id.parent_id.id,
        )
        cls.travel = cls.world._master(
            "gotgan.expenditure.object", "T202-01", "국내여비", level="subitem",
            parent_id=cls.item_two.id,
        )
        cls.budget_officer = new_test_user(
            cls.env, "execution_budget", groups="gotgan_base.group_staff", lang="en_US",
        )
        cls.outsider = new_test_user(cls.env, "execution_outsider", groups="base.group_portal")
        cls._tell_story()

    @classmethod
    def _tell_story(cls):
        """Post the same story on four cells of different addresses, with different amounts."""
        keys = [
            cls._key(cls.department, cls.project, cls.subitem, cls.own, cls.fund),
            cls._key(cls.department, cls.project, cls.travel, cls.own, cls.fund),
            cls._key(
                cls.department, cls.other_project, cls.subitem, cls.national, cls.special_fund,
            ),
            cls._key(cls.other_department, cls.other_project, cls.travel, cls.national, cls.fund),
        ]
        opened = cls.env["gotgan.budget.cell"]._open(keys)
        cls.cells = cls.env["gotgan.budget.cell"].browse([opened[key] for key in keys])
        for times, cell in enumerate(cls.cells, 1):
            cls._tell(cell, times * 1000)

    @classmethod
    def _key(cls, department, project, subitem, source, fund):
        return (cls.year.id, fund.id, department.id, project.id, subitem.id, source.id)

    @classmethod
    def _tell(cls, cell, won):
        cls.post_on(cls.early, "appropriate", cell, 100 * won)
        cls.post_on(cls.early, "allot", cell, 80 * won)
        cls.post_on(cls.middle, "allot", cell, -5 * won)
        request = cls.post_on(cls.middle, "request", cell, 40 * won)
        commitment = cls.post_on(cls.middle, "commit", request, 30 * won)
        cls.post_on(cls.middle, "pay", commitment, 20 * won)
        cls.post_on(cls.today, "unpay", commitment, 3 * won)
        cls.post_on(cls.today, "return", commitment, 2 * won)
        cls.post_on(cls.today, "uncommit", commitment, 4 * won)
        cls.post_on(cls.today, "decommit", commitment, 1 * won)
        cls.post_on(cls.today, "release", request, 5 * won)
        cls.post_on(cls.today, "appropriate", cell, -7 * won)

    @classmethod
    def post_on(cls, day, kind, target, amount):
        """Post one amount dated ``day``; return its hold."""
        return cls.env["gotgan.ledger"]._post(
            kind, [Posting(target.id, amount, cls.department.id)], "hr.department", day, None,
        )

    @staticmethod
    def posting(cell, won, source_id):
        return Posting(cell.id, won, source_id)

    def get_tree(self, **options):
        options = {"fiscal_year_id": self.year.id, **options}
        return self.report.with_user(self.budget_officer).action_get_tree(options)

    def get_totals(self, cells):
        """Return the ledger's own totals of ``cells``, in the order of the report."""
        return [sum(cells.mapped(name)) for name in TOTALS]

    def find_row(self, tree, name, depth=None):
        """Return ``(path of ids, totals)`` of the first row called ``name``."""
        path = []
        for level, one, *totals in tree["rows"]:
            path = [*path[:level], one]
            model = tree["levels"][level][1]
            if tree["names"][model][one][1] == name and depth in (None, level):
                return path, totals
        raise AssertionError(f"no row {name}")
