from odoo import api, fields, models
from odoo.tools import SQL

from ..purpose import get_words

SHOWN = 8


class SpendingSimilarMixin(models.AbstractModel):
    """Past cases of the agency like the one that is being written: what it cost, who delivered."""

    _name = "gotgan.spending.similar.mixin"
    _description = "Request With Similar Past Cases"

    similar = fields.Json(
        string="Similar Past Cases", compute="_compute_similar",
        help="Cases of the whole agency with the same payee, subject or words.",
    )

    @api.depends("name", "partner_id", "line_ids.budget_line_id")
    @api.depends_context("uid", "lang")
    def _compute_similar(self):
        for request in self:
            found_sudo = request._find_similar()
            readable = found_sudo.sudo(False)._filtered_access("read")
            request.similar = [
                one._prepare_similar(one.sudo(False) in readable) for one in found_sudo
            ]

    def _find_similar(self, limit=SHOWN):
        """Return past cases like this one, the likest first, as ``sudo``: of the whole agency.

        The same payee counts most, then the same 통계목, then each word of the title.
        """
        self.ensure_one()
        words, payee = get_words(self.name), self.partner_id._origin.id
        subitems = self.line_ids.budget_line_id.subitem_id._origin.ids
        model_sudo = self.sudo()
        if not words and not payee:
            return model_sudo.browse()
        rows = self.env.execute_query(SQL(
            """
            WITH near AS (
                SELECT o.id, o.name, o.partner_id = %(payee)s AS same_payee
                  FROM gotgan_spending_request o
                 WHERE o.id <> %(own)s AND o.state NOT IN ('draft', 'cancelled')
                   AND (o.partner_id = %(payee)s OR o.name ILIKE ANY(%(patterns)s))
                 ORDER BY o.id DESC LIMIT 400
            ), scored AS (
                SELECT n.id,
                       (SELECT count(*) FROM unnest(%(patterns)s::text[]) p WHERE n.name ILIKE p)
                       + CASE WHEN n.same_payee THEN 3 ELSE 0 END
                       + CASE WHEN EXISTS (
                             SELECT FROM gotgan_spending_request_line l
                               JOIN gotgan_budget_line b ON b.id = l.budget_line_id
                              WHERE l.request_id = n.id AND b.subitem_id = ANY(%(subitems)s))
                         THEN 2 ELSE 0 END AS score
                  FROM near n
            )
            SELECT id FROM scored WHERE score > 1 ORDER BY score DESC, id DESC LIMIT %(limit)s
            """,
            payee=payee or 0, own=self._origin.id or 0, subitems=subitems, limit=limit,
            patterns=[f"%{word}%" for word in words] or [""],
        ))
        return model_sudo.browse([one for (one,) in rows])

    def _prepare_similar(self, readable):
        """Return one past case as the tab shows it."""
        return {
            "id": self.id,
            "readable": readable,
            "number": self.number or "",
            "date": self.date and self.date.isoformat(),
            "name": self.name,
            "department": self.department_id.name,
            "payee": self.partner_id.name or "",
            "subject": self.line_ids.budget_line_id.subitem_id[:1].display_name or "",
            "amount": self.amount,
            "state": self._get_state_label(),
        }
