from odoo.tests import tagged

from .common import SiteCase

ASKED = "kind=agency&plan=standard&users=40&months=12"


@tagged("post_install", "-at_install")
class TestPrices(SiteCase):
    def setUp(self):
        super().setUp()
        plans = self.env["hub.plan"].with_context(lang="ko_KR")
        offers = {offer["code"]: offer for offer in plans._get_offers("agency")}
        self.gib = offers["standard"]["storage_gib"]
        self.wanted = plans._calculate("standard", "agency", 40, self.gib, 12)

    def test_calculator_says_what_the_price_list_says(self):
        answer = self.get(f"/price.json?{ASKED}").json()
        self.assertEqual(answer["total"], self.wanted["total"])
        self.assertEqual(answer["lines"], self.wanted["lines"])

    def test_calculator_without_a_script(self):
        page = self.get(f"/price?{ASKED}&gib={self.gib}").text
        self.assertIn(f"{self.wanted['total']:,}원", page)

    def test_what_cannot_be_calculated(self):
        for asked, field in (
            ("kind=agency&plan=standard&users=0&months=12", "users"),
            ("kind=agency&plan=standard&users=x&months=12", "users"),
            ("kind=agency&plan=standard&users=5&months=61", "months"),
            ("kind=agency&plan=standard&users=5&months=12&gib=-1", "gib"),
            ("kind=agency&plan=nothing&users=5&months=12", "plan"),
            ("kind=nothing&plan=standard&users=5&months=12", "plan"),
            ("", "plan"),
        ):
            answer = self.get(f"/price.json?{asked}")
            self.assertEqual(answer.status_code, 422, asked)
            self.assertEqual(list(answer.json()["errors"]), [field], asked)

    def test_wrong_numbers_stand_at_their_field(self):
        page = self.get("/price?kind=agency&plan=standard&users=999999&months=12")
        self.assertEqual(page.status_code, 422)
        self.assertIn("사용자 수는 1에서 5,000까지", page.text)
