from odoo.tests import tagged

from .version_case import VersionCase

FIRST, SECOND = {"예산구분": "추경1회"}, {"예산구분": "추경2회"}


@tagged("post_install", "-at_install")
class TestVersionImport(VersionCase):
    """A file that is confirmed is a version of the budget like any other."""

    def pair(self, version, amount, **more):
        """Return the row of a version for the cell that the file's one line made."""
        cell = self.cells()[0]
        return self.row(amount, **more)._replace(
            fund_id=cell.fund_id.id, department_id=cell.department_id.id,
            project_id=cell.project_id.id, subitem_id=cell.subitem_id.id,
            funding_source_id=cell.funding_source_id.id,
        )

    def decide(self, amount):
        """Decide a supplementary budget here for the file's line."""
        version = self.draft("supplementary", self.pair(None, amount))
        change = version.difference
        fund = self.cells()[0].fund_id.id
        version._add_revenues([self.income(max(change, 0))._replace(fund_id=fund)])
        return self.put_in_force(version)

    def test_the_first_file_is_the_original_budget(self):
        document = self.bring_in(self.line(2000))
        version = document.version_id
        self.assertRecordValues(version, [{
            "kind": "original", "round": 0, "state": "in_force", "import_id": document.id,
            "difference": 2_000_000, "date_effective": self.year.date_from, "position": 1,
        }])
        self.assertEqual(self.voted(), self.whole(version))
        self.assertIn(document.number, self.moves(document).reason)
        self.assertEqual(document.action_open_version()["res_id"], version.id)
        action = document.action_open_moves()
        self.assertEqual(
            self.env["gotgan.ledger.move"].search(action["domain"]), self.moves(document),
        )

    def test_a_correction_stands_on_what_it_corrects(self):
        first = self.bring_in(self.line(2000)).version_id
        second = self.bring_in(self.line(2500)).version_id
        self.assertEqual((second.kind, second.base_id), ("original", first))
        self.assertEqual(
            (second.line_ids.base_amount, second.line_ids.amount), (2_000_000, 2_500_000),
        )
        self.assertFalse(self.bring_in(self.line(2500)).version_id)
        self.assertEqual(self.whole(), self.voted())

    def test_rows_of_a_supplementary_budget_make_one(self):
        self.bring_in(self.line(2000))
        version = self.bring_in(self.line(2500, 2000, **SECOND)).version_id
        self.assertEqual((version.kind, version.round), ("supplementary", 2))
        self.assertEqual(self.supplement().round, 3)

    def test_a_whole_book_after_a_budget_decided_here_says_the_same(self):
        self.bring_in(self.line(2000))
        self.decide(2_500_000)
        document = self.bring_in(self.line(2000), self.line(2500, 2000, **FIRST))
        self.assertFalse(document.version_id)
        self.assertEqual(self.cells().appropriated, 2_500_000)

    def test_the_original_alone_says_that_it_takes_back_what_was_decided_here(self):
        self.bring_in(self.line(2000))
        self.decide(2_500_000)
        document = self.preview(self.line(2000))
        self.assertEqual(self.codes(document), {"round_taken_back"})

    def test_the_rows_of_a_budget_decided_here_are_not_counted_twice(self):
        self.bring_in(self.line(2000))
        self.decide(2_500_000)
        document = self.preview(self.line(2500, 2000, **FIRST))
        self.assertEqual(self.codes(document), {"round_made_here"})
        self.assertRefused("count it twice", document.action_confirm)

    def test_a_later_supplementary_file_adds_to_what_was_decided_here(self):
        self.bring_in(self.line(2000))
        self.decide(2_500_000)
        document = self.bring_in(self.line(2300, 2000, **SECOND))
        self.assertEqual(self.moves(document).mapped("amount"), [300_000])
        self.assertEqual(self.cells().appropriated, 2_800_000)
        self.assertEqual(self.voted(), self.whole())

    def test_a_file_of_supplementary_rows_needs_the_estimates_it_changes(self):
        """The budget was made here, so no estimate of the file's 기정액 is in the books."""
        self.bring_in(self.line(0, sources={}))
        self.decide(2_000_000)
        document = self.preview(self.line(2500, 2000, **SECOND, 산출근거명="Ο다른 것"))
        self.assertEqual(self.codes(document), {"base_row_missing"})
