from odoo import fields, models
from odoo.tools import SQL

# Behind the ids of the other kinds.
FAR = (1 << 30) + (1 << 29) + (1 << 28)


class WorkItem(models.Model):
    """The day's list of payment orders waits for its officer among the work to do."""

    _inherit = "gotgan.work.item"

    kind = fields.Selection(selection_add=[("gotgan.bank.list", "List of Payment Orders")])
    step = fields.Selection(selection_add=[("sign_list", "Sign the List")])

    def _get_queries(self):
        return [*super()._get_queries(), self._query_bank_lists()]

    def _query_bank_lists(self):
        """A list with transfers waits for who disburses for the departments it pays for."""
        return SQL(
            """
            SELECT %(far)s + l.id AS id, 'gotgan.bank.list' AS res_model, l.id AS res_id,
                   'sign_list' AS step, l.number, a.name, 'disbursing_officer' AS office_kind,
                   NULL::int AS user_id, COALESCE((
                        SELECT p.department_id FROM gotgan_bank_instruction i
                          JOIN gotgan_payment_order p ON p.id = i.order_id
                         WHERE i.list_id = l.id LIMIT 1), a.department_id) AS department_id,
                   NULL::int AS fiscal_year_id, l.amount, NULL::date AS due_date,
                   l.create_date AS since
              FROM gotgan_bank_list l JOIN gotgan_treasury_account a ON a.id = l.account_id
             WHERE l.state IN ('draft', 'closed') AND l.count > 0
            """, far=FAR,
        )
