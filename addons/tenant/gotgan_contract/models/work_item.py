from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today

# The remainders of 8 are taken by the kinds of the chain; ours begin far behind them.
FAR = 1 << 30
# The remainders of 8 are used up there: guarantees follow further behind.
FURTHER = FAR + (1 << 29)
# Days before a defect inspection is due when it begins to wait.
AHEAD = 30


class WorkItem(models.Model):
    """What of contracts waits for somebody stands among the work to do."""

    _inherit = "gotgan.work.item"

    kind = fields.Selection(selection_add=[
        ("gotgan.contract.case", "Contract Case"),
        ("gotgan.contract", "Contract"),
        ("gotgan.contract.change", "Change of a Contract"),
        ("gotgan.contract.advance", "Advance on a Contract"),
        ("gotgan.contract.defect.check", "Defect Inspection"),
        ("gotgan.contract.order", "Order on a Unit-Price Contract"),
        ("gotgan.labour.claim", "Wage Claim"),
        ("gotgan.contract.guarantee", "Guarantee of a Contract"),
    ])
    step = fields.Selection(selection_add=[
        ("admit", "Admit Late Offers"), ("award", "Decide Award"),
        ("sign_contract", "Sign Contract"), ("agree", "Agree"), ("grant", "Grant"),
        ("look", "Look for Defects"), ("place", "Place Order"), ("check", "Check the Claim"),
        ("confirm", "Confirm the Receipt"), ("prolong", "Have the Bond Prolonged"),
    ])

    def _get_queries(self):
        governed = self.env["gotgan.approval"]._find_governed("commitment")
        lined = SQL("c.department_id = ANY(%s)", governed) if governed else SQL("FALSE")
        return [
            *super()._get_queries(), self._query_orders(), self._query_claims(),
            self._query_cases(), self._query_contracts(lined), self._query_changes(lined),
            self._query_advances(), self._query_defects(), self._query_bonds(),
        ]

    def _query_cases(self):
        """What was opened waits for the award, what came late for being admitted or not."""
        return SQL(
            """
            SELECT %(far)s + c.id * 8 + 2 AS id, 'gotgan.contract.case' AS res_model,
                   c.id AS res_id, CASE c.state WHEN 'opened' THEN 'award' ELSE 'admit' END AS step,
                   c.number, c.name, 'commitment_officer' AS office_kind, c.create_uid AS user_id,
                   c.department_id, c.fiscal_year_id, c.estimated_price AS amount,
                   NULL::date AS due_date, c.write_date AS since
              FROM gotgan_contract_case c
             WHERE c.state IN ('announced', 'opened') AND EXISTS (
                    SELECT FROM gotgan_contract_offer o
                     WHERE o.case_id = c.id
                       AND (o.state = 'late' AND c.state = 'announced'
                            OR o.state = 'valid' AND o.rank = 1 AND c.state = 'opened'))
            """, far=FAR,
        )

    def _query_contracts(self, lined):
        """A draft waits for who hands it in where a line decides, else for the officer."""
        return SQL(
            """
            SELECT %(far)s + c.id * 8 + 3 AS id, 'gotgan.contract' AS res_model, c.id AS res_id,
                   CASE WHEN %(lined)s THEN 'submit' ELSE 'sign_contract' END AS step,
                   c.number, c.name,
                   CASE WHEN NOT %(lined)s THEN 'commitment_officer' END AS office_kind,
                   c.create_uid AS user_id, c.department_id, c.fiscal_year_id,
                   c.original_amount AS amount, NULL::date AS due_date, c.write_date AS since
              FROM gotgan_contract c
             WHERE c.state = 'draft'
            """, far=FAR, lined=lined,
        )

    def _query_changes(self, lined):
        return SQL(
            """
            SELECT %(far)s + d.id * 8 + 4 AS id, 'gotgan.contract.change' AS res_model,
                   d.id AS res_id, CASE WHEN %(lined)s THEN 'submit' ELSE 'agree' END AS step,
                   c.number, d.reason AS name,
                   CASE WHEN NOT %(lined)s THEN 'commitment_officer' END AS office_kind,
                   d.create_uid AS user_id, c.department_id, c.fiscal_year_id, d.delta AS amount,
                   NULL::date AS due_date, d.write_date AS since
              FROM gotgan_contract_change d
              JOIN gotgan_contract c ON c.id = d.contract_id
             WHERE d.state = 'draft'
            """, far=FAR, lined=lined,
        )

    def _query_advances(self):
        return SQL(
            """
            SELECT %(far)s + d.id * 8 + 5 AS id, 'gotgan.contract.advance' AS res_model,
                   d.id AS res_id, 'grant' AS step, c.number, c.name,
                   'commitment_officer' AS office_kind, d.create_uid AS user_id, c.department_id,
                   c.fiscal_year_id, d.amount, NULL::date AS due_date, d.write_date AS since
              FROM gotgan_contract_advance d
              JOIN gotgan_contract c ON c.id = d.contract_id
             WHERE d.state = 'draft'
            """, far=FAR,
        )

    def _query_defects(self):
        """A defect inspection waits for who was named, or who inspected the works last."""
        return SQL(
            """
            SELECT %(far)s + d.id * 8 + 6 AS id, 'gotgan.contract.defect.check' AS res_model,
                   d.id AS res_id, 'look' AS step, c.number, c.name, NULL AS office_kind,
                   COALESCE(d.assignee_id, (
                        SELECT i.inspector_id FROM gotgan_inspection i
                         WHERE i.contract_id = c.id AND i.state = 'passed'
                         ORDER BY i.id DESC LIMIT 1)) AS user_id,
                   c.department_id, c.fiscal_year_id, 0 AS amount, d.due_date,
                   d.write_date AS since
              FROM gotgan_contract_defect_check d
              JOIN gotgan_contract c ON c.id = d.contract_id
             WHERE d.state = 'planned' AND d.due_date <= %(last)s
            """, far=FAR, last=fields.Date.add(today(self.env), days=AHEAD),
        )

    def _query_bonds(self):
        """A bond that ends before its contract waits for who keeps the contract."""
        return SQL(
            """
            SELECT %(further)s + g.id * 8 AS id, 'gotgan.contract.guarantee' AS res_model,
                   g.id AS res_id, 'prolong' AS step, c.number, c.name, NULL AS office_kind,
                   c.create_uid AS user_id, c.department_id, c.fiscal_year_id, g.amount,
                   g.valid_until AS due_date, c.write_date AS since
              FROM gotgan_contract_guarantee g
              JOIN gotgan_contract c ON c.id = g.contract_id
             WHERE g.state = 'held' AND g.kind IN ('performance', 'advance')
               AND c.state = 'signed' AND g.valid_until < c.date_end
            """, further=FURTHER,
        )

    def _query_orders(self):
        """Drafts wait for their author, what was handed in for the commitment officer.

        What a line of approval is at work on waits in the approval box.
        """
        return SQL(
            """
            SELECT %(far)s + o.id * 8 AS id, 'gotgan.contract.order' AS res_model,
                   o.id AS res_id, CASE o.state WHEN 'draft' THEN 'submit' ELSE 'place' END AS step,
                   o.number, o.name,
                   CASE o.state WHEN 'submitted' THEN 'commitment_officer' END AS office_kind,
                   o.create_uid AS user_id, o.department_id, o.fiscal_year_id, o.amount,
                   o.due_date, o.write_date AS since
              FROM gotgan_contract_order o
             WHERE o.state IN ('draft', 'submitted') AND NOT EXISTS (
                    SELECT FROM gotgan_approval a
                     WHERE a.res_model = 'gotgan.contract.order' AND a.res_id = o.id
                       AND a.state IN ('running', 'held'))
            """, far=FAR,
        )

    def _query_claims(self):
        """Drafts wait for their check, paid wages for the proof that they arrived."""
        return SQL(
            """
            SELECT %(far)s + l.id * 8 + 1 AS id, 'gotgan.labour.claim' AS res_model,
                   l.id AS res_id, CASE l.state WHEN 'draft' THEN 'check' ELSE 'confirm' END
                   AS step, l.number, l.name, NULL AS office_kind, l.create_uid AS user_id,
                   l.department_id, c.fiscal_year_id, l.amount, NULL::date AS due_date,
                   l.write_date AS since
              FROM gotgan_labour_claim l
              JOIN gotgan_contract c ON c.id = l.contract_id
             WHERE l.state IN ('draft', 'paid')
            """, far=FAR,
        )
