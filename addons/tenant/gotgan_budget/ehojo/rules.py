"""What must hold in every row by itself. A rule names the fault and goes on."""

from typing import NamedTuple

from .columns import HEADING, OPTIONAL, TEXT_NAMES
from .formula import FormulaError, evaluate, thousands_up
from .problem import ERROR, WARNING
from .reader import year_text
from .row import find_round, fold, subitem_code

REQUIRED = tuple(name for name in TEXT_NAMES if name not in OPTIONAL and name != "formula")


# Kinds that are refused with their own words.
_NAMED = (("수정", "amended_bill"), ("정리", "last_without_number"))


class Catalogue(NamedTuple):
    """What the tenant knows of one fiscal year, for looking up the codes of a file.

    ``subitems``: {code: name}; ``functions``: {(folded 분야, folded 부문): id}; ``funds``:
    {code: name}; ``departments``: {name: how many have it}; ``department_codes``: known codes.
    """

    year: int
    subitems: dict
    functions: dict
    funds: dict
    departments: dict
    department_codes: frozenset = frozenset()


class Judge:
    """Judges rows one by one against the rules and a Catalogue."""

    def __init__(self, catalogue, problems):
        self.catalogue, self.problems = catalogue, problems
        self.fields = {field for field, _section in catalogue.functions}
        self.fund_names = {}
        self.code_faults = {}

    def judge(self, row):
        self.check_required(row)
        self.check_year(row)
        self.check_kind(row)
        self.check_change(row)
        self.check_sources(row)
        self.check_formula(row)
        self.check_codes(row)
        self.check_fund(row)

    def check_required(self, row):
        for name in REQUIRED:
            if not row.texts[name]:
                self.problems.add(row.number, HEADING[name], "missing_value")

    def check_year(self, row):
        year = year_text(row.texts["year"])
        if year and year != str(self.catalogue.year):
            self.problems.add(
                row.number, HEADING["year"], "other_year", value=year, year=self.catalogue.year,
            )

    def check_kind(self, row):
        kind = row.texts["kind"]
        if kind and find_round(kind) is None:
            code = next((code for word, code in _NAMED if word in kind), "unknown_kind")
            self.problems.add(row.number, HEADING["kind"], code, value=kind)

    def check_change(self, row):
        """예산액 − 기정액 = 비교증감, and the same for every funding source."""
        for name, one in (("", row.amount), *row.sources.items()):
            if one.new - one.base != one.change:
                column = f"{name} 증감" if name else HEADING["change"]
                self.problems.add(
                    row.number, column, "change_mismatch",
                    new=one.new, base=one.base, change=one.change, expected=one.new - one.base,
                )

    def check_sources(self, row):
        """The eleven funding sources make up the row's 예산액, 기정액 and 비교증감."""
        for at, name in enumerate(("budget", "base", "change")):
            total = sum(one[at] for one in row.sources.values())
            if total != row.amount[at]:
                self.problems.add(
                    row.number, HEADING[name], "sources_mismatch",
                    total=total, amount=row.amount[at],
                )

    def check_formula(self, row):
        """산출근거식 recomputes to the amount, rounded up to 천원."""
        formula = row.texts["formula"]
        if not formula:
            return
        try:
            computed = thousands_up(evaluate(formula))
        except FormulaError as error:
            self.problems.add(
                row.number, HEADING["formula"], "formula_" + error.kind,
                formula=formula, position=error.position,
            )
            return
        if computed != row.amount.new:
            self.problems.add(
                row.number, HEADING["formula"], "formula_mismatch",
                formula=formula, computed=computed, amount=row.amount.new,
            )

    def check_codes(self, row):
        """Codes and names repeat in thousands of rows: each combination is looked up once."""
        texts = row.texts
        key = (
            texts["field"], texts["section"], texts["item"], texts["subitem"],
            texts["subitem_name"], texts["department"], texts["department_code"],
        )
        if key not in self.code_faults:
            self.code_faults[key] = [
                *self.find_function_faults(texts), *self.find_subitem_faults(texts),
                *self.find_department_faults(texts),
            ]
        for column, code, params in self.code_faults[key]:
            severity = WARNING if code == "subitem_name" else ERROR
            self.problems.add(row.number, HEADING[column], code, severity, **params)

    def find_function_faults(self, texts):
        field, section = texts["field"], texts["section"]
        if not field or not section or (fold(field), fold(section)) in self.catalogue.functions:
            return
        year = self.catalogue.year
        if fold(field) not in self.fields:
            yield "field", "unknown_field", {"value": field, "year": year}
        else:
            yield "section", "unknown_section", {"value": section, "field": field, "year": year}

    def find_subitem_faults(self, texts):
        item, given = texts["item"], texts["subitem"]
        if not given:
            return
        code, name = subitem_code(item, given), texts["subitem_name"]
        known = self.catalogue.subitems.get(code)
        if known is None:
            yield "subitem", "unknown_subitem", {
                "value": code, "name": name, "year": self.catalogue.year,
            }
        elif name and fold(name) != fold(known):
            yield "subitem_name", "subitem_name", {"value": name, "code": code, "known": known}
        if item and not code.startswith(f"{item}-"):
            yield "subitem", "subitem_outside_item", {"value": code, "item": item}

    def find_department_faults(self, texts):
        name, code = texts["department"], texts["department_code"]
        if not code and self.catalogue.departments.get(name, 0) > 1:
            yield "department", "ambiguous_department", {"value": name}

    def check_fund(self, row):
        code, name = row.texts["fund_code"], row.texts["fund"]
        if not code or not name:
            return
        first = self.fund_names.setdefault(code, name)
        known = self.catalogue.funds.get(code, name)
        if fold(first) != fold(name):
            self.problems.add(
                row.number, HEADING["fund"], "fund_two_names", code=code, value=name, known=first,
            )
        elif fold(known) != fold(name):
            self.problems.add(
                row.number, HEADING["fund"], "fund_name", WARNING,
                code=code, value=name, known=known,
            )


def base_amounts(row):
    """Return {funding source: won} of the row's 기정액, without the empty ones."""
    return {name: one.base for name, one in row.sources.items() if one.base}


def new_amounts(row):
    """Return {funding source: won} that the row asks for, without the empty ones."""
    return {name: one.new for name, one in row.sources.items() if one.new}

