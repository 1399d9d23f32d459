from odoo.tests import tagged

from .common import AFTER, ClosingCase


@tagged("post_install", "-at_install")
class TestCarrying(ClosingCase):
    """From an open commitment of the old year to its payment in the new one."""

    def setUp(self):
        super().setUp()
        self.old = self.fund(10_000_000)

    def test_whole_path_to_next_years_payment(self):
        commitment = self.bind(self.old, 4_000_000)
        self.inspect(commitment, 1_500_000)
        self.pay(self.order(self.resolve(commitment, 1_500_000)))
        carryover = self.carry()
        self.assertRecordValues(carryover, [{
            "state": "carried", "kind": "unavoidable", "amount": 2_500_000, "date": AFTER,
        }])
        self.assertFigures(
            self.old, committed=1_500_000, paid=1_500_000, requested=0, carried_over=2_500_000,
        )
        cell = carryover.line_ids.next_cell_id
        self.assertRecordValues(cell, [{
            "fiscal_year_id": self.next_year.id, "carried_in": 2_500_000, "allotted": 2_500_000,
            "committed": 2_500_000, "available": 0, "voted": 0,
        }])
        self.assertEqual(commitment.state, "closed")
        successor = commitment.successor_ids
        self.assertRecordValues(successor, [{
            "state": "committed", "amount": 2_500_000, "partner_id": self.payee.id,
            "fiscal_year_id": self.next_year.id, "create_uid": commitment.create_uid.id,
        }])
        self.assertRegex(successor.number, r"^2027-\d{6}$")
        self.today = AFTER
        self.inspect(successor)
        self.pay(self.order(self.resolve(successor)))
        self.assertEqual((successor.state, successor.paid), ("closed", 2_500_000))
        self.assertFigures(cell, paid=2_500_000)
        self.assertFalse(self.env["gotgan.ledger.verifier"]._verify()["findings"])

    def test_lineage_to_the_first_request(self):
        commitment = self.bind(self.old, 4_000_000)
        carryover = self.carry()
        cell = carryover.line_ids.next_cell_id
        self.assertEqual(cell.origin_cell_ids, self.old)
        self.assertEqual(
            cell.line_id.action_open_origin()["domain"][0], ("next_cell_id", "in", cell.ids),
        )
        first = carryover.line_ids.first_request_id
        self.assertEqual(first, commitment.request_id)
        successor = commitment.request_id.successor_ids
        self.assertEqual(successor.action_open_first()["res_id"], first.id)
        self.assertEqual((successor.state, successor.rest), ("closed", 0))

    def test_inspected_before_is_not_inspected_again(self):
        commitment = self.bind(self.old, 4_000_000)
        self.inspect(commitment, 1_000_000)
        carryover = self.carry()
        self.assertEqual(carryover.line_ids.delivered, 1_000_000)
        line = commitment.successor_ids.line_ids
        self.assertRecordValues(line, [{"amount": 4_000_000, "inspected": 1_000_000}])
        self.assertRecordValues(commitment.line_ids, [{"inspected": 0, "reduced": 4_000_000}])

    def test_without_inspection(self):
        commitment = self.bind(self.old, 4_000_000, inspected_kind="none")
        self.carry()
        self.assertEqual(commitment.successor_ids.line_ids.inspected, 4_000_000)

    def test_lowered_by_a_person(self):
        """What does not go over stays owed in the old year, and is seen there."""
        commitment = self.bind(self.old, 4_000_000)
        carryover = self.draft()
        carryover.line_ids.write({"amount": 3_000_000, "adjustment": "감액 예정"})
        carryover.action_submit()
        carryover.action_confirm()
        self.end_year()
        carryover.action_carry()
        self.assertEqual((commitment.state, commitment.unpaid), ("committed", 1_000_000))
        commitment.with_user(self.officer)._do_transition("reduce", "계약 변경")
        self.assertFigures(self.old, committed=0, carried_over=3_000_000)

    def test_voted_money_without_a_document(self):
        self.vote(self.old, 6_000_000)
        carryover = self.carry()
        self.assertEqual(carryover.kind, "authorized")
        cell = carryover.line_ids.next_cell_id
        self.assertRecordValues(cell, [{"carried_in": 6_000_000, "available": 6_000_000}])

    def test_tender_goes_on_as_an_approved_request(self):
        request = self.approve_request(3_000_000, line=self.old.line_id)
        self.look().candidate_ids.filtered(lambda one: one.clause == "tender").action_add()
        carryover = self.env["gotgan.carryover"].with_user(self.budget).search(
            [("state", "=", "draft")],
        )
        carryover.line_ids.write({
            "cause": "협상에 의한 계약", "notice_date": "2026-12-01", "notice_number": "2026-15호",
        })
        carryover.action_submit()
        carryover.action_confirm()
        self.end_year()
        carryover.action_carry()
        self.assertEqual(request.state, "closed")
        successor = request.successor_ids
        self.assertRecordValues(successor, [{"state": "approved", "rest": 3_000_000}])
        self.assertEqual(self.commit(successor).state, "committed")

    def test_unavoidable_does_not_go_over_twice(self):
        commitment = self.bind(self.old, 4_000_000)
        self.carry()
        year = self.env["gotgan.fiscal.year"].create({"year": 2028})
        self.assertEqual(self.next_year._get_next(), year)
        plan = self.plans.create({"fiscal_year_id": self.next_year.id})
        plan.action_look()
        self.assertRecordValues(plan.candidate_ids, [
            {"outcome": "unused", "amount": 4_000_000, "source": "commitment"},
        ])
        line = commitment.successor_ids.line_ids
        again = self.env["gotgan.carryover"].with_user(self.budget).create({
            "fiscal_year_id": self.next_year.id, "department_id": line.cell_id.department_id.id,
            "kind": "unavoidable",
        })
        self.env["gotgan.carryover.line"].with_user(self.budget).create({
            "carryover_id": again.id, "cell_id": line.cell_id.id, "amount": 4_000_000,
            "commitment_line_id": line.id, "clause": "commitment", "cause": "또 지연",
            "adjustment": "직접 입력",
        })
        with self.assertRefused("second time", "재이월"):
            again.action_submit()

    def test_continuing_goes_over_every_year(self):
        """What came over counts to the next year's part (차례로 이월)."""
        self.vote_continuing(self.old, {2026: 7_000_000, 2027: 5_000_000, 2028: 1_000_000})
        carryover = self.carry()
        self.assertEqual((carryover.kind, carryover.amount), ("continuing", 7_000_000))

    def test_merged_codes_meet_in_one_cell(self):
        """202-01 and 202-02 of FY2026 are both 202-01 in FY2027."""
        one, other = self.fund(3_000_000, "202-01"), self.fund(2_000_000, "202-02")
        self.bind(one, 3_000_000)
        self.bind(other, 2_000_000)
        carryover = self.carry()
        cell = carryover.line_ids.next_cell_id
        self.assertEqual(cell.subitem_id.code, "202-01")
        self.assertEqual((cell.carried_in, cell.origin_cell_ids), (5_000_000, one | other))
