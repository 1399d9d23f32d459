from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won, won_text


class BankLimit(models.Model):
    """How much may leave an account in a day: in all, or under one office's signature."""

    _name = "gotgan.bank.limit"
    _description = "Daily Limit"
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

    @api.model
    def _use(self, account, office, amount, day):
        """Count ``amount`` against every limit that holds.

        :raises UserError: one of them would be passed
        """
        limits_sudo = self.sudo().search([
            ("account_id", "=", account.id), ("office_id", "in", (office.id, False)),
        ])
        for limit in limits_sudo:
            used = self.env["gotgan.bank.quota"]._add(limit, day, amount)
            if used > limit.amount:
                raise UserError(self.env._(
                    "%(account)s may pay %(limit)s won a day%(office)s; with this list it would be "
                    "%(used)s won. Take orders off the list, or have the limit raised.",
                    account=account.name, limit=won_text(limit.amount), used=won_text(used),
                    office=f" ({limit.office_id.name})" if limit.office_id else "",
                ))
