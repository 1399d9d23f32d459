"""From the rows of a table to the values of a version's parts; every fault is named."""

from ..ehojo.formula import FormulaError, evaluate
from ..ehojo.problem import WARNING
from ..version_row import RevenueRow
from .columns import CARRYOVER, CONTINUING, DEBT, REVENUE, TRANSFER
from .masters import PartMasters


def make_rows(rows, version, kind, problems):
    """Return what to write of a table: ``RevenueRow`` of 세입예산, values of the other parts."""
    masters = PartMasters(version, kind, problems)
    makers = {
        REVENUE: _Revenues(masters, version), CONTINUING: _Continuing(masters),
        DEBT: _Debts(masters), CARRYOVER: _Carryovers(masters), TRANSFER: _Transfers(masters),
    }
    made = [makers[kind].make(row) for row in rows]
    return [one for one in made if one is not None]


class _Maker:
    def __init__(self, masters):
        self.masters, self.tell, self.seen = masters, masters.tell, {}

    def once(self, row, place, column):
        """Refuse what stands in the file twice; say where it stood first."""
        first = self.seen.setdefault(place, row.number)
        if first != row.number:
            self.tell(row, column, "twice", first=first)

    def positive(self, row, name):
        won = row.won[name]
        if won is None:
            self.tell(row, name, "missing_value")
        elif won <= 0:
            self.tell(row, name, "not_above_zero", amount=won)
        return won or 0


class _Revenues(_Maker):
    """세입예산: amounts after; 기정액 is what stands before, where the file has it."""

    def __init__(self, masters, version):
        super().__init__(masters)
        self.before = version._read_before("gotgan.budget.version.revenue")

    def make(self, row):
        (fund, department), source = self.masters.find_place(row), self.masters.find_revenue(row)
        name = row.texts["name"] or row.texts["mok"] or row.texts["source"]
        amount = row.won["amount"]
        if amount is None:
            self.tell(row, "amount", "missing_value")
        elif amount < 0:
            self.tell(row, "amount", "negative_amount", amount=amount)
        if not (fund and department and source):
            return None
        place = (fund, source, department, name)
        self.once(row, place, "name")
        self.judge_figures(row, amount or 0, place)
        return RevenueRow(*place, amount or 0, row.texts["formula"] or None)

    def judge_figures(self, row, amount, place):
        base, change = row.won["base"], row.won["change"]
        standing = self.before.get(place, 0)
        if base is not None and base != standing and self.before:
            self.tell(row, "base", "other_base", base=base, found=standing)
        if base is not None and change is not None and amount - base != change:
            self.tell(row, "change", "change_mismatch", new=amount, base=base, change=change,
                      expected=amount - base)
        if row.texts["formula"]:
            self.judge_formula(row, amount)

    def judge_formula(self, row, amount):
        """What comes in is often rounded or estimated in words: a difference is told, not refused.
        """
        formula = row.texts["formula"]
        try:
            computed = int(evaluate(formula))
        except FormulaError:
            return
        if abs(computed - amount) >= 1_000:
            self.tell(row, "formula", "formula_differs", WARNING, formula=formula,
                      computed=computed, amount=amount)


class _Works(_Maker):
    """What belongs to a project: 계속비, 명시이월비."""

    def find(self, row):
        """Return the values that say where, None where something was not found."""
        fund, department = self.masters.find_place(row)
        project = self.masters.find_project(row, department)
        subitem = self.masters.find_subitem(row)
        if not (fund and department and project) or subitem is None:
            return None
        return {
            "fund_id": fund, "department_id": department, "project_id": project,
            "subitem_id": subitem, "reason": row.texts["reason"] or False,
        }


class _Continuing(_Works):
    """계속비: total and yearly parts, which add up (지방재정법 42)."""

    def make(self, row):
        place, total = self.find(row), self.positive(row, "total")
        parts = sum(row.years.values())
        if parts != total:
            self.tell(row, "total", "parts_differ", parts=parts, total=total)
        if any(won < 0 for won in row.years.values()):
            self.tell(row, "total", "negative_amount", amount=min(row.years.values()))
        if place is None:
            return None
        self.once(row, tuple(place.values())[:4], "project")
        return {**place, "total_amount": total, "part_ids": [
            {"year": year, "amount": won} for year, won in sorted(row.years.items())
        ]}


class _Debts(_Maker):
    """채무부담행위: taken on in a year, paid from a later one on (지방재정법 44)."""

    def make(self, row):
        fund, department = self.masters.find_place(row)
        project = self.masters.find_project(row, department, is_needed=False)
        amount = self.positive(row, "limit")
        if not row.texts["name"]:
            self.tell(row, "name", "missing_value")
        years = [self.year(row, name) for name in ("year", "repay_from", "repay_to")]
        year, first, last = years[0], years[1], years[2] or years[1]
        if year and first and not year < first <= (last or first):
            self.tell(row, "repay_from", "paid_earlier", value=first, year=year)
        if not (fund and department and year and first):
            return None
        self.once(row, (fund, department, row.texts["name"]), "name")
        return {
            "fund_id": fund, "department_id": department, "project_id": project or False,
            "name": row.texts["name"], "amount": amount, "year": year, "repay_from": first,
            "repay_to": last, "reason": row.texts["reason"] or False,
        }

    def year(self, row, name):
        text = row.texts[name]
        if text.isdecimal() and len(text) == 4:
            return int(text)
        if text or name != "repay_to":
            self.tell(row, name, "bad_year" if text else "missing_value",
                      **({"value": text} if text else {}))
        return None


class _Carryovers(_Works):
    """명시이월비: up to how much, and why (지방재정법 50①)."""

    def make(self, row):
        place, amount = self.find(row), self.positive(row, "limit")
        funding = self.masters.find_funding(row)
        if not row.texts["reason"]:
            self.tell(row, "reason", "missing_value")
        if place is None:
            return None
        self.once(row, (*tuple(place.values())[:4], funding), "project")
        return {**place, "amount": amount, "funding_source_id": funding}


class _Transfers(_Maker):
    """예산의 이용: what may go between policy programmes, up to how much (지방재정법 47의2①)."""

    def make(self, row):
        masters, amount = self.masters, row.won["limit"] or 0
        fund, item = masters.find_fund(row), masters.find_item(row)
        policies = [masters.find_policy(row, name) for name in ("policy_from", "policy_to")]
        if amount < 0:
            self.tell(row, "limit", "negative_amount", amount=amount)
        if not row.texts["name"]:
            self.tell(row, "name", "missing_value")
        if not fund or item is None or None in policies:
            return None
        self.once(row, (fund, *policies, item, row.texts["name"]), "name")
        return {
            "name": row.texts["name"], "fund_id": fund, "policy_from_id": policies[0],
            "policy_to_id": policies[1], "item_id": item, "amount": amount,
            "reason": row.texts["reason"] or False,
        }
