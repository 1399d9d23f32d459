from odoo import api, models
from odoo.exceptions import UserError

from ..bank.courier import Silence
from ..banks import code_of


class PayeeChange(models.Model):
    """예금주 조회: the bank says whose account it is before a second person confirms it."""

    _inherit = "gotgan.payee.change"

    def _on_ask(self):
        self._check_bank()
        return super()._on_ask()

    def _on_confirm(self):
        self._check_bank()
        return super()._on_confirm()

    def _check_bank(self):
        """Where a treasury bank pays, an account without a bank could not be paid to."""
        treasury_sudo = self.env["gotgan.treasury.account"].sudo()
        if not treasury_sudo.search_count([], limit=1):
            return
        for change in self:
            if not code_of(change.bank_id):
                raise UserError(self.env._(
                    "%(document)s: account %(number)s names no bank, or one without a known code, "
                    "and the treasury bank cannot transfer to it. Choose the bank.",
                    document=change._get_document_label(), number=change.acc_number,
                ))

    @api.model
    def _check_holder(self, account):
        """Ask the treasury bank; a name that differs is refused.

        A bank that does not answer stops nobody: the second person sees that it did not.
        """
        treasury_sudo = self.env["gotgan.treasury.account"].sudo().search(
            [("way", "=", "api")], limit=1,
        )
        if not treasury_sudo:
            return super()._check_holder(account)
        try:
            holder = treasury_sudo._get_adapter()._check_holder(
                treasury_sudo, code_of(account.bank_id), account.acc_number,
            )
        except Silence:
            return self.env._("(the bank did not answer)")
        if holder and holder != account.acc_holder_name:
            raise UserError(self.env._(
                "The bank says that account %(number)s belongs to %(holder)s, not to %(named)s "
                "(Local Accounting Act, Article 33). Ask the payee for the right account.",
                number=account.acc_number, holder=holder, named=account.acc_holder_name,
            ))
        return holder or self.env._("(the bank knows no such account)")
