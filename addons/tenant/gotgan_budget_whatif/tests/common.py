from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from odoo.addons.gotgan_budget.version_row import VersionRow
from odoo.addons.gotgan_ledger.core import Posting
from odoo.addons.gotgan_ledger.tests.world import LedgerWorld


class WhatifCase(TransactionCase):
    """The vocabulary of the helper's tests: a small budget in force, one project of it matched."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world = LedgerWorld(cls.env)
        cls.today, cls.year, cls.fund = cls.world.today, cls.world.year, cls.world.fund
        cls.own, cls.national = cls.world.own, cls.world.national
        cls.own.origin, cls.national.origin = "own", "national"
        cls.officer, cls.staff, cls.auditor = (
            new_test_user(cls.env, f"whatif_{role}", groups=group)
            for role, group in (
                ("officer", "gotgan_budget.group_budget_officer"),
                ("staff", "gotgan_base.group_staff"),
                ("auditor", "gotgan_base.group_auditor"),
            )
        )
        cls.matched = cls.world._make_project("국비 사업")
        cls.second = cls.world._make_project("둘째 사업")
        cls.make_budget()

    @classmethod
    def make_budget(cls):
        """Post a budget as a version in force does; the first line is partly committed."""
        places = [
            (cls.world.project, cls.own, 50_000_000), (cls.second, cls.own, 30_000_000),
            (cls.matched, cls.national, 40_000_000), (cls.matched, cls.own, 60_000_000),
        ]
        cls.cells = cls.env["gotgan.budget.cell"].concat(*(
            cls.world.fund_cell(won, won // 2, project=project, source=source)
            for project, source, won in places
        ))
        cls.plain, cls.other, cls.grant, cls.share = cls.cells
        hold = cls.world.post("request", cls.plain, 20_000_000)
        cls.world.post("commit", hold, 15_000_000)

    # ---- words -----------------------------------------------------------

    def fix_ratio(self, **shares):
        """Keep a ratio for the matched project, as its department does."""
        self.env["gotgan.budget.matching"].create([
            {
                "project_id": self.matched.id, "funding_source_id": getattr(self, name).id,
                "share": share,
            }
            for name, share in shares.items()
        ])

    def add_reserve(self):
        """A reserve far below its ceiling: the fund is large enough."""
        item = self.env["gotgan.expenditure.object"].create({
            "fiscal_year_id": self.year.id, "code": "T801", "name": "예비비", "level": "item",
            "parent_id": self.world.subitem.parent_id.parent_id.id,
        })
        subitem = self.env["gotgan.expenditure.object"].create({
            "fiscal_year_id": self.year.id, "code": "T801-01", "name": "일반예비비",
            "level": "subitem", "parent_id": item.id,
        })
        keys = [
            (self.year.id, self.fund.id, self.world.department.id, project.id, one.id, self.own.id)
            for project, one in (
                (self.world._make_project("예비비"), subitem),
                (self.world._make_project("큰 사업"), self.world.subitem),
            )
        ]
        cells = self.env["gotgan.budget.cell"]
        opened = cells._open(keys)
        self.reserve, large = (cells.browse(opened[key]) for key in keys)
        self.world.post("appropriate", self.reserve, 1_000_000)
        self.world.post("appropriate", large, 5_000_000_000)

    def ask(self, *shocks, **more):
        """Return a question of the officer's; a shock is (source, won[, project])."""
        return self.env["gotgan.budget.whatif"].with_user(self.officer).create({
            "name": "추경 검토", "fiscal_year_id": self.year.id, "smallest": 1000, "effort": 1,
            "protected_item_ids": [Command.clear()], **more,
            "shock_ids": [
                Command.create({
                    "fund_id": self.fund.id, "funding_source_id": source.id, "amount": won,
                    "project_id": project[0].id if project else False,
                })
                for source, won, *project in shocks
            ],
        })

    def compare(self, *shocks, **more):
        whatif = self.ask(*shocks, **more)
        whatif.action_compare()
        return whatif

    def changes(self, option):
        return {line.cell_id: line.difference for line in option.line_ids}

    def rows_of(self, version):
        return {
            tuple(line[name].id for name in VersionRow._fields[:5]): line.amount
            for line in version.line_ids
        }

    def posting(self, target, won):
        return Posting(target.id, won, 1)
