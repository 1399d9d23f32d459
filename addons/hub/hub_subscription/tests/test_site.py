import re
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged

from ..assets import STATIC, STYLES, get_address
from .common import SiteCase

PAGES = ("/", "/features", "/price", "/security", "/faq", "/en", "/apply", "/terms/service")


@tagged("post_install", "-at_install")
class TestSite(SiteCase):
    def test_pages_open_without_logging_in(self):
        for path in PAGES:
            page = self.get(path)
            self.assertEqual(page.status_code, 200, path)
            self.assertIn('<body class="gg">', page.text)

    def test_a_page_that_is_not_there(self):
        for path in ("/terms/nothing", "/apply/nothing", "/apply/nothing/agency"):
            page = self.get(path)
            self.assertEqual(page.status_code, 404, path)
            self.assertIn("찾으시는 화면이 없습니다", page.text)

    def test_policy_allows_only_the_sites_own_files(self):
        for path in PAGES:
            headers = self.get(path).headers
            policy = headers["Content-Security-Policy"]
            self.assertNotIn("unsafe", policy)
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")

    def test_pages_obey_that_policy(self):
        """No script and no style inside a page, nothing from another host."""
        for path in PAGES:
            tree = self.see(path)
            self.assertFalse(tree.xpath("//script[not(@src)] | //style | //*[@style]"), path)
            self.assertFalse(tree.xpath("//@*[starts-with(name(), 'on')]"), path)
            loaded = tree.xpath("//script/@src | //link/@href | //img/@src")
            self.assertTrue(all(one.startswith("/hub_subscription/") for one in loaded), path)

    def test_every_page_says_that_it_is_no_government_site(self):
        for path in PAGES:
            self.assertIn("정부 누리집이 아닙니다", self.get(path).text)

    def test_files_exist_and_change_their_address_with_their_content(self):
        for relative in [f"src/{name}.css" for name in STYLES]:
            self.assertEqual(self.get(get_address(relative)).status_code, 200)
        before = get_address.__wrapped__("src/site.js")
        with patch.object(Path, "read_bytes", return_value=b"changed"):
            self.assertNotEqual(get_address.__wrapped__("src/site.js"), before)

    def test_styles_touch_nothing_outside_the_site(self):
        for name in STYLES:
            whole = (STATIC / f"src/{name}.css").read_text("utf-8")
            text = re.sub(r"/\*.*?\*/", "", whole, flags=re.S)
            rules = re.findall(r"([^{}]+)\{", text)
            selectors = [one.strip() for rule in rules for one in rule.split(",")]
            for selector in selectors:
                self.assertRegex(selector, r"^(\.gg|@|to$|h\d|ul|ol|p|dl|dd|figure|fieldset)")

    def test_fonts_stay_small_and_carry_their_licence(self):
        fonts = list((STATIC / "fonts").glob("*.woff2"))
        self.assertLess(sum(font.stat().st_size for font in fonts), 1_500_000)
        self.assertIn("SIL Open Font License", (STATIC / "fonts/LICENSE.txt").read_text("utf-8"))

    def test_the_operators_host_goes_to_odoo(self):
        host = self.base_url().removeprefix("http://")
        port = host.rpartition(":")[2]
        answer = self.opener.get(
            f"{self.base_url()}/", headers={"Host": f"hub.localhost:{port}"}, allow_redirects=False
        )
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith("/odoo"))

    def test_questions_are_what_operators_wrote(self):
        self.env["hub.faq"].with_user(self.manager).create(
            {"topic": "price", "question": "할인이 있습니까?", "answer": "<p>있습니다.</p>"}
        )
        self.assertIn("할인이 있습니까?", self.get("/faq").text)
        self.env["hub.faq"].search([("question", "=", "할인이 있습니까?")]).active = False
        self.assertNotIn("할인이 있습니까?", self.get("/faq").text)

    def test_the_demo_mailbox_is_not_there(self):
        with patch.dict("os.environ"):
            import os

            os.environ.pop("GOTGAN_MAIL_FOLDER", None)
            self.assertEqual(self.get("/demo-mail").status_code, 404)
