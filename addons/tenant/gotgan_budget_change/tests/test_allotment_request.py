from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestAllotmentRequest(ChangeCase):
    """수시배정 신청: the department asks, the budget officer allots or says why not."""

    def setUp(self):
        super().setUp()
        self.here = self.cell(10 * MILLION, allotted=2 * MILLION)

    def ask(self, won, user=None, cell=None):
        return self.env["gotgan.allotment.request"].with_user(user or self.author).create({
            "fiscal_year_id": self.year.id, "department_id": self.roads.id,
            "reason": "우기 전 수문 보수",
            "line_ids": [Command.create({"cell_id": (cell or self.here).id, "amount": won})],
        })

    def test_asked_and_allotted(self):
        request = self.ask(5 * MILLION)
        request.action_submit()
        self.assertRecordValues(request, [{"state": "submitted", "submitted_on": self.today}])
        request.with_user(self.officer).action_allot()
        self.env.invalidate_all()
        self.assertCell(self.here, allotted=7 * MILLION)
        self.assertRecordValues(request.allotment_id, [{
            "state": "issued", "quarter": "0", "amount": 5 * MILLION,
        }])
        self.assertIn(request.number, request.allotment_id.reason)
        self.assertRefused("not possible now", request.with_user(self.officer).action_allot)
        self.assertWhole()

    def test_refused_with_a_reason(self):
        request = self.ask(5 * MILLION)
        request.action_submit()
        officer = request.with_user(self.officer)
        self.assertEqual(officer.action_refuse()["res_model"], "gotgan.transition.wizard")
        officer._do_transition("refuse", "세입 여건")
        last = request.event_ids.sorted("id")[-1:]
        self.assertEqual((request.state, last.reason), ("refused", "세입 여건"))
        self.assertCell(self.here, allotted=2 * MILLION)

    def test_no_more_than_is_there(self):
        self.assertRefused("8,000,000", self.ask(9 * MILLION).action_submit)
        first, second = self.ask(5 * MILLION), self.ask(5 * MILLION)
        (first | second).action_submit()
        first.with_user(self.officer).action_allot()
        self.env.invalidate_all()
        self.assertRefused("3,000,000", second.with_user(self.officer).action_allot)

    def test_its_own_money_only(self):
        there = self.cell(department=self.planning)
        self.assertRefused("its own budget", self.ask, MILLION, cell=there, error=ValidationError)

    def test_whose_step_it_is(self):
        request = self.ask(MILLION)
        request.action_submit()
        for user in (self.author, self.other, self.auditor):
            for step in ("action_allot", "action_refuse"):
                with self.subTest(user=user.login, step=step):
                    self.assertRefused("", request.with_user(user).action_allot, error=AccessError)
        self.assertRefused("", request.with_user(self.author).write, {"reason": "x"})
        for values in ({"state": "allotted"}, {"allotment_id": 1}, {"number": "2026-000001"}):
            self.assertRefused(
                "", call_kw, request.with_user(self.author), "write", [request.ids, values], {},
                error=UserError,
            )
        self.assertRefused("", self.ask, MILLION, user=self.other, error=AccessError)
        self.assertNotIn(request, request.with_user(self.other).search([]))
        self.assertIn(request, request.with_user(self.auditor).search([]))
