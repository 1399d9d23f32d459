from hypothesis import given

from odoo.tests import BaseCase, tagged

from ..schema import validate_consent
from .common import UUID, VALUES, calm

AGREED = {
    "schema": "gotgan.consent", "version": 1, "tenant": UUID, "sequence": 2,
    "as_of": "2026-11-22T10:31:02Z", "state": "agreed", "depth": "object",
    "date_from": "2026-01-01", "date_to": None, "reason": None, "capacity": "기관장",
}  # fmt: skip


@tagged("post_install", "-at_install")
class TestConsent(BaseCase):
    def faults(self, **values):
        return [str(one) for one in validate_consent({**AGREED, **values})]

    def test_a_right_one(self):
        self.assertEqual(self.faults(), [])
        self.assertEqual(
            self.faults(state="ended", depth=None, date_from=None, reason="협약 종료"), []
        )
        self.assertEqual(self.faults(state="unknown", depth=None, date_from=None), [])

    def test_wrong_ones(self):
        for values, fault in (
            ({"depth": None}, "depth: is missing"),
            ({"depth": "all"}, "depth: is none of total, project, object, case"),
            ({"date_from": None}, "date_from: is missing"),
            ({"date_to": "2025-12-31"}, "date_to: lies before date_from"),
            ({"state": "forced"}, "state: is none of agreed, ended, unknown"),
            ({"version": 2}, "version: 2 is not known here; known: 1"),
            ({"city": "x"}, "city: is not expected"),
        ):
            self.assertEqual(self.faults(**values), [fault])

    @calm
    @given(value=VALUES)
    def test_rubbish_is_refused(self, value):
        self.assertTrue(validate_consent(value))
