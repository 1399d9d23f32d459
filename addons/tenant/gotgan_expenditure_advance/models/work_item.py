from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today

# Ids of the kinds are told apart by their remainder; this one is ours.
PLACE = 7
DAYS = 7


class WorkItem(models.Model):
    """Money that is due to be settled stands in the work of who asked for it."""

    _inherit = "gotgan.work.item"

    kind = fields.Selection(selection_add=[("gotgan.advance", "Money to Be Settled")])
    step = fields.Selection(selection_add=[("settle", "Settle"), ("give_back", "Return the Rest")])

    def _get_queries(self):
        """Add what is due within the days of the reminder, and what is overdue."""
        day = today(self.env)
        edition = self.env["gotgan.rule"]._seek("advance.reminder_days", day)
        return [*super()._get_queries(), SQL(
            """
            SELECT a.id * 8 + %(place)s AS id, 'gotgan.advance' AS res_model, a.id AS res_id,
                   CASE a.state WHEN 'open' THEN 'settle' ELSE 'give_back' END AS step,
                   v.number, r.name, NULL AS office_kind, r.create_uid AS user_id,
                   a.department_id, a.fiscal_year_id, a.rest AS amount, a.due_date,
                   a.create_date AS since
              FROM gotgan_advance a
              JOIN gotgan_voucher v ON v.id = a.voucher_id
              JOIN gotgan_spending_request r ON r.id = a.request_id
             WHERE a.state IN ('open', 'returning')
               AND a.due_date <= %(day)s::date + %(days)s
            """, place=PLACE, day=day, days=edition._get_days() if edition else DAYS,
        )]
