import random

from odoo.tests import tagged

from odoo.addons.gotgan_base.hangul import search_key, search_pattern

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
