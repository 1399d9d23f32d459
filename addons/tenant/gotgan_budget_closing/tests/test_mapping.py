from odoo.tests import tagged

from .common import ClosingCase


@tagged("post_install", "-at_install")
class TestMapping(ClosingCase):
    """FY2026 → FY2027: what follows the published table, and what a person decides."""

    def setUp(self):
        super().setUp()
        self.mappings = self.env["gotgan.year.mapping"].with_user(self.budget)

    def row(self, mapping, code):
        return mapping.object_ids.filtered(
            lambda one: one.from_code == code and not one.budget_line_id
        )

    def object_of(self, code):
        return self.env["gotgan.expenditure.object"]._get_by_code(
            self.next_year, [code], subject_set="local_government",
        )[code]

    def test_published_table_decides(self):
        for code in ("201-01", "202-02", "401-02"):
            self.fund(1_000_000, code)
        mapping = self.mappings.create({"from_year_id": self.year.id})
        self.assertRecordValues(self.row(mapping, "201-01"), [{"status": "same"}])
        self.assertRecordValues(self.row(mapping, "202-02"), [{"status": "mapped"}])
        self.assertEqual(self.row(mapping, "202-02").to_object_id.code, "202-01")
        self.assertEqual(self.row(mapping, "401-02").to_object_id.code, "401-03")
        mapping.action_apply()
        self.assertEqual(mapping.state, "applied")

    def test_split_codes_wait_for_a_person_and_nothing_is_half_done(self):
        self.fund(1_000_000, "401-01")
        mapping = self.mappings.create({"from_year_id": self.year.id})
        row = self.row(mapping, "401-01")
        self.assertEqual((row.status, mapping.open_count), ("open", 1))
        self.assertIn("토지", row.note)
        before = self.env["gotgan.fund"].search_count([("fiscal_year_id", "=", self.next_year.id)])
        with self.assertRefused("401-01", "nothing was changed"):
            mapping.action_apply()
        after = self.env["gotgan.fund"].search_count([("fiscal_year_id", "=", self.next_year.id)])
        self.assertEqual(before, after)
        row.to_object_id = self.object_of("401-02")
        self.assertRecordValues(row, [{"status": "decided", "user_id": self.budget.id}])
        mapping.action_apply()
        mapping.action_propose()
        self.assertEqual(row.to_object_id.code, "401-02")

    def test_a_single_budget_line_may_go_elsewhere(self):
        works = self.fund(1_000_000, "401-01")
        land = self.fund(1_000_000, "401-01", project=self.world._make_project("토지 보상"))
        mapping = self.mappings.create({"from_year_id": self.year.id})
        row = self.row(mapping, "401-01")
        row.to_object_id = self.object_of("401-02")
        context = row.action_except()["context"]
        self.env["gotgan.year.mapping.object"].with_user(self.budget).with_context(
            **context
        ).create({"budget_line_id": land.line_id.id, "to_object_id": self.object_of("401-01").id})
        mapping.action_apply()
        targets = mapping._find_targets(works | land, self.next_year)
        codes = {
            cell: self.env["gotgan.expenditure.object"].browse(key[4]).code
            for cell, (key, _missing) in targets.items()
        }
        self.assertEqual(codes, {works: "401-02", land: "401-01"})

    def test_masters_are_copied_once(self):
        self.fund(1_000_000)
        mapping = self.mappings.create({"from_year_id": self.year.id})
        self.assertGreater(mapping.project_count, 0)
        mapping.action_apply()
        mapping.invalidate_recordset()
        self.assertEqual((mapping.project_count, mapping.other_count), (0, 0))
        programs = self.env["gotgan.program"]
        copied = programs.search([
            ("fiscal_year_id", "=", self.next_year.id), ("code", "=", self.project.code),
        ])
        self.assertEqual(copied.policy_id.name, self.project.policy_id.name)
        count = programs.search_count([("fiscal_year_id", "=", self.next_year.id)])
        mapping.action_apply()
        self.assertEqual(
            programs.search_count([("fiscal_year_id", "=", self.next_year.id)]), count,
        )

    def test_a_project_entered_already_is_found_by_its_name(self):
        self.fund(1_000_000)
        self.project.code_given = True
        chain = [self.project.policy_id, self.project.unit_id, self.project]
        parent = self.env["gotgan.program"]
        for one in chain:
            parent = parent.create({
                "fiscal_year_id": self.next_year.id, "name": one.name, "level": one.level,
                "parent_id": parent.id,
            })
        mapping = self.mappings.create({"from_year_id": self.year.id})
        mapping.action_apply()
        self.assertEqual(self.env["gotgan.program"].search_count([
            ("fiscal_year_id", "=", self.next_year.id), ("name", "=", self.project.name),
        ]), 1)

    def test_years_follow_each_other(self):
        with self.assertRefused("no fiscal year after"):
            self.mappings.create({"from_year_id": self.next_year.id})
