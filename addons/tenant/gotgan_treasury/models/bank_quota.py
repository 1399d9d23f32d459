from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won


class BankQuota(models.Model):
    """What of a daily limit is used. Two signatures at once meet on this row."""

    _name = "gotgan.bank.quota"
    _description = "Used Part of a Daily Limit"
    _order = "day desc, limit_id"
    _log_access = False
    _rec_name = "day"

    limit_id = fields.Many2one(
        "gotgan.bank.limit", required=True, readonly=True, ondelete="cascade",
    )
    day = fields.Date(required=True, readonly=True)
    amount = Won(string="Signed", required=True, readonly=True)

    _one_a_day = models.UniqueIndex("(limit_id, day)", "There is one row per limit and day.")

    def _add(self, limit, day, amount):
        """Count ``amount``; return what is used then."""
        rows = self.env.execute_query(SQL(
            "INSERT INTO gotgan_bank_quota AS q (limit_id, day, amount)"
            " VALUES (%(limit)s, %(day)s, %(amount)s)"
            " ON CONFLICT (limit_id, day) DO UPDATE SET amount = q.amount + EXCLUDED.amount"
            " RETURNING amount",
            limit=limit.id, day=day, amount=amount,
        ))
        self.invalidate_model(["amount"])
        return rows[0][0]

    def _take_off(self, limit, day, amount):
        """Count ``amount`` no more; where nothing was counted that day, nothing is taken off."""
        self.env.cr.execute(SQL(
            "UPDATE gotgan_bank_quota SET amount = GREATEST(amount - %s, 0)"
            " WHERE limit_id = %s AND day = %s", amount, limit.id, day,
        ))
        self.invalidate_model(["amount"])
