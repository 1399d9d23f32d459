from odoo.fields import Command
from odoo.tests import Form, tagged

from odoo.addons.gotgan_ledger.exceptions import LedgerShortage

from .common import MILLION, ChangeCase


@tagged("post_install", "-at_install")
class TestChange(ChangeCase):
    """The way of a request from its department through the budget officer to the ledger."""

    def setUp(self):
        super().setUp()
        self.source = self.cell(10 * MILLION)
        self.target = self.cell(2 * MILLION, subitem="202-01")

    def test_the_way_of_a_virement(self):
        change = self.change({self.source: 3 * MILLION}, {self.target: 3 * MILLION})
        self.assertRecordValues(change, [
            {"kind": "virement", "amount": 3 * MILLION, "balance": 0, "state": "draft"},
        ])
        self.assertEqual(change.line_ids.mapped("before"), [10 * MILLION, 2 * MILLION])
        self.assertEqual(change.line_ids.mapped("after"), [7 * MILLION, 5 * MILLION])
        change.action_submit()
        self.assertTrue(change.number)
        self.execute(change)
        self.assertRecordValues(change, [{"state": "executed", "executed_on": self.today}])
        self.assertCell(self.source, appropriated=7 * MILLION, voted=10 * MILLION,
                        transferred=-3 * MILLION, allotted=0)
        self.assertCell(self.target, appropriated=5 * MILLION, transferred=3 * MILLION)
        moves = self.env["gotgan.ledger.move"].search([
            ("source_model", "=", "gotgan.budget.change"), ("source_id", "=", change.id),
        ])
        self.assertEqual(set(moves.mapped("kind")), {"transfer"})
        self.assertIn(change.number, moves[0].reason)
        self.assertWhole()

    def test_before_and_after_stay_as_they_were_executed(self):
        change = self.perform({self.source: MILLION}, {self.target: MILLION})
        self.perform({self.source: MILLION}, {self.target: MILLION})
        self.assertEqual(change.line_ids.mapped("before"), [10 * MILLION, 2 * MILLION])
        self.assertEqual(change.line_ids.mapped("after"), [9 * MILLION, 3 * MILLION])

    def test_what_is_not_allotted_moves_first(self):
        self.post("allot", self.source, 6 * MILLION)
        self.perform({self.source: 4 * MILLION}, {self.target: 4 * MILLION})
        self.assertCell(self.source, appropriated=6 * MILLION, allotted=6 * MILLION)
        self.assertCell(self.target, appropriated=6 * MILLION, allotted=0)
        self.perform({self.source: 2 * MILLION}, {self.target: 2 * MILLION})
        self.assertCell(self.source, appropriated=4 * MILLION, allotted=4 * MILLION)
        self.assertCell(self.target, appropriated=8 * MILLION, allotted=2 * MILLION)
        self.assertWhole()

    def test_the_allotment_is_spread_over_what_gains(self):
        self.post("allot", self.source, 10 * MILLION)
        third = self.cell(MILLION, project="포장")
        self.perform(
            {self.source: 3 * MILLION}, {self.target: MILLION, third: 2 * MILLION},
        )
        self.assertCell(self.target, allotted=MILLION)
        self.assertCell(third, allotted=2 * MILLION)

    def test_allotted_at_once(self):
        self.perform({self.source: MILLION}, {self.target: MILLION}, allot_now=True)
        self.assertCell(self.target, allotted=MILLION)

    def test_what_is_in_use_cannot_be_moved_and_the_line_says_what_it_lacks(self):
        self.post("allot", self.source, 10 * MILLION)
        self.post("request", self.source, 8 * MILLION)
        change = self.change({self.source: 3 * MILLION}, {self.target: 3 * MILLION})
        self.assertIn("1,000,000", change.shortage)
        self.assertRefused(
            "우회도로.*lacks 1,000,000.*2,000,000 won can be moved", change.action_submit,
            error=LedgerShortage,
        )
        change.line_ids.amount = 2 * MILLION
        change.action_submit()
        self.post("request", self.source, MILLION)
        self.assertRefused("lacks 1,000,000", self.execute, change, error=LedgerShortage)
        self.assertCell(self.source, appropriated=10 * MILLION, transferred=0)
        self.assertCell(self.target, appropriated=2 * MILLION)

    def test_a_line_that_does_not_exist_yet_is_opened(self):
        place = self.key(project="교량", subitem="201-02")
        change = self.change({self.source: MILLION}, {place: MILLION})
        self.assertFalse(change._get_lines("give").cell_id)
        self.assertEqual(change.kind, "reallocation")
        change.action_submit()
        self.execute(change)
        opened = change._get_lines("give").cell_id
        self.assertCell(opened, appropriated=MILLION, voted=0, transferred=MILLION)
        self.assertEqual(opened.project_id, self.projects["교량"])

    def test_parts_that_name_an_existing_line_are_that_line(self):
        change = self.change({self.source: MILLION}, {self.key(subitem="202-01"): MILLION})
        self.assertEqual(change._get_lines("give").cell_id, self.target)

    def test_both_sides_are_equal_and_say_why(self):
        change = self.change({self.source: MILLION}, {self.target: MILLION + 1})
        self.assertRefused("differ by 1 won", change.action_submit)
        change = self.change({self.source: MILLION}, {self.target: MILLION}, reason=" ")
        self.assertRefused("why the money", change.action_submit)
        change = self.change({}, {self.target: MILLION}, kind="virement")
        self.assertRefused("at least one line", change.action_submit)
        change = self.change({self.source: 0}, {self.target: 0})
        self.assertRefused("above zero", change.action_submit)

    def test_it_goes_back_and_comes_again_under_the_same_number(self):
        change = self.submit({self.source: MILLION}, {self.target: MILLION})
        number = change.number
        self.assertRefused("can no longer be changed", change.write, {"name": "x"})
        self.assertRefused("can no longer be changed", change.line_ids[0].write, {"amount": 5})
        change.with_user(self.officer)._do_transition("send_back", "산출근거 보완")
        self.assertEqual(change.state, "returned")
        change.line_ids.amount = 2 * MILLION
        change.action_submit()
        self.execute(change)
        self.assertEqual((change.number, change.amount), (number, 2 * MILLION))

    def test_withdrawn_and_cancelled(self):
        change = self.submit({self.source: MILLION}, {self.target: MILLION})
        change.action_withdraw()
        self.assertEqual(change.state, "draft")
        change._do_transition("cancel", "필요 없음")
        self.assertEqual(change.state, "cancelled")
        self.assertRefused("not possible now", self.execute, change)
        self.assertRefused("cannot be deleted", change.unlink)

    def test_it_is_written_in_a_form(self):
        form = Form(self.env["gotgan.budget.change"].with_user(self.author))
        form.name = "우회도로 여비"
        with form.line_ids.new() as line:
            line.direction = "take"
            line.cell_id = self.source
            line.amount = MILLION
        with form.line_ids.new() as line:
            line.direction = "give"
            line.project_id = self.projects["우회도로"]
            line.subitem_id = self.objects["202-01"]
            line.amount = MILLION
            self.assertEqual(line.cell_id, self.target)
        self.assertEqual(form.kind, "virement")
        form.reason = "출장 증가"
        change = form.save()
        self.assertEqual(change.department_id, self.roads)
        change.action_submit()

    def test_asked_from_a_budget_line(self):
        action = self.source.with_user(self.author).action_request_change()
        form = Form(self.env[action["res_model"]].with_user(self.author).with_context(
            **action["context"],
        ))
        self.assertEqual(len(form.line_ids), 1)
        self.assertEqual(form.department_id, self.roads)
        self.assertTrue(self.source.line_id.with_user(self.author).action_request_change())

    def test_several_at_once_on_the_same_line(self):
        changes = self.submit({self.source: 6 * MILLION}, {self.target: 6 * MILLION})
        changes |= self.submit({self.source: 4 * MILLION}, {self.target: 4 * MILLION})
        self.execute(changes)
        self.assertCell(self.source, appropriated=0, transferred=-10 * MILLION)
        more = self.submit({self.target: 6 * MILLION}, {self.source: 6 * MILLION})
        more |= self.submit({self.target: 7 * MILLION}, {self.source: 7 * MILLION})
        self.assertRefused("lacks", self.execute, more, error=LedgerShortage)
        self.assertCell(self.source, appropriated=0)

    def test_a_copy_is_a_new_draft(self):
        change = self.perform({self.source: MILLION}, {self.target: MILLION})
        copy = change.copy()
        self.assertRecordValues(copy, [{
            "state": "draft", "number": False, "executed_on": False, "amount": MILLION,
        }])
        self.assertEqual(copy.line_ids.mapped("before"), [9 * MILLION, 3 * MILLION])

    def test_a_line_of_another_year_is_refused(self):
        year = self.env["gotgan.fiscal.year"].search([("year", "=", self.year.year + 1)])
        year = year or year.create({"year": self.year.year + 1})
        change = self.change({self.source: MILLION}, {self.target: MILLION})
        foreign = self.env["gotgan.funding.source"].search(
            [("fiscal_year_id", "=", year.id)], limit=1,
        ) or self.env["gotgan.funding.source"].create({
            "fiscal_year_id": year.id, "code": "T", "name": "재원",
        })
        self.assertRefused("another fiscal year", change.write, {"line_ids": [Command.create({
            "direction": "give", "funding_source_id": foreign.id,
            "fund_id": self.fund.id, "department_id": self.roads.id,
            "project_id": self.projects["교량"].id, "subitem_id": self.objects["201-02"].id,
        })]})
