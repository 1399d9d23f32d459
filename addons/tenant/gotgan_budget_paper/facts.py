"""What a budget book says, read from a version of the budget and from the one it is compared with.
"""

from typing import NamedTuple

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_document.korean import date_text

from .book.tree import Entry
from .estimates import balance, read_estimates
from .masters import Masters

KINDS = {
    "original": "예산", "supplementary": "추가경정예산", "advance": "성립전 사용예산",
    "provisional": "준예산",
}


class Statement(NamedTuple):
    """A line of 계속비, 채무부담행위 or 명시이월비."""

    label: str
    amount: int
    reason: str = ""
    period: str = ""
    parts: tuple = ()


class Book:
    """A budget in words and figures.

    ``entries``, ``revenues``: every cell after and before; ``reasons``: why a cell changed, by
    (department, project, subitem, source); ``formulas``: how a revenue is computed; ``own``: its
    subjects are an agency's.
    """

    def __init__(self, version, compare=None, cells=None):
        """Read a version. ``cells``: won by cell in place of the version's own figures."""
        self.version, self.compare = version, compare
        self.env, self.year = version.env, version.fiscal_year_id.year
        self.own = version.authority == "board"
        self.masters = Masters(version.fiscal_year_id)
        self.same_year = bool(compare) and compare.fiscal_year_id == version.fiscal_year_id
        other = compare.fiscal_year_id if compare else version.fiscal_year_id
        self.others = (
            self.masters if self.same_year or not compare else Masters(other, like=self.masters)
        )
        self.entries = self._pair(
            version._read_whole() if cells is None else cells,
            compare._read_whole() if compare else {}, "place",
        )
        self.revenues = self._pair(
            version._read_whole_revenue(), compare._read_whole_revenue() if compare else {},
            "revenue_place",
        )
        self._read_words()
        self._estimates = None

    def _pair(self, after, before, method):
        """Return one Entry to a place, in whatever budget it is."""
        won = {}
        for column, (cells, masters) in enumerate(((after, self.masters), (before, self.others))):
            place_of = getattr(masters, method)
            for cell, amount in cells.items():
                pair = won.setdefault(place_of(cell), [0, 0])
                pair[column] += amount
        return [Entry(place, *pair) for place, pair in won.items() if any(pair)]

    # ---- words -----------------------------------------------------------

    def _read_words(self):
        version = self.version
        self.issuer = agency_name(self.env)
        number = f"제{version.round}회 " if version.round else ""
        self.kind = f"{number}{KINDS[version.kind]}"
        self.title = f"{self.year}년도 {self.kind}"
        self.date = version.date_voted or version.date_effective
        self.decision = self._tell_decision()
        self.compared = f"비교 기준: {self.compare.name}" if self.compare else ""
        self.articles = [(one.name, one.text) for one in version.provision_ids.sorted("sequence")]
        self.formulas = self._read_formulas()
        self.reasons = self._read_reasons()
        self.continuing = [self._tell_continuing(one) for one in version.continuing_ids]
        self.debts = [
            Statement(one.name, one.amount, one.reason or "", f"{one.repay_from}~{one.repay_to}")
            for one in version.debt_ids
        ]
        self.carryovers = [
            Statement(self._tell_place(one), one.amount, one.reason or "")
            for one in version.carryover_ids
        ]
        self.transfers = [
            Statement(f"{one.fund_id.name} · {one._get_words()}", one.amount, one.reason or "")
            for one in version.transfer_ids
        ]

    def _tell_decision(self):
        version = self.version
        if version.state in ("draft", "submitted"):
            return "예산안"
        day = date_text(version.date_voted) if version.date_voted else ""
        return " ".join(filter(None, (day, version.decision_number, "확정" if day else "")))

    @staticmethod
    def _tell_place(one):
        return " · ".join((one.fund_id.name, one.department_id.name, one.project_id.name))

    def _tell_continuing(self, one):
        parts = tuple((part.year, part.amount) for part in one.part_ids.sorted("year"))
        return Statement(
            self._tell_place(one), sum(won for _year, won in parts), one.reason or "", "", parts,
        )

    def _read_formulas(self):
        lines = self.env["gotgan.budget.version.revenue"].search(
            [("version_id", "in", self.version._get_chain().ids)], order="version_id, id",
        )
        return {
            self.masters.revenue_place((
                one.fund_id.id, one.revenue_source_id.id, one.department_id.id, one.name,
            )): one.formula or ""
            for one in lines
        }

    def _read_reasons(self):
        """Return why cells changed, as far as the version says so itself."""
        rows = self.env["gotgan.budget.version.line"].search_read(
            [("version_id", "=", self.version.id), ("reason", "!=", False)],
            ["fund_id", "department_id", "project_id", "subitem_id", "funding_source_id", "reason"],
            load=False,
        )
        found = {}
        for row in rows:
            place = self.masters.place((
                row["fund_id"], row["department_id"], row["project_id"], row["subitem_id"],
                row["funding_source_id"],
            ))
            found[place[1], place[6], place[9], place[10]] = row["reason"]
        return found

    # ---- estimates -------------------------------------------------------

    def get_estimates(self, place, amount):
        """Return what a line is made of; ``place``: see Masters.line_place."""
        if self._estimates is None:
            self._estimates = {}
            for line, ones in read_estimates(self.version).items():
                self._estimates.setdefault(self.masters.line_place(line), []).extend(ones)
        return balance(self._estimates.get(place, []), amount)
