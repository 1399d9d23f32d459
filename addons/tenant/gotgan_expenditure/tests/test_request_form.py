from odoo.tests import Form, tagged

from .common import ExpenditureCase


@tagged("post_install", "-at_install")
class TestRequestForm(ExpenditureCase):
    """How the author of a request meets the budget."""

    def test_found_by_part_of_its_name(self):
        found = self.env["gotgan.budget.line"].with_user(self.author).name_search("소통 사무")
        self.assertIn(self.line.id, [one[0] for one in found])

    def test_line_shows_its_live_balance(self):
        taken = self.draft_request(4_000_000)
        taken.action_submit()
        requests = self.env["gotgan.spending.request"].with_user(self.author)
        with Form(requests) as form:
            form.name = "복사용지 구입"
            self.assertEqual(form.department_id, self.line.department_id)
            with form.line_ids.new() as line:
                line.budget_line_id = self.line
                line.amount = 500_000
                self.assertEqual(
                    (line.appropriated, line.allotted, line.in_use, line.available),
                    (10_000_000, 10_000_000, 4_000_000, 6_000_000),
                )
        request = form.record
        self.assertRecordValues(request, [{"amount": 500_000, "state": "draft"}])
        self.assertEqual(request.line_ids.split_ids.amount, 500_000)

    def test_changed_amount_is_split_again(self):
        request = self.draft_request(500_000)
        request.line_ids.amount = 800_000
        self.assertEqual(request.line_ids.split_ids.mapped("amount"), [800_000])

    def test_copy_is_a_new_draft(self):
        request = self.approve_request()
        copy = request.copy()
        self.assertRecordValues(copy, [{"state": "draft", "number": False, "amount": 1_000_000}])
        self.assertFalse(copy.line_ids.split_ids.hold_id)
        copy.name = "다른 사무용품"
        copy.action_submit()
        self.assertFigures(requested=2_000_000)

    def test_nothing_asked(self):
        request = self.draft_request(0)
        with self.assertRefused():
            request.action_submit()

    def test_not_in_the_future(self):
        request = self.draft_request(date=self.today.replace(year=self.today.year + 1))
        with self.assertRefused(str(self.today.year + 1)):
            request.action_submit()
