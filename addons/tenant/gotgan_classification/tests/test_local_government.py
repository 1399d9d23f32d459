from collections import Counter
from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import ClassificationCase

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


@tagged("post_install", "-at_install")
class TestLocalGovernment(ClassificationCase):
    def setUp(self):
        super().setUp()
        self.governments = self.env["gotgan.local.government"]
        self.history = self.env["gotgan.local.government.history"]

    def tiers_on(self, day):
        found = self.history.search(self.history._get_valid_on(day))
        self.assertEqual(len(found), len(set(found.mapped("code"))))
        return Counter(found.mapped("tier"))

    def test_there_are_243(self):
        found = self.governments.search([])
        self.assertEqual(len(found), 243)
        self.assertEqual(Counter(found.mapped("tier")), {"upper": 16, "basic": 227})
        self.assertFalse(found.filtered(lambda one: (one.tier == "basic") != bool(one.parent_id)))

    def test_the_count_by_tier_before_and_after_the_merger(self):
        self.assertEqual(self.tiers_on(BEFORE), {"upper": 17, "basic": 226})
        self.assertEqual(self.tiers_on(AFTER), {"upper": 16, "basic": 227})

    def test_who_held_a_code_on_a_day(self):
        for code, day, name in (
            ("29000", BEFORE, "광주광역시"),
            ("29000", AFTER, False),
            ("12000", BEFORE, False),
            ("12000", AFTER, "전남광주통합특별시"),
            ("28260", BEFORE, "서구"),
            ("47720", date(2023, 6, 30), "군위군"),
            ("47720", date(2023, 7, 1), False),
            ("27720", date(2023, 7, 1), "군위군"),
            ("41460", date(2026, 1, 1), "용인시"),
        ):
            with self.subTest(code=code, day=day):
                self.assertEqual(self.history._get_holder(code, day).name, name)

    def test_who_answers_for_an_earlier_code_now(self):
        found = self.governments._find_by_code("46110", BEFORE)
        self.assertEqual(found.full_name, "전남광주통합특별시 목포시")
        divided = self.governments._find_by_code("28260", BEFORE)
        self.assertEqual(sorted(divided.mapped("name")), ["검단구", "서해구"])
        self.assertFalse(self.governments._find_by_code("28260", AFTER))

    def test_a_government_shows_its_earlier_codes(self):
        mokpo = self.governments.search([("code", "=", "12110")])
        self.assertEqual(mokpo.history_ids.mapped("code"), ["12110", "46110"])
        self.assertEqual(self.governments.search([("history_ids", "ilike", "46110")]), mokpo)

    def test_inferred_codes_are_unconfirmed(self):
        self.assertFalse(self.history._get_holder("42110", date(2023, 6, 10)).verified)

    def test_nobody_shares_a_code(self):
        with self.assertRaisesRegex(ValidationError, "46110"):
            self.history.create(
                {
                    "code": "46110",
                    "name": "다른 시",
                    "kind": "시",
                    "tier": "basic",
                    "valid_from": date(2026, 1, 1),
                }
            )
