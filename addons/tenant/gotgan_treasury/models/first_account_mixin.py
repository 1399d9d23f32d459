from odoo import fields, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_rule.finding import Finding


class FirstAccountMixin(models.AbstractModel):
    """예금주 조회 before an account is first paid into: only the creditor is paid (지방회계법 33).

    Another holder's name is a refusal. What the bank does not know, or does not answer, stops the
    order until somebody else than its author answers for it with a reason.
    """

    _name = "gotgan.first.account.mixin"
    _description = "Order to an Account Asked of the Bank"
    _inherit = ["gotgan.rule.check.mixin"]

    _rule_checks = {"issue": ("treasury.first_account",)}
    _finding_depends = ("bank_account_id", "net_amount", "bank_account_id.holder_answer")

    is_on_line = fields.Boolean(
        compute="_compute_is_on_line", string="Paid On Line",
        help="The funds of the order are paid out of an account whose bank can be asked.",
    )

    def _compute_is_on_line(self):
        treasury_sudo = self.env["gotgan.treasury.account"].sudo()
        on_line = set(treasury_sudo.search([("way", "=", "api")]).fund_ids.mapped("code"))
        for order in self:
            funds = order.voucher_ids.line_ids.budget_line_id.fund_id
            order.is_on_line = not on_line.isdisjoint(funds.mapped("code"))

    def action_check(self):
        """Ask the bank whose accounts these are, then do the three checks."""
        checked = super().action_check()
        self._ask_holders()
        return checked

    def _refuse_findings(self, transition):
        if transition == "issue":
            self._ask_holders()
        return super()._refuse_findings(transition)

    def _ask_holders(self):
        for order in self:
            order._get_unproven_account()._ask_holder()

    def _get_unproven_account(self):
        """Return the account the bank would pay into and that nothing shows to be the payee's."""
        accounts = self.bank_account_id
        if not self._pays_account() or not self.is_on_line:
            return accounts.browse()
        return accounts.filtered(lambda one: not one._is_proven())

    def _pays_account(self):
        """Say whether the bank transfers to the account of the order itself."""
        return bool(self.net_amount)

    def _check_treasury_first_account(self, _edition):
        account = self._get_unproven_account()
        if not account:
            return
        yield Finding(
            self.env._(
                "%(account)s of %(payee)s was never paid into, and the bank has not confirmed "
                "whose it is: %(answer)s.", account=account.display_name,
                payee=self.partner_id.name,
                answer=account.holder_answer or self.env._("not asked yet"),
            ),
            fix=self.env._(
                "Ask the bank with “Only Check”. Where it cannot say, ask the payee for a copy of "
                "the bankbook under a number you know already.",
            ),
            record=account, facts=(account.id, account.acc_number),
        )

    def _check_may_override(self):
        """Who drew up an order does not answer for its payee's account."""
        checked = super()._check_may_override()
        if self._get_author() == self.env.user:
            raise AccessError(self.env._(
                "%(document)s was written by you. A second person looks at the payee's account "
                "and answers for it (Local Accounting Act, Article 33).",
                document=self._get_document_label(),
            ))
        return checked
