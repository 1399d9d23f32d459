from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_approval.models.successor_mixin import TAKE_OVER
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

OFFICER = "office:disbursing_officer"


class AdvanceSettlement(models.Model):
    """정산서 of an 개산급 or 선금급: what was used, what comes back, what is still to be paid.

    Whoever spent the money writes it with the papers, the disbursing officer accepts it (지방회계법
    35, 시행령 44, 45). The rest is claimed back by a document of its own.
    """

    _name = "gotgan.advance.settlement"
    _description = "Settlement of an Advance"
    _inherit = ["gotgan.successor.mixin", "gotgan.advance.document.mixin"]

    _number_series = "advance_settlement"
    _transitions = {
        "take_over": TAKE_OVER,
        "submit": Transition(("draft",), "submitted", "author"),
        "accept": Transition(("submitted",), "accepted", OFFICER),
        "reject": Transition(("submitted",), "draft", OFFICER, needs_reason=True),
        "cancel": Transition(
            ("draft", "submitted"), "cancelled", f"author|{OFFICER}", needs_reason=True,
        ),
    }
    _sealed_fields = ("state", "number", "decided_by_id")
    _next_steps = {"draft": ("submit", "author"), "submitted": ("accept", OFFICER)}

    voucher_id = fields.Many2one(
        "gotgan.voucher", required=True, ondelete="restrict", index=True,
        domain=[("state", "=", "paid"), ("kind", "in", ("estimate", "advance"))],
    )
    kind = fields.Selection(related="voucher_id.kind", store=True)
    partner_id = fields.Many2one(related="voucher_id.partner_id", store=True, string="Payee")
    line_ids = fields.One2many(
        "gotgan.advance.settlement.line", "settlement_id", string="Lines", copy=False,
    )
    return_ids = fields.One2many(
        "gotgan.spending.return", "settlement_id", string="Returns", readonly=True, copy=False,
    )
    result = fields.Text(help="What the money was used for, and what came of it.")
    evidence_ids = fields.Many2many("gotgan.evidence.kind", string="Papers", copy=False)
    amount = Won(compute="_compute_amount", store=True, string="Used")
    paid = Won(compute="_compute_amount", store=True, string="To Settle")
    to_return = Won(compute="_compute_amount", store=True, string="To Return")
    extra = Won(compute="_compute_amount", store=True, string="Still to Pay")
    state = fields.Selection([
        ("draft", "Draft"),
        ("submitted", "Submitted"),
        ("accepted", "Accepted"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _voucher_once = models.UniqueIndex(
        "(voucher_id) WHERE state <> 'cancelled'", "This voucher has its settlement already.",
    )

    @api.depends("line_ids.used", "line_ids.to_return", "line_ids.extra", "line_ids.paid")
    def _compute_amount(self):
        for settlement in self:
            lines = settlement.line_ids
            settlement.amount = sum(lines.mapped("used"))
            settlement.paid = sum(lines.mapped("paid"))
            settlement.to_return = sum(lines.mapped("to_return"))
            settlement.extra = sum(lines.mapped("extra"))

    @api.onchange("voucher_id")
    def _onchange_voucher_id(self):
        if self.voucher_id:
            self.update(self._prepare_from_voucher(self.voucher_id))

    @api.model_create_multi
    def create(self, vals_list):
        parents = self._get_parents("voucher_id", vals_list)
        completed = []
        for vals, voucher in zip(vals_list, parents, strict=True):
            prepared = self._prepare_from_voucher(voucher)
            fixed = {name: prepared[name] for name in ("fiscal_year_id", "department_id")}
            completed.append({**prepared, **vals, **fixed})
        return super().create(completed)

    def copy_data(self, default=None):
        """A voucher is settled once."""
        raise UserError(self.env._(
            "A settlement cannot be copied: each voucher is settled once. Make a new one from the "
            "money that waits for it.",
        ))

    def action_submit(self):
        """Hand the settlement to the disbursing officer."""
        return self._do_transition("submit")

    def action_accept(self):
        """Accept the settlement as disbursing officer; what is left is claimed back."""
        return self._do_transition("accept")

    def action_reject(self):
        """Return the settlement to its author, with a reason."""
        return self._do_transition("reject")

    def action_cancel(self):
        """Cancel the settlement, with a reason."""
        return self._do_transition("cancel")

    def action_new_request(self):
        """Ask for what was used beyond the payment, in a new spending request."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Request of What Is Still to Be Paid"),
            "res_model": "gotgan.spending.request",
            "view_mode": "form",
            "context": {
                "default_name": self.env._("%(name)s, remainder", name=self.name),
                "default_partner_id": self.partner_id.id,
                "default_department_id": self.department_id.id,
                "default_line_ids": [
                    Command.create({
                        "budget_line_id": one.budget_line_id.id, "amount": one.extra,
                    })
                    for one in self.line_ids.filtered("extra")
                ],
            },
        }

    # ---- effects ---------------------------------------------------------

    def _on_submit(self):
        for settlement in self:
            settlement._check_complete()
        self._fix()

    def _on_accept(self):
        """Use up what was used; claim back what was not."""
        self._decide()
        for settlement in self:
            settlement._check_complete()
            lines = settlement.line_ids
            advances = lines.advance_id
            used = {
                one.advance_id.id: min(one.used, one.paid) for one in lines
                if min(one.used, one.paid)
            }
            advances._set_settlement(settlement)
            advances.filtered(lambda one, used=used: one.id in used)._add_total("used", used)
            advances._follow_figures()
            settlement._claim_rest()

    def _claim_rest(self):
        rests = self.line_ids.filtered("to_return")
        if rests:
            self.env["gotgan.spending.return"].create({
                "voucher_id": self.voucher_id.id, "settlement_id": self.id,
                "ground": "settlement", "name": self.name,
                "line_ids": [
                    Command.create({
                        "voucher_line_id": one.advance_id.voucher_line_id.id,
                        "amount": one.to_return,
                    })
                    for one in rests
                ],
            })

    def _check_complete(self):
        """All of the voucher, by papers, and nothing of it settled before."""
        open_ones = self.voucher_id._get_advances().filtered(lambda one: one.state == "open")
        stale = any(line.paid != line.advance_id.rest for line in self.line_ids)
        if not open_ones or stale or self.line_ids.advance_id != open_ones:
            raise UserError(self.env._(
                "%(document)s does not cover what %(voucher)s paid. Each open amount has one line: "
                "discard it and write it anew from the voucher.",
                document=self._get_document_label(), voucher=self.voucher_id.display_name,
            ))
        if self.amount and not (self.evidence_ids and self.attachment_ids):
            raise UserError(self.env._(
                "%(document)s has no papers. Attach what proves the use, and tick its kind "
                "(Local Accounting Act, Article 35).", document=self._get_document_label(),
            ))

    # ---- preparation -----------------------------------------------------

    def _prepare_from_voucher(self, voucher):
        return {
            "name": voucher.name,
            "fiscal_year_id": voucher.fiscal_year_id.id,
            "department_id": voucher.department_id.id,
            "line_ids": [
                Command.clear(),
                *(
                    Command.create({
                        "advance_id": one.id, "paid": one.rest, "used": one.rest,
                    })
                    for one in voucher._get_advances().filtered(lambda one: one.state == "open")
                ),
            ],
        }

    def _get_next(self):
        """Accepted, it waits until the rest has come back."""
        waiting = self.return_ids.filtered(lambda one: one.state in ("draft", "noticed"))
        if self.state == "accepted" and waiting:
            return ("return", "author")
        return super()._get_next()

    def _get_vouchers(self):
        return self.voucher_id
