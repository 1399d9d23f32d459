import random

from odoo.tests import tagged

from odoo.addons.gotgan_base.hangul import search_key, search_pattern

from ..rules.sources import SOURCES
from .common import ExecutionCase


@tagged("post_install", "-at_install")
class TestSearch(ExecutionCase):
    """People type parts of words, any spacing, or initial consonants."""

    def search(self, text, user=None):
        found = self.env["gotgan.search"].with_user(user or self.budget_officer).action_search(text)
        return {group["key"]: [row["name"] for row in group["rows"]] for group in found}

    def test_projects_by_parts_spacing_and_initials(self):
        self.world._make_project("어르신 무료 급식 지원")
        for text in ("무료급식", "급식 어르신", "ㅇㄹㅅ ㅁㄹ", "ㅇㄹㅅㅁㄹㄱㅅ", "무료ㄱ"):
            self.assertIn("어르신 무료 급식 지원", self.search(text).get("project", []), text)
        self.assertFalse(self.search("급식소 없는말"))

    def test_lines_by_project_and_object(self):
        names = self.search("소통 사무관리")["line"]
        self.assertTrue(all("사무관리비" in name for name in names))
        self.assertTrue(self.search("ㅅㅁㄱㅂ 소통")["line"])

    def read_all(self, text, key, user=None):
        """Return all results of one group, page after page."""
        search = self.env["gotgan.search"].with_user(user or self.budget_officer)
        group = next(one for one in search.action_search(text) if one["key"] == key)
        rows, more, pages = group["rows"], group["more"], 1
        while more:
            page = search.action_search_more(text, key, len(rows), group["loose"])
            rows, more, pages = rows + page["rows"], page["more"], pages + 1
        return rows, pages

    def test_everything_that_is_found_is_reached(self):
        projects = [self.world._make_project(f"달빛 어린이 병원 {place}") for place in range(20)]
        for text in ("달빛어린이", "ㄷㅂㅇㄹㅇ"):
            rows, pages = self.read_all(text, "project")
            found = [row["id"] for row in rows]
            self.assertEqual(len(found), len(set(found)), "nothing twice")
            self.assertEqual(set(found), {project.id for project in projects})
            self.assertEqual(pages, 3)
        self.assertEqual(
            self.env["gotgan.search"].action_search_more("달빛어린이", "project", 20),
            {"rows": [], "more": False},
        )

    def test_lines_are_read_on_too(self):
        project = self.world._make_project("별빛 도서관 운영")
        departments = self.env["hr.department"].create([{"name": f"{n}과"} for n in range(11)])
        opened = self.env["gotgan.budget.cell"]._open([
            self._key(one, project, self.subitem, self.own, self.fund) for one in departments
        ])
        cells = self.env["gotgan.budget.cell"].browse(opened.values())
        rows, pages = self.read_all("별빛도서관", "line")
        self.assertEqual({row["id"] for row in rows}, set(cells.line_id.ids))
        self.assertEqual(pages, 2)

    def test_reading_on_keeps_to_what_the_person_may_read(self):
        for place in range(20):
            self.world._make_project(f"달빛 어린이 병원 {place}")
        for user, count in ((self.budget_officer, 8), (self.outsider, 0)):
            page = self.env["gotgan.search"].with_user(user).action_search_more(
                "달빛어린이", "project", 8,
            )
            self.assertEqual(len(page["rows"]), count)
        for key in ("nothing", "", None):
            page = self.env["gotgan.search"].action_search_more("달빛어린이", key, 0)
            self.assertFalse(page["rows"])

    def make_version(self):
        """Return a supplementary budget with what people write into it."""
        cell = self.cells[0]
        place = {
            "fund_id": cell.fund_id.id, "department_id": cell.department_id.id,
            "project_id": cell.project_id.id, "subitem_id": cell.subitem_id.id,
            "funding_source_id": cell.funding_source_id.id,
        }
        version = self.env["gotgan.budget.version"].create({
            "fiscal_year_id": self.year.id, "kind": "supplementary",
        })
        self.env["gotgan.budget.subject.estimate"].create({
            **place, "version_id": version.id, "sequence": 1, "name": "수영장 염소 구입",
            "formula": "30,000원*12월", "amount": 360_000,
        })
        self.env["gotgan.authorized.carryover"].create({
            **place, "version_id": version.id, "amount": 1000, "reason": "겨울철 공사 중지",
        })
        return version

    def test_estimates_by_subjects_and_reasons_of_carrying_over(self):
        version = self.make_version()
        for text, key in (
            ("염소구입", "subject"), ("ㅅㅇㅈㅇㅅ", "subject"), ("30,000원", "subject"),
            ("공사중지", "authorized"), ("ㄱㅇㅊㄱㅅ", "authorized"),
        ):
            found = self.env["gotgan.search"].with_user(self.budget_officer).action_search(text)
            group = next((one for one in found if one["key"] == key), None)
            self.assertTrue(group, text)
            self.assertEqual(
                [(row["model"], row["id"]) for row in group["rows"]], [(version._name, version.id)],
            )

    def test_every_source_names_fields_there_are(self):
        for key, source in SOURCES.items():
            if source.model not in self.env:
                continue
            fields = self.env[source.model]._fields
            for name in (*source.fields, source.title, *source.shown, source.opens, source.amount):
                self.assertIn(name or "id", fields, key)
            self.assertTrue(all(fields[name].store for name in source.fields), key)
        self.assertEqual(
            {*SOURCES, "line"}, set(self.env["gotgan.search"]._get_labels()),
        )

    def test_signs_are_taken_as_they_are(self):
        self.world._make_project("보조율 50%_상향")
        for text in ("50%", "50%_", "%_상"):
            self.assertIn("보조율 50%_상향", self.search(text).get("project", []), text)
        self.assertNotIn("project", self.search("50__상"))

    def test_a_result_opens_its_record(self):
        found = self.env["gotgan.search"].action_search("시민소통추진")
        row = next(group for group in found if group["key"] == "project")["rows"][0]
        self.assertEqual((row["model"], row["id"]), ("gotgan.program", self.project.id))

    def test_database_and_python_make_the_same_key(self):
        dice = random.Random(7)
        letters = "가힣각뷁ㅅㅏ Aa1 .*\\%_'()[]\n\t漢"
        texts = ["".join(dice.choices(letters, k=12)) for _turn in range(200)] + ["", " "]
        for text in texts:
            self.env.cr.execute("SELECT gotgan_search_key(%s)", [text])
            self.assertEqual(self.env.cr.fetchone()[0], search_key(text), repr(text))

    def test_the_database_finds_what_python_finds(self):
        for word, text in (("50%", "국비 50% 지원"), ("a.b", "a.b"), ("ㅅㅁㄱㅂ", "사무관리비"),
                           ("(주)", "㈜ (주)곳간"), ("1*2", "1*2")):
            self.env.cr.execute(
                "SELECT gotgan_search_key(%s) ~ %s", [text, search_pattern(word)],
            )
            self.assertTrue(self.env.cr.fetchone()[0], word)

    def test_too_little_finds_nothing_and_nothing_breaks(self):
        for text in ("", " ", "가", None, "\n", "%%", "[[", "\\"):
            self.assertIsInstance(self.search(text), dict)

    def test_what_may_not_be_read_is_not_found(self):
        self.assertFalse(self.search("시민 소통", self.outsider))

    def test_keys_are_indexed_where_the_database_can(self):
        if self.env.registry.has_trigram:
            self.env.cr.execute(
                "SELECT COUNT(*) FROM pg_indexes WHERE indexname = 'gotgan_program_search_key'",
            )
            self.assertEqual(self.env.cr.fetchone()[0], 1)
