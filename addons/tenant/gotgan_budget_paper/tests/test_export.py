from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget.ehojo.columns import SOURCES
from odoo.addons.gotgan_budget.ehojo.plan import build_plan
from odoo.addons.gotgan_budget.ehojo.problem import Problems
from odoo.addons.gotgan_budget.ehojo.reader import read_book
from odoo.addons.gotgan_budget.ehojo.row import Amount, read_row
from odoo.addons.gotgan_budget.ehojo.writer import TEXTS, make_row, write_csv, write_xlsx
from odoo.addons.gotgan_budget.masters import Masters
from odoo.addons.gotgan_budget.version_row import VersionRow

from ..export import Export
from .common import TRAVEL, PaperCase

WON = st.integers(-10**12, 10**12)
WORDS = st.text(st.sampled_from("가나다 ABC,()·-=+@0123\"'"), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "가",
)


@st.composite
def exported(draw):
    """Return a Row as an export has it: amounts that add up over the funding sources."""
    sources = draw(st.dictionaries(st.sampled_from(SOURCES), st.tuples(WON, WON), max_size=4))
    amounts = {name: Amount(new, base, new - base) for name, (new, base) in sources.items()}
    texts = {name: draw(WORDS) for name in TEXTS}
    total = Amount(*(sum(one[at] for one in amounts.values()) for at in range(3)))
    return make_row(texts, total, amounts)


@tagged("post_install", "-at_install")
class TestWriter(BaseCase):
    """What is written and read again is the same."""

    def read(self, data):
        book, problems = read_book(data), Problems()
        self.assertIsNone(book.problem)
        rows = [read_row(number, cells, book.layout, book.unit, problems)
                for number, cells in book.rows]
        self.assertFalse(problems.items)
        return rows

    def assertSame(self, rows, found):
        self.assertEqual(len(rows), len(found))
        for one, other in zip(rows, found, strict=True):
            self.assertEqual({name: other.texts[name] for name in TEXTS}, one.texts)
            self.assertEqual((other.amount, other.sources), (one.amount, one.sources))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(exported(), min_size=1, max_size=5))
    def test_csv_read_back_is_the_same(self, rows):
        self.assertSame(rows, self.read(write_csv(rows)))

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(exported(), min_size=1, max_size=5))
    def test_xlsx_read_back_is_the_same(self, rows):
        self.assertSame(rows, self.read(write_xlsx(rows)))


@tagged("post_install", "-at_install")
class TestExport(PaperCase):
    """A budget goes out and comes back as the same budget."""

    def assertSameBudget(self, version, **more):
        """Export a version, preview the file, and expect that nothing would change."""
        export = Export(version)
        for write in (write_csv, write_xlsx):
            document = self.preview(data=write(export.rows(), export.extra), **more)
            self.assertEqual(
                (document.error_count, document.move_count, document.difference), (0, 0, 0),
                document.problem_ids.mapped("message"),
            )
            self.assertEqual(document.amount, version.amount)
            document.action_cancel()
        return export

    def test_a_budget_read_back_is_the_same(self):
        version = self.enter()
        export = self.assertSameBudget(version)
        rows = list(export.rows())
        self.assertEqual(len(rows), 6)
        self.assertFalse(export.with_codes)
        names = [row.texts["name"] for row in rows]
        self.assertIn("ο강사수당", names)
        self.assertIn("Ο도로 보수 공사", names)

    def test_a_supplementary_budget_read_back_is_the_same(self):
        self.enter()
        self.bring_in(
            *self.rows(), self.line(2500, 2000, 예산구분="추경1회", 산출근거명="Ο갈등관리교육"),
        )
        export = self.assertSameBudget(self.head())
        kinds = [row.texts["kind"] for row in export.rows()]
        self.assertEqual(kinds.count("추경1회"), 1)

    def test_the_budget_before_a_supplementary_one_goes_out_as_it_was(self):
        original = self.enter()
        self.bring_in(
            *self.rows(), self.line(2500, 2000, 예산구분="추경1회", 산출근거명="Ο갈등관리교육"),
        )
        masters = Masters(self.year)
        plan = build_plan(
            read_book(write_csv(Export(original).rows())), masters.get_catalogue(),
        )
        self.assertFalse(plan.problems.errors)
        self.assertEqual(plan.total, original.amount)

    def test_as_of_a_day_it_has_the_current_appropriation(self):
        self.enter()
        issue = self.issue(
            in_pdf=False, with_ehojo_csv=True, as_of=self.today, with_fiscal_package=True,
        )
        plan = build_plan(
            read_book(self.file(issue, kind="ehojo_csv")), Masters(self.year).get_catalogue(),
        )
        self.assertEqual(plan.total, self.head().amount)
        self.assertFalse(plan.problems.errors)

    def test_what_estimates_do_not_explain_is_a_row_of_its_own(self):
        version = self.enter()
        cells = version._read_whole()
        travel = self.cells(subitem_id=self.env["gotgan.expenditure.object"].search([
            ("code", "=", TRAVEL["통계목"]), ("fiscal_year_id", "=", self.year.id),
        ], limit=1).id)
        place = tuple(travel[name].id for name in (
            "fund_id", "department_id", "project_id", "subitem_id", "funding_source_id",
        ))
        cells[place] -= 100_500
        rows = list(Export(version, cells).rows())
        [balance] = [row for row in rows if row.texts["name"] == "Ο예산 조정"]
        self.assertEqual(balance.amount, Amount(-100_500, 0, -100_500))
        plan = build_plan(read_book(write_csv(rows)), Masters(self.year).get_catalogue())
        self.assertEqual(plan.total, version.amount - 100_500)

    def test_a_source_without_a_column_is_named_and_not_written_as_another(self):
        version = self.enter()
        foreign = self.env["gotgan.funding.source"].create({
            "fiscal_year_id": self.year.id, "code": "T90", "name": "고향사랑기부금(시험)",
        })
        given = self._move_to(version, foreign)
        issue = self.issues.create({"version_id": given.id, "with_ehojo_csv": True})
        self.assertRefused("고향사랑기부금", issue.action_issue)
        self.assertFalse(issue.file_ids)
        issue.with_ehojo_csv = False
        issue.action_issue()
        self.assertEqual(issue.state, "issued")

    def _move_to(self, version, source):
        """Return a draft that pays 2,000,000 won of the budget from ``source``."""
        place = min(version._read_whole())
        return self.env["gotgan.budget.version"]._make(
            version.fiscal_year_id, "supplementary", [VersionRow(*place[:4], source.id, 2_000_000)],
        )
