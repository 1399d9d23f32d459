from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_expenditure.guard import refuse_fields

from ..cashbook import month_of

SERVER_FIELDS = ("returned",)


class VoucherLine(models.Model):
    """What came back of a voucher line, and what of it is to be settled."""

    _inherit = "gotgan.voucher.line"

    returned = Won(readonly=True, copy=False, required=True, default=0)
    return_line_ids = fields.One2many(
        "gotgan.spending.return.line", "voucher_line_id", readonly=True, copy=False,
    )
    noticed = Won(
        string="Noticed for Return", compute="_compute_noticed", store=True,
        help="Asked back and not received yet.",
    )
    advance_ids = fields.One2many("gotgan.advance", "voucher_line_id", readonly=True, copy=False)

    _returned_within = models.Constraint(
        "CHECK (returned BETWEEN 0 AND amount)", "More than was paid cannot come back.",
    )
    _noticed_within = models.Constraint(
        "CHECK (noticed >= 0 AND returned + noticed <= amount)",
        "More than was paid cannot be asked back.",
    )

    @api.depends(
        "return_line_ids.amount", "return_line_ids.return_id.state",
        "return_line_ids.return_id.receipt_date",
    )
    def _compute_noticed(self):
        """Two notices at once meet on this figure: the later one is run again, and refused."""
        for line in self:
            line.noticed = sum(
                one.amount for one in line.return_line_ids
                if one.return_id.state == "noticed" and not one.return_id.receipt_date
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            refuse_fields(self, vals, SERVER_FIELDS)
        return super().create([{**vals, "returned": 0} for vals in vals_list])

    def write(self, vals):
        refuse_fields(self, vals, SERVER_FIELDS)
        return super().write(vals)

    def _add_returned(self, amounts):
        """Add ``{voucher line: won}`` to what came back.

        :raises UserError: more than was paid would have come back
        """
        self.flush_recordset()
        rows = self.env.execute_query(SQL(
            "SELECT id, amount - returned FROM gotgan_voucher_line WHERE id = ANY(%s) ORDER BY id"
            " FOR NO KEY UPDATE", list(self.ids),
        ))
        for line_id, left in rows:
            line = self.browse(line_id)
            if amounts[line] > left:
                raise UserError(self.env._(
                    "%(voucher)s, %(line)s: only %(left)s won can still come back, asked %(won)s "
                    "won. Lower the amount.", voucher=line.voucher_id._get_document_label(),
                    line=line.budget_line_id.display_name, left=won_text(left),
                    won=won_text(amounts[line]),
                ))
        self.env.cr.execute(SQL(
            """UPDATE gotgan_voucher_line AS l SET returned = l.returned + w.won
                 FROM unnest(%s::int[], %s::int8[]) AS w(id, won) WHERE l.id = w.id""",
            list(self.ids), [amounts[one] for one in self],
        ))
        self.invalidate_recordset(["returned"])

    def _prepare_advance(self, day):
        """Return the values of what is to be settled for this line, paid on ``day``."""
        voucher = self.voucher_id
        request = voucher.commitment_id.request_id
        return {
            "kind": voucher.kind, "voucher_line_id": self.id, "voucher_id": voucher.id,
            "request_id": request.id, "designation_id": request.designation_id.id,
            "date": day, "due_date": self._get_settle_by(request, day),
            "amount": self.amount, "rest": self.amount,
        }

    def _get_settle_by(self, request, day):
        """Return by when it is settled: petty cash monthly, the others after the use has ended."""
        petty = self.voucher_id.kind == "petty"
        code = "advance.petty_settlement_days" if petty else "advance.settlement_days"
        days = self.env["gotgan.rule"]._find(code, day)._get_days()
        last = month_of(day)[1] if petty else max(day, request.use_until or day)
        return fields.Date.add(last, days=days)
