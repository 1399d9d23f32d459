import doctest

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.gotgan_budget_request import grid_outline, grid_values

from .common import RequestCase

LINE = ("id", "revision", "department", "policy", "unit", "project", "item", "subitem", "fund",
        "door", "reason", "funding", "review")
ESTIMATE = ("id", "revision", "line", "level", "name", "formula", "amount")


class GridCase(RequestCase):
    """One department's request with one line that has no estimate yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grid = cls.env["gotgan.budget.grid"]
        cls.stranger = cls.world.stranger
        cls.own, cls.national = cls.world.source("09"), cls.world.source("01")

    def setUp(self):
        super().setUp()
        self.line = self.fund_by(self.write_line(), ("09", 100))

    # ---- words -----------------------------------------------------------

    def read(self, user=None, **options):
        options = options or {"request_id": self.request.id}
        self.env.flush_all()
        return self.grid.with_user(user or self.staff).action_read_grid(options)

    def save(self, *edits, user=None):
        return self.grid.with_user(user or self.staff).action_write_cells(
            {"request_id": self.request.id}, list(edits),
        )

    def get_line(self, data, line=None):
        line = line or self.line
        row = next(row for row in data["lines"] if row[0] == line.id)
        return {**dict(zip(LINE, row, strict=False)),
                **dict(zip(data["figures"], row[len(LINE):], strict=True))}

    def get_estimates(self, data):
        return [dict(zip(ESTIMATE, row, strict=True)) for row in data["estimates"]]

    def add(self, name, level=1, after=None, row="new-1", **values):
        return {
            "op": "add", "row": row, "line": self.line.id, "level": level, "after": after,
            "unit": 1000, "values": {"name": name, **values},
        }

    def set(self, record, field, value, was=None, token=None, **more):
        kind = "l" if record._name.endswith("line") else "e"
        return {
            "op": "set", "row": f"{kind}{record.id}", "field": field, "value": value,
            "was": record[field] or "" if was is None else was,
            "token": record.revision if token is None else token, "unit": 1000, **more,
        }

    def make(self, *rows):
        """Add estimates ``(name, level, formula)`` at the end; return their records."""
        edits, after = [], None
        for place, (name, level, formula) in enumerate(rows):
            edits.append(self.add(name, level, after, f"new-{place}", formula=formula))
            after = f"new-{place}"
        answer = self.save(*edits)
        self.assertTrue(answer["saved"], answer["errors"])
        ids = [answer["ids"][edit["row"]] for edit in edits]
        return self.env["gotgan.budget.request.estimate"].browse(ids)


@tagged("post_install", "-at_install")
class TestGridRead(GridCase):
    def test_one_read_has_everything(self):
        self.make(("일반수용비", 1, ""), ("소모품", 2, "300,000원*4대*4회"))
        data = self.read()
        line = self.get_line(data)
        self.assertEqual(
            (line["requested"], line["door"], line["funding"]),
            (4_800_000, "requested", ([self.own.id], [4_800_000], ["100%"])),
        )
        self.assertEqual(
            [(one["level"], one["name"], one["amount"]) for one in self.get_estimates(data)],
            [(1, "일반수용비", 4_800_000), (2, "소모품", 4_800_000)],
        )
        self.assertEqual(data["levels"], ["policy", "unit", "project", "item"])
        self.assertEqual(data["names"]["program"][self.project.id][1], self.project.name)
        self.assertEqual([source[0] for source in data["sources"]], [self.own.id])

    def test_the_officer_sees_all_departments(self):
        other = self.cycle.request_ids.filtered(
            lambda one: one.department_id == self.world.neighbour
        )
        line = self.env["gotgan.budget.request.line"].create({
            "request_id": other.id, "fund_id": self.world.fund().id,
            "project_id": self.project.id, "subitem_id": self.world.subitem("201-01").id,
        })
        data = self.read(self.officer, cycle_id=self.cycle.id)
        self.assertEqual({row[0] for row in data["lines"]}, {self.line.id, line.id})
        self.assertEqual(data["levels"][0], "department")

    def test_estimates_can_follow(self):
        row = self.make(("일반수용비", 1, "1,000원"))
        rows = self.grid.with_user(self.staff).action_read_estimates({
            "request_id": self.request.id,
        })
        self.assertEqual([one[0] for one in rows], row.ids)

    def test_a_stranger_sees_nothing(self):
        with self.assertRaisesRegex(UserError, "no budget request you may see"):
            self.read(self.stranger)

    def test_reading_all_asks_few_questions(self):
        self.read()
        with self.assertQueryCount(40):
            self.read()


@tagged("post_install", "-at_install")
class TestGridWrite(GridCase):
    def test_a_formula_makes_the_amount(self):
        row = self.make(("참석수당", 1, "100,000원*11명*2회"))
        self.assertEqual((row.amount, self.line.requested), (2_200_000, 2_200_000))
        answer = self.save(self.set(row, "formula", "100,000원*11명*3회"))
        self.assertTrue(answer["saved"])
        self.assertEqual(self.get_line(answer["rows"] | {
            "figures": self.read()["figures"],
        })["requested"], 3_300_000)

    def test_an_amount_in_the_unit_of_the_screen(self):
        row = self.make(("구독료", 1, ""))
        self.save(self.set(row, "requested", "1,080", was=0))
        self.assertEqual((row.formula, row.amount), ("1,080,000원", 1_080_000))
        self.save(self.set(row, "requested", "2,000원", was=1_080_000))
        self.assertEqual(row.amount, 2_000)

    def test_a_bad_cell_and_nothing_is_written(self):
        row = self.make(("참석수당", 1, "100,000원*11명"))
        answer = self.save(
            self.set(row, "name", "위원회 참석수당"),
            self.set(row, "formula", "100,000원*(11명"),
            self.add("", row="new-9"),
        )
        self.assertFalse(answer["saved"])
        self.assertEqual(
            [(one["index"], one["field"]) for one in answer["errors"]],
            [(1, "formula"), (2, "name")],
        )
        self.assertIn("bracket", answer["errors"][0]["message"])
        self.assertEqual((row.name, row.formula), ("참석수당", "100,000원*11명"))

    def test_pasted_rows(self):
        answer = self.save(
            self.add("행정장비 운영", 1, None, "a", requested="7,800"),
            self.add("소모품", 2, "a", "b", formula="300,000원*4대*4회", requested="4,800"),
            self.add("장비유지", 2, "b", "c", formula="3,000,000원"),
            self.add("구독료", 1, "c", "d", requested="1,080"),
        )
        self.assertTrue(answer["saved"], answer["errors"])
        rows = self.line.estimate_ids.sorted("sequence")
        self.assertRecordValues(rows, [
            {"name": "행정장비 운영", "level": "1", "amount": 7_800_000, "is_sum": True},
            {"name": "소모품", "level": "2", "amount": 4_800_000, "is_sum": False},
            {"name": "장비유지", "level": "2", "amount": 3_000_000, "is_sum": False},
            {"name": "구독료", "level": "1", "amount": 1_080_000, "is_sum": False},
        ])
        self.assertEqual(self.line.requested, 8_880_000)

    def test_a_pasted_amount_that_is_not_the_formulas(self):
        answer = self.save(self.add("소모품", formula="300,000원*4대", requested="1,300"))
        self.assertEqual([one["field"] for one in answer["errors"]], ["requested"])
        self.assertIn("1,200,000", answer["errors"][0]["message"])
        self.assertFalse(self.line.estimate_ids)
        self.assertFalse(answer["ids"])

    def test_insert_between_and_delete_with_parts(self):
        first, part, last = self.make(
            ("가", 1, ""), ("나", 2, "1,000원*2"), ("다", 1, "3,000원"),
        )
        self.save(self.add("라", 1, f"e{part.id}", formula="5,000원"))
        names = self.line.estimate_ids.sorted("sequence").mapped("name")
        self.assertEqual(names, ["가", "나", "라", "다"])
        answer = self.save({"op": "remove", "row": f"e{first.id}", "token": first.revision})
        self.assertTrue(answer["saved"])
        self.assertFalse((first | part).exists())
        self.assertEqual(self.line.requested, last.amount + 5_000)

    def test_indent_and_move(self):
        upper, lower = self.make(("가", 1, ""), ("나", 1, "1,000원*2"))
        answer = self.save({"op": "move", "row": f"e{lower.id}", "level": 2, "token": 1})
        self.assertTrue(answer["saved"], answer["errors"])
        self.assertEqual((lower.parent_id, upper.amount), (upper, 2_000))
        self.save({"op": "move", "row": f"e{lower.id}", "level": 1, "after": None, "token": 1})
        self.assertEqual(self.line.estimate_ids.sorted("sequence").mapped("name"), ["나", "가"])

    def test_a_sum_moves_over_a_neighbour_with_a_formula(self):
        plain, total, part = self.make(
            ("갈등관리 조정", 1, "10,000원*1명*96일"), ("행정장비", 1, ""),
            ("소모품", 2, "3,000원"),
        )
        answer = self.save({
            "op": "move", "row": f"e{plain.id}", "level": 1, "after": f"e{part.id}", "token": 1,
        })
        self.assertTrue(answer["saved"], answer["errors"])
        rows = self.line.estimate_ids.sorted("sequence")
        self.assertEqual(rows.mapped("name"), ["행정장비", "소모품", "갈등관리 조정"])
        self.assertEqual((part.parent_id, plain.parent_id.id), (total, False))
        self.assertEqual(self.line.requested, 963_000)
        refused = self.save({"op": "move", "row": f"e{part.id}", "level": 1, "after": None,
                              "token": 1}, {"op": "move", "row": f"e{total.id}", "level": 2,
                                            "token": 1})
        self.assertFalse(refused["saved"])
        self.assertEqual(total.level, "1")

    def test_funding_by_amount_and_by_ratio(self):
        self.make(("보조사업", 1, "10,000,000원"))
        field = f"source_{self.national.id}"
        edit = {"op": "set", "row": f"l{self.line.id}", "field": field, "was": "", "unit": 1000}
        self.assertTrue(self.save({**edit, "value": "5,000"})["saved"])
        amounts = {one.funding_source_id: one.amount for one in self.line.funding_ids}
        self.assertEqual(amounts, {self.own: 5_000_000, self.national: 5_000_000})
        answer = self.save({**edit, "value": "25%", "was": "5000000"})
        self.assertTrue(answer["saved"], answer)
        amounts = {one.funding_source_id: one.amount for one in self.line.funding_ids}
        self.assertEqual(amounts, {self.own: 8_000_000, self.national: 2_000_000})

    def test_a_closed_request_is_refused(self):
        row = self.make(("참석수당", 1, "100,000원*11명"))
        self.request.action_submit()
        answer = self.save(self.set(row, "formula", "1,000원"))
        self.assertFalse(answer["saved"])
        self.assertIn("can no longer be changed", answer["errors"][0]["message"])
        self.assertEqual(self.get_line(self.read())["door"], "")

    def test_somebody_elses_request_is_refused(self):
        with self.assertRaises(UserError):
            self.save(self.set(self.line, "reason", "남의 것"), user=self.stranger)


@tagged("post_install", "-at_install")
class TestGridReview(GridCase):
    def setUp(self):
        super().setUp()
        self.make(("참석수당", 1, "100,000원*11명"))
        self.request.action_submit()
        self.env.invalidate_all()

    def test_the_round_is_the_only_door(self):
        self.assertEqual(self.get_line(self.read(self.bureau_head))["door"], "first")
        answer = self.save(
            self.set(self.line, "first", "1,000", was=1_100_000, reason="전년도 집행률 반영"),
            user=self.bureau_head,
        )
        self.assertTrue(answer["saved"], answer["errors"])
        self.assertEqual((self.line.first, self.line.requested), (1_000_000, 1_100_000))
        self.assertRecordValues(self.line.review_ids, [{
            "before_amount": 1_100_000, "after_amount": 1_000_000, "user_id": self.bureau_head.id,
            "reason": "전년도 집행률 반영",
        }])
        self.assertEqual(self.get_line(self.read())["review"], "전년도 집행률 반영")
        refused = self.save(self.set(self.line, "second", "1", was=0), user=self.bureau_head)
        self.assertEqual(refused["errors"][0]["field"], "second")

    def test_a_cut_needs_a_reason(self):
        edit = self.set(self.line, "first", "1,000", was=1_100_000)
        answer = self.save(edit, user=self.bureau_head)
        self.assertFalse(answer["saved"])
        self.assertEqual(self.line.first, 1_100_000)


@tagged("post_install", "-at_install")
class TestGridConflict(GridCase):
    def test_two_people_in_one_cell(self):
        row = self.make(("참석수당", 1, "100,000원*11명"))
        seen = {"was": row.formula, "token": row.revision}
        self.save(self.set(row, "formula", "100,000원*12명", **seen), user=self.colleague)
        answer = self.save(self.set(row, "formula", "100,000원*13명", **seen))
        self.assertFalse(answer["saved"])
        conflict = answer["conflicts"][0]
        self.assertEqual(
            (conflict["mine"], conflict["theirs"], conflict["who"]),
            ("100,000원*13명", "100,000원*12명", self.colleague.name),
        )
        self.assertEqual(row.formula, "100,000원*12명")
        again = self.set(row, "formula", "100,000원*13명", conflict["theirs_value"],
                         conflict["token"])
        self.assertTrue(self.save(again)["saved"])
        self.assertEqual(row.formula, "100,000원*13명")

    def test_two_people_in_two_cells_of_one_row(self):
        row = self.make(("참석수당", 1, "100,000원*11명"))
        seen = row.revision
        self.save(self.set(row, "name", "위원회 수당", token=seen), user=self.colleague)
        answer = self.save(self.set(row, "formula", "100,000원*13명", token=seen))
        self.assertTrue(answer["saved"], answer)
        self.assertEqual((row.name, row.formula), ("위원회 수당", "100,000원*13명"))

    def test_a_row_somebody_changed_is_not_deleted_unseen(self):
        row = self.make(("참석수당", 1, "100,000원*11명"))
        seen = row.revision
        self.save(self.set(row, "formula", "100,000원*12명"), user=self.colleague)
        answer = self.save({"op": "remove", "row": f"e{row.id}", "token": seen})
        self.assertEqual(answer["conflicts"][0]["theirs"], "100,000원*12명")
        self.assertTrue(row.exists())

    def test_a_row_somebody_deleted(self):
        row = self.make(("참석수당", 1, "100,000원*11명"))
        edit = self.set(row, "formula", "1,000원")
        row.unlink()
        self.assertIn("deleted", self.save(edit)["errors"][0]["message"])

    def test_two_in_the_same_funding(self):
        self.make(("보조사업", 1, "10,000,000원"))
        field = f"source_{self.own.id}"
        edit = {"op": "set", "row": f"l{self.line.id}", "field": field, "was": "100%", "unit": 1000}
        self.save({**edit, "value": "50%"}, user=self.colleague)
        answer = self.save({**edit, "value": "70%"})
        self.assertEqual(answer["conflicts"][0]["theirs"], "50%")


@tagged("post_install", "-at_install")
class TestGridDoctests(TransactionCase):
    def test_examples(self):
        for module in (grid_outline, grid_values):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted)
            self.assertFalse(result.failed)
