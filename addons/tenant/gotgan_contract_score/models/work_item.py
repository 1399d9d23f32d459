from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_contract.models.work_item import FAR


class WorkItem(models.Model):
    """A sheet waits for its member, or for who wrote the case; an award for the agreement."""

    _inherit = "gotgan.work.item"

    kind = fields.Selection(selection_add=[("gotgan.contract.sheet", "Score Sheet")])
    step = fields.Selection(selection_add=[("score", "Score the Proposal")])

    def _get_queries(self):
        return [*super()._get_queries(), self._query_sheets()]

    def _query_sheets(self):
        return SQL(
            """
            SELECT %(far)s + s.id * 8 + 7 AS id, 'gotgan.contract.sheet' AS res_model,
                   s.id AS res_id, 'score' AS step, c.number, c.name || ' · ' || p.name AS name,
                   NULL AS office_kind, COALESCE(m.user_id, c.create_uid) AS user_id,
                   c.department_id, c.fiscal_year_id, NULL::numeric AS amount,
                   NULL::date AS due_date, s.create_date AS since
              FROM gotgan_contract_sheet s
              JOIN gotgan_contract_evaluation e ON e.id = s.evaluation_id AND e.state = 'scoring'
              JOIN gotgan_contract_case c ON c.id = e.case_id
              JOIN gotgan_contract_offer o ON o.id = s.offer_id
              JOIN res_partner p ON p.id = o.partner_id
              LEFT JOIN gotgan_contract_evaluator m ON m.id = s.evaluator_id
             WHERE s.state = 'draft' AND COALESCE(m.state, 'named') = 'named'
            """, far=FAR,
        )

    def _query_cases(self):
        """An award that follows a negotiation does not wait before the agreement (시행령 43)."""
        return SQL(
            """
            SELECT q.* FROM (%(cases)s) q
             WHERE q.step <> 'award' OR NOT EXISTS (
                    SELECT FROM gotgan_contract_evaluation e
                      JOIN gotgan_contract_case c ON c.id = e.case_id AND c.method = 'negotiated'
                     WHERE e.case_id = q.res_id AND NOT EXISTS (
                            SELECT FROM gotgan_contract_negotiation n
                             WHERE n.evaluation_id = e.id AND n.result = 'agreed'))
            """, cases=super()._query_cases(),
        )
