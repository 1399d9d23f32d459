from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .version_case import VersionCase


@tagged("post_install", "-at_install")
class TestUnvoted(VersionCase):
    """What a government may not let be spent without a vote (지방자치법 146)."""

    def test_a_provisional_budget_never_stands_on_a_budget(self):
        self.begin()
        provisional = self.draft("provisional", self.row(80_000_000))
        provisional.line_ids.ground = "legal_duty"
        before = self.voted()
        with self.assertRaisesRegex(UserError, "146"), self.env.cr.savepoint():
            self.authorize(provisional)
        self.assertEqual((provisional.state, self.voted()), ("draft", before))

    def test_a_provisional_budget_waits_for_its_year(self):
        clock = patch(
            "odoo.addons.gotgan_budget.models.budget_version_ground.today",
            return_value=self.year.date_from - timedelta(days=1),
        )
        provisional = self.draft("provisional", self.row(80_000))
        provisional.line_ids.ground = "legal_duty"
        with clock, self.assertRaisesRegex(UserError, "begins on"), self.env.cr.savepoint():
            self.authorize(provisional)


    def test_who_wrote_it_does_not_let_it_be_spent(self):
        provisional = self.draft("provisional", self.row(80_000))
        provisional.line_ids.ground = "legal_duty"
        self.assertNotIn("authorize", provisional.allowed_transitions)
        with self.assertRaisesRegex(AccessError, "you wrote it"), self.env.cr.savepoint():
            provisional.action_authorize()
        self.authorize(provisional)
        self.assertEqual(provisional.authorizer_id, self.overrider)
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), \
                self.env.cr.savepoint():
            self.env.cr.execute(
                "UPDATE gotgan_budget_version SET authorizer_id = create_uid WHERE id = %s",
                [provisional.id],
            )


@tagged("post_install", "-at_install")
class TestUnvotedAgency(VersionCase):
    """What an agency may not let be spent without its board."""

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].sudo().set_param("gotgan.kind", "corporation")
        self.fund.kind = "public_enterprise"

    def test_nothing_is_spent_before_the_board_decides(self):
        """What an agency may spend without its board is said by its own articles, or nowhere."""
        for kind in ("provisional", "advance"):
            version = self.draft(kind, self.row(80_000), revenue=80_000)
            version.line_ids.ground = "legal_duty"
            with self.assertRaisesRegex(UserError, "no standard"), self.env.cr.savepoint():
                self.authorize(version)
        self.assertFalse(sum(self.voted().values()))

    def test_its_own_articles_may_let_it_begin(self):
        rule = self.env["gotgan.rule"]._get_by_code("authorization.provisional_purposes")
        edition = self.env["gotgan.rule.edition"].create({
            "rule_id": rule.id, "origin": "agency", "tenant_kind": "corporation",
            "date_from": self.year.date_from, "article": "정관 제30조",
            "value_input": "legal_duty | 법령에 따른 지출의무", "verified": True,
        })
        edition._take_place()
        version = self.draft("provisional", self.row(80_000))
        version.line_ids.ground = "legal_duty"
        self.authorize(version)
        self.assertEqual(sum(self.voted().values()), 80_000)
