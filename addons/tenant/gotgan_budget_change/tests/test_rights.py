from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestRights(ChangeCase):
    """Who may see, write and decide."""

    def setUp(self):
        super().setUp()
        self.change_ = self.change(
            {self.cell(): MILLION}, {self.cell(subitem="202-01"): MILLION},
        )

    def test_the_author_submits_and_the_budget_officer_executes(self):
        for person in (self.officer, self.overrider):
            self.assertRefused("", self.change_.with_user(person).action_submit, error=AccessError)
        self.change_.action_submit()
        self.assertRefused("", self.change_.action_execute, error=AccessError)
        for person in (self.auditor, self.other):
            theirs = self.change_.with_user(person)
            for step in (theirs.action_execute, theirs.action_withdraw):
                self.assertRefused("", step, error=AccessError)
        self.execute(self.change_)

    def test_another_department_neither_sees_nor_writes_it(self):
        theirs = self.env["gotgan.budget.change"].with_user(self.other)
        self.assertFalse(theirs.search([("id", "=", self.change_.id)]))
        self.assertRefused("", self.change_.with_user(self.other).write, {"name": "x"},
                           error=AccessError)
        for person in (self.officer, self.auditor):
            self.assertTrue(self.change_.with_user(person).search([
                ("id", "=", self.change_.id),
            ]))

    def test_the_auditor_reads_and_changes_nothing(self):
        theirs = self.change_.with_user(self.auditor)
        self.assertEqual(theirs.amount, MILLION)
        for record, vals in ((theirs, {"name": "x"}), (theirs.line_ids[0], {"amount": 1})):
            self.assertRefused("", record.write, vals, error=AccessError)
        self.assertRefused("", self.env["gotgan.allotment.plan"].with_user(self.auditor).create,
                           {"name": "x"}, error=AccessError)

    def test_what_the_steps_set_cannot_be_written(self):
        for vals in ({"state": "executed"}, {"number": "2026-000009"}, {"vote_date": self.today},
                     {"executed_on": self.today}):
            self.assertRefused("never by hand", self.change_.write, vals, error=AccessError)
        self.assertRefused("", self.change_.line_ids[0].write, {"fixed_before": 1},
                           error=AccessError)

    @mute_logger("odoo.models", "odoo.addons.base.models.ir_model")
    def test_nobody_calls_the_inside_over_rpc(self):
        for model, method in (
            ("gotgan.budget.change", "_move_money"), ("gotgan.budget.change", "_record_vote"),
            ("gotgan.suballotment", "_move_money"), ("gotgan.allotment.plan", "_issue"),
            ("gotgan.allotment.withholding", "_move_withheld"),
        ):
            with self.assertRaises(AccessError):
                call_kw(self.env[model].with_user(self.officer), method, [[1]], {})

    def test_papers_stay_as_they_were_submitted(self):
        paper = self.env["ir.attachment"].with_user(self.author).create({
            "name": "산출근거.txt", "raw": b"x",
        })
        self.change_.write({"attachment_ids": [(4, paper.id)]})
        self.assertEqual((paper.res_model, paper.res_id),
                         ("gotgan.budget.change", self.change_.id))
        self.change_.action_submit()
        self.assertRefused("no longer be changed", paper.write, {"raw": b"y"})
        self.assertRefused("no longer be changed", paper.unlink)
        self.assertEqual(paper.with_user(self.officer).raw, b"x")
