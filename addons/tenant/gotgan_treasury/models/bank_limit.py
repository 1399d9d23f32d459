from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import seoul_day
from odoo.addons.gotgan_base.fields import Won, won_text


class BankLimit(models.Model):
    """How much may leave an account in a day: in all, or under one office's signature.

    One person enters it and another confirms it. What the bank refused or sent back counts no more.
    """

    _name = "gotgan.bank.limit"
    _description = "Daily Limit"
    _inherit = ["gotgan.confirmed.amount.mixin"]
    _order = "account_id, office_id, id"
    _rec_name = "account_id"

    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, ondelete="cascade", index=True,
    )
    office_id = fields.Many2one(
        "gotgan.office", ondelete="restrict",
        domain=[("kind", "=", "disbursing_officer")], help="Left empty, all offices together.",
    )
    amount = Won(string="Limit a Day", required=True)

    _amount_positive = models.Constraint("CHECK (amount > 0)", "A limit lies above zero.")
    _one_each = models.UniqueIndex(
        "(account_id, COALESCE(office_id, 0))", "There is one limit per account and office.",
    )

    @api.depends("account_id", "office_id")
    def _compute_display_name(self):
        for limit in self:
            names = (limit.account_id.name, limit.office_id.name)
            limit.display_name = " ".join(filter(None, names))

    @api.model
    def _get_entered_fields(self):
        return {"amount", "account_id", "office_id"}

    @api.model
    def _use(self, account, office, amount, day):
        """Count ``amount`` against every limit that holds.

        :raises UserError: one of them would be passed
        """
        for limit in self._find_for(account, office):
            used = self.env["gotgan.bank.quota"]._add(limit, day, amount)
            if limit.confirmed_amount and used > limit.confirmed_amount:
                raise UserError(self.env._(
                    "%(account)s may pay %(limit)s won a day%(office)s; with this list it would be "
                    "%(used)s won. Take orders off the list, or have the limit raised.",
                    account=account.name, limit=won_text(limit.confirmed_amount),
                    used=won_text(used),
                    office=f" ({limit.office_id.name})" if limit.office_id else "",
                ))

    @api.model
    def _free(self, instructions):
        """Count no more what did not leave, on the day on which its list was signed."""
        for bank_list, rows in instructions.grouped("list_id").items():
            limits = self._find_for(bank_list.account_id, bank_list.disbursing_officer_office_id)
            for limit in limits:
                self.env["gotgan.bank.quota"]._take_off(
                    limit, seoul_day(bank_list.signed_on), sum(rows.mapped("amount")),
                )

    @api.model
    def _find_for(self, account, office):
        limits_sudo = self.sudo()
        return limits_sudo.search([
            ("account_id", "=", account.id), ("office_id", "in", (office.id, False)),
        ])
