from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won, won_text

TOTALS = ("reduced", "inspected", "vouchered", "paid", "advanced")


class CommitmentLine(models.Model):
    """Money of one budget cell bound to the payee, with what became of it.

    ``reduced``, ``inspected``, ``vouchered`` and ``paid`` are running totals under constraints;
    ``advanced`` is the part of ``vouchered`` that was claimed before any delivery (선금) and that
    no inspection has settled yet: what goes beyond it must have been inspected.
    They are changed by updating this row, so that two vouchers on the last won of a commitment
    cannot both succeed: the second one fails to serialize, is tried again and is refused by the
    figures.
    """

    _name = "gotgan.commitment.line"
    _description = "Line of a Commitment"
    _inherit = ["gotgan.expenditure.line.mixin"]
    _order = "commitment_id, id"
    _rec_name = "cell_id"

    _parent_field = "commitment_id"
    _read_whole = True
    _server_fields = ("hold_id", *TOTALS)

    commitment_id = fields.Many2one(
        "gotgan.commitment", required=True, ondelete="cascade", index=True,
    )
    split_id = fields.Many2one(
        "gotgan.spending.request.split", string="Funding of the Request", required=True,
        ondelete="restrict", index=True,
    )
    cell_id = fields.Many2one(
        related="split_id.cell_id", store=True, precompute=True, index=True, string="Budget Cell",
    )
    amount = Won(required=True)
    hold_id = fields.Many2one(
        "gotgan.ledger.hold", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )
    reduced = Won(readonly=True, copy=False, required=True, default=0)
    inspected = Won(readonly=True, copy=False, required=True, default=0)
    vouchered = Won(readonly=True, copy=False, required=True, default=0, string="In Vouchers")
    paid = Won(readonly=True, copy=False, required=True, default=0, string="Paid Amount")
    advanced = Won(
        readonly=True, copy=False, required=True, default=0, string="Advance Not Settled",
        help="Claimed before delivery and not yet settled by what was inspected.",
    )
    funding_source_id = fields.Many2one(related="cell_id.funding_source_id")
    budget_line_id = fields.Many2one(related="cell_id.line_id", string="Budget Line")
    split_rest = Won(related="split_id.rest", string="Kept by the Request")

    _amounts = models.Constraint(
        "CHECK (amount >= 0 AND LEAST(reduced, inspected, vouchered, paid, advanced) >= 0)",
        "No amount of a commitment can be negative.",
    )
    _inspected_within = models.Constraint(
        "CHECK (inspected + reduced <= amount)",
        "More than the commitment cannot be inspected.",
    )
    _vouchered_within = models.Constraint(
        "CHECK (vouchered - advanced <= inspected)",
        "More than was inspected cannot be claimed.",
    )
    _vouchered_within_amount = models.Constraint(
        "CHECK (vouchered + reduced <= amount)",
        "More than the commitment cannot be claimed.",
    )
    _paid_within = models.Constraint(
        "CHECK (paid <= vouchered)", "More than the vouchers cannot be paid.",
    )
    _hold_unique = models.UniqueIndex("(hold_id) WHERE hold_id IS NOT NULL")

    @api.constrains("split_id", "commitment_id")
    def _check_split(self):
        for line in self:
            if line.split_id.request_id != line.commitment_id.request_id:
                raise ValidationError(self.env._(
                    "%(cell)s belongs to another request than %(request)s. Choose a line of the "
                    "request.", cell=line.cell_id.display_name,
                    request=line.commitment_id.request_id.display_name,
                ))

    def _set_holds(self, holds):
        """Remember the holds in order; where no inspection is needed, all counts as inspected."""
        self.flush_recordset()
        direct = [line.commitment_id.inspected_kind == "none" for line in self]
        self.env.cr.execute(SQL(
            """
            UPDATE gotgan_commitment_line AS l
               SET hold_id = w.hold_id, inspected = CASE WHEN w.direct THEN l.amount ELSE 0 END
              FROM unnest(%s::int[], %s::int[], %s::bool[]) AS w(id, hold_id, direct)
             WHERE l.id = w.id
            """,
            list(self.ids), list(holds.ids), direct,
        ))
        self.invalidate_recordset(["hold_id", "inspected"])

    def _add_total(self, name, deltas):
        """Add ``{line id: won}`` to the running total ``name`` of these lines.

        The rows are locked in ascending order and checked with the figures in hand.

        :raises UserError: with the figures of every line that has less left than was asked
        """
        assert name in TOTALS
        if not self:
            return
        self.flush_recordset()
        rows = self.env.execute_query_dict(SQL(
            """SELECT id, amount, reduced, inspected, vouchered, paid, advanced, commitment_id
                 FROM gotgan_commitment_line
                WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE""", list(self.ids),
        ))
        self._check_figures(name, rows, deltas)
        column = SQL.identifier(name)
        self.env.cr.execute(SQL(
            """UPDATE gotgan_commitment_line AS l SET %s = l.%s + w.won
                 FROM unnest(%s::int[], %s::int8[]) AS w(id, won) WHERE l.id = w.id""",
            column, column, list(self.ids), [deltas[one] for one in self.ids],
        ))
        self.invalidate_recordset([name])
        commitments = self.env["gotgan.commitment"].browse({row["commitment_id"] for row in rows})
        commitments.invalidate_recordset(["current_amount", "paid", "unpaid"], flush=False)

    def _check_figures(self, name, rows, deltas):
        short = [
            (row["id"], left, deltas[row["id"]])
            for row in rows
            if (left := self._get_left(name, row, deltas[row["id"]])) < abs(deltas[row["id"]])
        ]
        if short:
            raise UserError(
                "\n".join(
                    self.browse(line_id)._get_short_text(name, left, won)
                    for line_id, left, won in short
                )
            )

    @staticmethod
    def _get_left(name, row, won):
        """Return how much of the line can still be added to the total, or taken off it."""
        bound = row["amount"] - row["reduced"]
        uninspected, unclaimed = bound - row["inspected"], bound - row["vouchered"]
        claimable = row["inspected"] - row["vouchered"] + row["advanced"]
        forward = {
            "reduced": min(uninspected, unclaimed),
            "inspected": uninspected,
            "vouchered": min(claimable, unclaimed),
            "paid": row["vouchered"] - row["paid"],
            "advanced": bound - row["advanced"],
        }
        back = {
            "reduced": row["reduced"], "inspected": claimable,
            "vouchered": row["vouchered"] - row["paid"], "paid": row["paid"],
            "advanced": min(row["advanced"], claimable),
        }
        return (forward if won >= 0 else back)[name]

    def _get_short_text(self, name, left, won):
        words = {
            "line": f"{self.commitment_id.display_name}, {self.cell_id.display_name}",
            "left": won_text(left), "won": won_text(abs(won)),
        }
        _ = self.env._
        if won < 0:
            return _("%(line)s: %(won)s won cannot be taken back, only %(left)s won are free of "
                     "later steps. Cancel those first.", **words)
        texts = {
            "reduced": _("%(line)s: only %(left)s won are neither inspected nor reduced, asked "
                         "%(won)s won.", **words),
            "inspected": _("%(line)s: only %(left)s won are left to inspect, asked %(won)s won. "
                           "Lower the amount, or raise a new commitment.", **words),
            "vouchered": _("%(line)s: only %(left)s won were inspected and not yet claimed, asked "
                           "%(won)s won (Local Accounting Act, Article 33). Inspect first, or "
                           "lower the amount.", **words),
            "advanced": _("%(line)s: only %(left)s won can be paid in advance, asked %(won)s won. "
                          "Lower the amount.", **words),
            "paid": _("%(line)s: only %(left)s won of the vouchers are unpaid, asked %(won)s won.",
                      **words),
        }
        return texts[name]

    def _get_open(self):
        """Return the won nobody has inspected or claimed."""
        if self.commitment_id.inspected_kind == "none":
            return self._get_claimable()
        return self.amount - self.reduced - max(self.inspected, self.vouchered)

    def _get_claimable(self):
        """Return the won that were inspected and that neither a voucher nor an advance claims."""
        return self.inspected - self.vouchered + self.advanced
