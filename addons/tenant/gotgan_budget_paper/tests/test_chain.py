from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.gotgan_budget.ehojo.columns import SOURCES
from odoo.addons.gotgan_budget.ehojo.plan import build_plan
from odoo.addons.gotgan_budget.ehojo.reader import read_book
from odoo.addons.gotgan_budget.ehojo.row import Amount
from odoo.addons.gotgan_budget.ehojo.writer import make_row, write_csv, write_xlsx
from odoo.addons.gotgan_budget.tests.test_plan import CATALOGUE
from odoo.addons.gotgan_budget.version_row import VersionRow

from ..estimates import Shown
from ..export import MARKS, Export
from ..stages import find_stages
from ..timeline import add, flatten
from .common import TRAVEL, PaperCase

MONEY = ("국고보조금", "자체재원")
WON = st.integers(0, 5).map(lambda won: won * 1_000)
TEXTS = {
    "year": str(CATALOGUE.year), "field": "일반공공행정", "section": "일반행정",
    "policy": "정책", "unit": "단위", "project": "사업", "fund_code": "100", "fund": "일반회계",
    "department": "소통과", "item": "201", "subitem": "201-01", "item_name": "일반운영비",
    "subitem_name": "사무관리비",
}


@st.composite
def prepared(draw):
    """Return ({number: {source: won to add}}, {number: [Shown, …]}) of one line."""
    before, changes, requested = {}, {}, {}
    for number in range(draw(st.integers(1, 3))):
        after = {source: draw(WON) for source in MONEY}
        changes[number] = {
            source: won - before.get(source, 0) for source, won in after.items()
        }
        before = after
        names = draw(st.lists(st.sampled_from("가나다라"), unique=True, min_size=1, max_size=3))
        shown = []
        for name in names:
            amount = draw(WON)
            shown.append(Shown(1, name, "", amount))
            if draw(st.booleans()) and amount:
                shown.append(Shown(2, f"{name}1", "", amount))
        requested[number] = shown
    return add(changes), requested


@tagged("post_install", "-at_install")
class TestStages(BaseCase):
    """The rows of requests give every budget of the line again."""

    @settings(max_examples=200, deadline=None)
    @given(prepared())
    def test_rows_of_requests_read_back_are_the_same_budgets(self, drawn):
        changes, requested = drawn
        stages = find_stages(changes, requested)
        if not stages:
            return
        rows = [make_row({
            **TEXTS, "kind": f"추경{one.number}회" if one.number else "본예산",
            "name": f"{MARKS[one.level]}{one.name}",
        }, Amount(
            sum(one.after.values()), sum(one.before.values()),
            sum(one.after.values()) - sum(one.before.values()),
        ), {
            name: Amount(one.after.get(name, 0), one.before.get(name, 0),
                         one.after.get(name, 0) - one.before.get(name, 0))
            for name in {*one.after, *one.before}
        }) for one in stages]
        plan = build_plan(read_book(write_csv(rows)), CATALOGUE)
        self.assertFalse(plan.problems.errors, plan.problems.items)
        [line] = plan.lines.values()
        told = defaultdict(lambda: defaultdict(int))
        for number, source, won in line.changes():
            told[number][source] += won
        self.assertEqual(add(told), changes)


@tagged("post_install", "-at_install")
class TestChain(PaperCase):
    """A year of budgets goes out and comes back: the same versions, on the same days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.middle = cls.year.date_from + (cls.today - cls.year.date_from) / 2
        cls.department = cls.env["hr.department"].create({
            "name": "차수과", "code": "C777", "council_committee": "자치위원회",
        })
        cls.fund = cls.env["gotgan.fund"].search([
            ("fiscal_year_id", "=", cls.year.id), ("code", "=", "100"),
        ], limit=1) or cls.env["gotgan.fund"].create({
            "fiscal_year_id": cls.year.id, "code": "100", "name": "일반회계", "kind": "general",
        })
        cls.project = cls._make_project()
        cls.subitems = cls.env["gotgan.expenditure.object"].search([
            ("fiscal_year_id", "=", cls.year.id), ("code", "in", ("201-01", "202-01")),
            ("subject_set", "=", "local_government"), ("level", "=", "subitem"),
        ])
        cls.money = cls.env["gotgan.funding.source"].browse(
            cls._need_source(name) for name in MONEY
        )

    @classmethod
    def _need_source(cls, name):
        sources = cls.env["gotgan.funding.source"]
        return (sources.search([
            ("fiscal_year_id", "=", cls.year.id), ("name", "=", name),
        ], limit=1) or sources.create({
            "fiscal_year_id": cls.year.id, "name": name, "code": f"{SOURCES.index(name) + 1:02d}",
        })).id

    @classmethod
    def _make_project(cls):
        above = False
        function = cls.env["gotgan.function"].search([
            ("fiscal_year_id", "=", cls.year.id), ("name", "=", "일반행정"),
            ("level", "=", "section"),
        ], limit=1)
        for level in ("policy", "unit", "project"):
            above = cls.env["gotgan.program"].create({
                "fiscal_year_id": cls.year.id, "level": level, "name": f"차수 {level}",
                "parent_id": above and above.id, "function_id": function.id,
            })
        return above

    def make(self, budgets):
        """Have budgets decided here: {(subitem, source): won after} of each, in their order."""
        versions = self.env["gotgan.budget.version"].with_user(self.officer)
        days = (self.year.date_from, self.middle, self.today)
        for number, won in enumerate(budgets):
            version = versions._make(
                self.year, "supplementary" if number else "original", [
                    VersionRow(self.fund.id, self.department.id, self.project.id, *place, amount)
                    for place, amount in won.items()
                ], round=number, date_effective=days[number],
            )
            version._write_locked({"state": "in_force"})
            version._enter_force()

    def assertComesBack(self, setup):
        with self.undone():
            setup()
            chain, export = self.chain(), Export(self.head())
            files = [write(export.rows(), export.extra) for write in (write_csv, write_xlsx)]
        for data in files:
            with self.undone():
                document = self.bring_in(data=data)
                found = self.chain()
                self.assertFalse(document.error_count)
            self.assertEqual(found, chain)

    def places(self):
        return [(one.id, source.id) for one in self.subitems for source in self.money]

    @settings(
        max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), database=None,
    )
    @given(st.data())
    def test_budgets_decided_here(self, data):
        first = {place: data.draw(WON) for place in self.places()}
        first[self.places()[0]] += 1_000
        budgets, whole = [first], dict(first)
        for _number in range(data.draw(st.integers(1, 2))):
            place = data.draw(st.sampled_from(self.places()))
            change = {
                **data.draw(st.dictionaries(st.sampled_from(self.places()), WON, max_size=3)),
                place: whole[place] + 1_000,
            }
            budgets.append(change)
            whole.update(change)
        self.assertComesBack(lambda: self.make(budgets))

    def test_imported_budgets_and_one_decided_here_on_top(self):
        def setup():
            self.bring_in(
                *self.rows(), self.line(2500, 2000, 예산구분="추경1회", 산출근거명="Ο갈등관리교육"),
                self.line(300, 예산구분="추경1회", **TRAVEL, 산출근거명="Ο답사"),
            )
            head = self.head()
            place, won = next((place, won) for place, won in head._read_whole().items() if won)
            version = head.with_user(self.officer)._make(
                self.year, "supplementary", [VersionRow(*place, won + 700_000)], round=2,
            )
            version._write_locked({"state": "in_force"})
            version._enter_force()
        self.assertComesBack(setup)

    def test_what_the_source_exports_only_once(self):
        self.assertComesBack(lambda: self.bring_in(
            self.line(960, **TRAVEL), self.line(2500, 2000, 예산구분="추경1회"),
        ))

    def test_committee_and_support_of_a_budget_that_was_made_here(self):
        [first, *_more] = self.places()
        self.make([dict.fromkeys(self.places(), 1000), {first: 2_000}])
        rows = list(Export(self.head()).rows())
        self.assertEqual(
            {(row.texts["committee"], row.texts["support"]) for row in rows},
            {("자치위원회", "보조")},
        )
        self.assertEqual([row.texts["kind"] for row in rows].count("추경1회"), 1)
        self.assertEqual(flatten({0: {"가": 0}}), {})

    def test_the_committee_comes_with_a_file(self):
        self.enter()
        department = self.env["hr.department"].search([("name", "=", "소통과")])
        self.assertEqual(department.council_committee, "자치위원회")
        for row in Export(self.head()).rows():
            self.assertEqual(row.texts["committee"], "자치위원회")
