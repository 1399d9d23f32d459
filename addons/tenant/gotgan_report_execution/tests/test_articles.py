from datetime import date, timedelta

from odoo.tests import tagged

from odoo.addons.gotgan_ledger.core import CELL_EFFECT

from ..rules.articles import CODES
from .common import ExecutionCase

KINDS = {
    "execution.within_allotment": ("allot", "commit", "uncommit", "decommit"),
    "execution.request": ("request", "release"),
    "execution.payment": ("pay", "unpay"),
    "execution.return": ("return",),
}


@tagged("post_install", "-at_install")
class TestArticles(ExecutionCase):
    """A step quotes the law as it stood on its own day."""

    def basis(self, kind, day=None, model="hr.department", document_kind=""):
        return self.env["gotgan.execution.step"].with_user(self.budget_officer)._get_basis(
            day or self.today, kind, model, document_kind,
        )

    def amend(self, code, day, **vals):
        """Put an edition of the agency in force from ``day`` on."""
        rule = self.env["gotgan.rule"]._get_by_code(code)
        former = rule._find(code, day)
        return self.env["gotgan.rule.loader"]._enter({
            "rule_id": rule.id, "origin": "law", "date_from": day, "value": former.value,
            "tenant_kind": former.tenant_kind, "tier": former.tier, "severity": former.severity,
            "article": former.article, "source": "시험", **vals,
        })

    def find(self, figure):
        explanation = self.env["gotgan.execution.explanation"].with_user(self.budget_officer)
        return explanation.action_explain({"fiscal_year_id": self.year.id}, [], figure)["steps"]

    def test_a_move_keeps_the_edition_of_its_day(self):
        payment, returned = (self.basis(kind)["article"] for kind in ("pay", "return"))
        self.amend("execution.payment", self.today, article="지방회계법 제338조", verified=True)
        quoted = {
            (step["when"], step["basis"]["article"], step["basis"]["verified"])
            for step in self.find("paid")
        }
        today = self.today.isoformat()
        self.assertEqual(quoted, {
            (self.middle.isoformat(), payment, False), (today, "지방회계법 제338조", True),
            (today, returned, False),
        })

    def test_what_nobody_compared_is_marked(self):
        self.assertFalse(self.basis("request")["verified"])
        self.assertTrue(self.basis("commit")["verified"])

    def test_rules_of_spending_say_what_they_ask(self):
        for code, kinds in KINDS.items():
            says = {self.basis(kind)["says"] for kind in kinds}
            edition = self.env["gotgan.rule"]._find(code, self.today)
            self.assertEqual(says, {edition._get_text()}, code)

    def test_every_kind_of_move_has_a_basis_and_every_code_a_rule(self):
        for kind in CELL_EFFECT:
            self.assertTrue(self.basis(kind), kind)
        for code in CODES:
            self.env["gotgan.rule"]._get_by_code(code)

    def test_a_document_names_its_own_rule(self):
        virement = self.basis("transfer", None, "gotgan.budget.change", "virement")
        self.assertEqual(virement["id"], self.env["gotgan.rule"]._find(
            "change.virement", self.today,
        ).id)

    def test_another_agency_stands_on_its_board(self):
        council = self.basis("appropriate", None, "gotgan.budget.version", "original")
        self.env["ir.config_parameter"].set_param("gotgan.kind", "corporation")
        board = self.basis("appropriate", None, "gotgan.budget.version", "original")
        self.assertNotEqual(council["article"], board["article"])
        self.assertEqual(board["id"], self.env["gotgan.rule"]._find(
            "calendar.board_vote", self.today,
        ).id)

    def test_before_any_edition_nothing_is_quoted(self):
        self.assertIsNone(self.basis("pay", date(2016, 11, 30) - timedelta(days=1)))
        self.assertTrue(self.basis("pay", date(2016, 11, 30)))
