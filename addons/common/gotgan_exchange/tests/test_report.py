import copy

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..schema import CASE, DEPTHS, TOTAL, cut, exceeds, upgrade, validate
from ..schema.depth import ADDRESS
from ..schema.figures import FIGURES, add
from ..signing import canonical
from .common import VALUES, calm, make_line, make_report, reports

WHERE = dict(zip(ADDRESS[CASE], ("100", "P1", "U1", "S1", "201", "201-01"), strict=True))


def places(value, path=()):
    """Return the paths of everything inside a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*path, key)
        if isinstance(item, (dict, list)):
            yield from places(item, (*path, key))


@tagged("post_install", "-at_install")
class TestReport(BaseCase):
    """A report says what its depth allows, and adds up to the won."""

    def report(self, **values):
        line = make_line(WHERE, 100_000_000_000, 70, 50)
        case = {**WHERE, "number": "2026-000001", "date": "2026-01-05", "committed": 70, "paid": 50}
        return make_report([line], [case], **values)

    def faults(self, **values):
        return [str(one) for one in validate(self.report(**values))]

    def test_a_right_one(self):
        self.assertEqual(self.faults(), [])

    @calm
    @given(report=reports())
    def test_totals_are_the_same_at_every_depth(self, report):
        self.assertEqual(validate(report), [])
        for depth in DEPTHS:
            shallow = cut(report, depth)
            self.assertEqual(validate(shallow), [], depth)
            self.assertEqual(shallow["totals"], report["totals"])
            if depth != TOTAL:
                self.assertEqual(add(shallow["lines"]), report["totals"])
            for one, other in zip(shallow["exceptions"], report["exceptions"], strict=True):
                self.assertEqual(
                    (one["kind"], one["count"], one["amount"]),
                    (other["kind"], other["count"], other["amount"]),
                )
            self.assertEqual(
                sum(row["payments"] for row in shallow["cash"]),
                sum(row["payments"] for row in report["cash"]),
            )

    @calm
    @given(report=reports(), first=st.sampled_from(DEPTHS), second=st.sampled_from(DEPTHS))
    def test_cutting_twice_is_cutting_to_the_shallower(self, report, first, second):
        shallower = min(first, second, key=DEPTHS.index)
        self.assertEqual(
            canonical(cut(cut(report, first), second)), canonical(cut(report, shallower))
        )

    @calm
    @given(report=reports(), depth=st.sampled_from(DEPTHS))
    def test_nothing_deeper_is_left(self, report, depth):
        before = copy.deepcopy(report)
        shallow = cut(report, depth)
        self.assertEqual(report, before, "the report itself stays whole")
        rows = [
            *shallow["lines"],
            *shallow["cases"],
            *(item for one in shallow["exceptions"] for item in one["items"]),
        ]
        allowed = {*ADDRESS[depth], *FIGURES, "count", "days", "amount"}
        if depth == CASE:
            allowed |= {"number", "date"}
        self.assertFalse([key for row in rows for key in row if key not in allowed])
        details = report["cases"] + [item for one in report["exceptions"] for item in one["items"]]
        for deeper in DEPTHS:
            told = details if (depth, deeper) == ("object", "case") else report["lines"]
            if exceeds(deeper, depth) and told:
                self.assertTrue(validate({**shallow, "depth": deeper}))

    @calm
    @given(report=reports(), data=st.data())
    def test_a_spoilt_report_never_breaks_the_judge(self, report, data):
        spoilt = copy.deepcopy(report)
        path = data.draw(st.sampled_from(list(places(spoilt))))
        target = spoilt
        for key in path[:-1]:
            target = target[key]
        if data.draw(st.booleans()):
            del target[path[-1]]
        else:
            target[path[-1]] = data.draw(VALUES)
        self.assertIsInstance(validate(spoilt), list)

    @calm
    @given(value=VALUES)
    def test_rubbish_is_refused(self, value):
        self.assertTrue(validate(value))

    def test_newer_versions_are_refused_with_a_clear_answer(self):
        self.assertEqual(self.faults(version=3), ["version: 3 is not known here; known: 1, 2"])
        for version in ("1", 1.0, True, None, 0, -1, [1]):
            self.assertTrue(self.faults(version=version), repr(version))

    def test_older_versions_are_accepted(self):
        """The first version is still read, in the newer shape: what it did not count is unknown."""
        counts = {"lines": 1, "projects": 1, "commitments": 1}
        old = self.report(version=1, counts=counts)
        self.assertEqual(validate(old), [])
        new = {**old, "version": 2, "counts": {**counts, "orphans": None}}
        self.assertEqual(upgrade(old), new)
        self.assertEqual(validate(new), [])
        self.assertEqual(upgrade(new), new)

    def test_what_waits_for_nobody_is_counted(self):
        counts = {"lines": 1, "projects": 1, "commitments": 1}
        self.assertTrue(self.faults(counts=counts))
        self.assertTrue(self.faults(counts={**counts, "orphans": -1}))
        self.assertFalse(self.faults(counts={**counts, "orphans": 3}))

    def test_violations_say_where(self):
        report = self.report()
        for path, value, fault in (
            (("lines", 0, "paid"), 51, "totals.paid: is 50, but its lines add up to 51"),
            (("lines", 0, "paid"), -1, "lines[0].paid: -1 is below 0"),
            (("lines", 0, "paid"), 50.0, "lines[0].paid: is not a whole number"),
            (("lines", 0, "paid"), 10**16, f"lines[0].paid: {10**16} is above 9007199254740991"),
            (("cases", 0, "committed"), 71, "totals.committed: is 70, but its cases add up to 71"),
            (
                ("totals", "available"),
                5,
                "totals.available: is not allotted - requested - committed",
            ),
            (("totals", "allotted"), 10**14, "totals.allotted: more is allotted than appropriated"),
            (("lines", 0, "object"), "999", "names.object.999: is missing"),
            (("tenant",), "../..", "tenant: is not of the expected form"),
            (("as_of",), "yesterday", "as_of: is not a moment in UTC"),
            (("lines", 0, "payee"), "홍길동", "lines[0].payee: is not expected"),
            (
                ("names", "fund", "100"),
                "가\n나",
                "names.fund.100: has characters that cannot be shown",
            ),
        ):
            spoilt = copy.deepcopy(report)
            target = spoilt
            for key in path[:-1]:
                target = target[key]
            target[path[-1]] = value
            self.assertIn(fault, [str(one) for one in validate(spoilt)])

    def test_no_subject_twice(self):
        lines = [make_line(WHERE, 1, 0, 0), make_line(WHERE, 2, 0, 0)]
        faults = [str(one) for one in validate(make_report(lines))]
        self.assertEqual(faults, ["lines: name the same subject twice"])

    def test_an_answer_stays_short(self):
        lines = [{**make_line(WHERE, 1, 0, 0), "paid": "x"} for _index in range(1000)]
        report = {**self.report(), "lines": lines}
        self.assertLessEqual(len(validate(report)), 50)

    def test_depths(self):
        for place, depth in enumerate(DEPTHS):
            for other, consent in enumerate(DEPTHS):
                self.assertEqual(exceeds(depth, consent), place > other)
