from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestAgencyWords(TransactionCase):
    """An agency reads the words of its own books (관·항·목), a government 편성목·통계목."""

    def read(self, kind):
        """Return what a list, its page and the scripts call the object of a budget line."""
        self.env["ir.config_parameter"].sudo().set_param("gotgan.kind", kind)
        lines = self.env["gotgan.budget.line"].with_context(lang="ko_KR")
        standing = self.env["gotgan.budget.standing"].with_context(lang="ko_KR")
        page = standing.get_views([(False, "search")])["views"]["search"]["arch"]
        scripts = self.env["ir.http"]._get_translations_for_webclient(
            ["gotgan_report_execution"], "ko_KR",
        )[0]["gotgan_report_execution"]["messages"]
        return (
            lines.fields_get(["subitem_id"])["subitem_id"]["string"],
            lines._fields["subitem_id"]._description_string(lines.env),
            "목·세목" in page, "통계목" in page,
            {one["string"] for one in scripts if one["id"] == "Object Subitem"},
        )

    def test_who_reads_what(self):
        government = ("통계목", "통계목", False, True, {"통계목"})
        self.assertEqual(self.read("municipality"), government)
        for kind in ("corporation", "agency"):
            own = ("목·세목", "목·세목", True, False, {"목·세목"})
            self.assertEqual(self.read(kind), own)
        self.assertEqual(self.read("municipality"), government)

    def test_another_language_is_left_alone(self):
        self.env["ir.config_parameter"].sudo().set_param("gotgan.kind", "agency")
        lines = self.env["gotgan.budget.line"].with_context(lang="en_US")
        self.assertEqual(lines.fields_get(["subitem_id"])["subitem_id"]["string"],
                         "Object Subitem")
