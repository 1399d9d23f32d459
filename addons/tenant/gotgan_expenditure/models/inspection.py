from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition


class Inspection(models.Model):
    """검사·검수: the inspector finds that what was ordered has come, within the term of the law.

    (지방계약법 17, 시행령 64; rule ``spending.inspection_days``.) Only what passed can be claimed
    by a voucher.
    """

    _name = "gotgan.inspection"
    _description = "Inspection"
    _inherit = ["gotgan.due.mixin", "gotgan.expenditure.document.mixin"]

    _number_series = "inspection"
    _transitions = {
        "accept": Transition(("draft",), "passed", "inspector"),
        "refuse": Transition(("draft",), "failed", "inspector", needs_reason=True),
        "cancel": Transition(
            ("draft", "passed"), "cancelled", "inspector|office:commitment_officer",
            needs_reason=True,
        ),
    }
    _next_steps = {"draft": ("inspect", "inspector")}

    commitment_id = fields.Many2one(
        "gotgan.commitment", required=True, ondelete="restrict", index=True,
    )
    inspector_id = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.user,
        ondelete="restrict",
    )
    notice_date = fields.Date(
        string="Notice of Completion", default=lambda self: today(self.env), copy=False,
    )
    due_date = fields.Date(
        string="Inspect By", compute="_compute_due_date", store=True,
        help="The term of the legal standards from the notice of completion on "
             "(Local Contracts Act, Article 17; Enforcement Decree, Article 64).",
    )
    place = fields.Char(help="Where the inspection took place.")
    finding = fields.Text(help="What was found: quantity, quality, faults.")
    line_ids = fields.One2many("gotgan.inspection.line", "inspection_id", string="Lines", copy=True)
    amount = Won(compute="_compute_amount", store=True)
    state = fields.Selection([
        ("draft", "Draft"),
        ("passed", "Passed"),
        ("failed", "Failed"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    _waiting = models.Index("(state) WHERE state = 'draft'")

    @api.depends("notice_date")
    def _compute_due_date(self):
        for notice, inspections in self.grouped("notice_date").items():
            inspections.due_date = notice and self._get_term_day("spending.inspection_days", notice)

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for inspection in self:
            inspection.amount = sum(inspection.line_ids.mapped("amount"))

    @api.onchange("commitment_id")
    def _onchange_commitment_id(self):
        if self.commitment_id:
            self.update(self._prepare_from_commitment(self.commitment_id))

    @api.constrains("commitment_id")
    def _check_commitment(self):
        self.line_ids._check_commitment_line()

    @api.constrains("notice_date", "commitment_id")
    def _check_notice_date(self):
        self._check_clock_day("notice_date")

    @api.model_create_multi
    def create(self, vals_list):
        parents = self._get_parents("commitment_id", vals_list)
        return super().create([
            self._complete(vals, parent) for vals, parent in zip(vals_list, parents, strict=True)
        ])

    def action_accept(self):
        """Find, as inspector, that the delivery is as ordered."""
        return self._do_transition("accept")

    def action_refuse(self):
        """Find, as inspector, that the delivery is not as ordered; a reason is asked for."""
        return self._do_transition("refuse")

    def action_cancel(self):
        """Take the inspection back, with a reason."""
        return self._do_transition("cancel")

    def action_new_voucher(self):
        """Open a voucher for what was inspected."""
        return self.commitment_id.action_new_voucher()

    # ---- effects ---------------------------------------------------------

    def _on_accept(self):
        self._check_lines()
        self._check_committed()
        self._fix()
        self._count(1)

    def _on_refuse(self, _reason):
        self._check_committed()
        self._fix()

    def _on_cancel(self, _reason):
        self.filtered(lambda one: one.state == "passed")._count(-1)

    def _count(self, sign):
        lines = self.line_ids
        lines.commitment_line_id._add_total("inspected", lines._get_sums(sign))

    def _check_committed(self):
        for inspection in self:
            commitment = inspection.commitment_id
            if commitment.state != "committed" or commitment.inspected_kind == "none":
                raise UserError(self.env._(
                    "%(document)s: the commitment %(commitment)s is %(state)s, or needs no "
                    "inspection. Only a standing commitment is inspected.",
                    document=inspection._get_document_label(),
                    commitment=commitment.display_name, state=commitment._get_state_label(),
                ))

    def _get_capacity_inspector(self, _value):
        user = self.env.user
        return self.env._("Inspector %(name)s", name=user.name) if self.inspector_id == user else ""

    def _get_authority_label(self, kind, value):
        if kind != "inspector":
            return super()._get_authority_label(kind, value)
        inspector_sudo = self[:1].inspector_id.sudo()
        return self.env._("Inspector %(name)s", name=inspector_sudo.name)

    # ---- preparation -----------------------------------------------------

    def _complete(self, vals, commitment):
        prepared = self._prepare_from_commitment(commitment)
        fixed = {name: prepared[name] for name in ("fiscal_year_id", "department_id")}
        return {**prepared, **vals, **fixed}

    def _prepare_from_commitment(self, commitment):
        return {
            "name": commitment.name,
            "fiscal_year_id": commitment.fiscal_year_id.id,
            "department_id": commitment.department_id.id,
            "line_ids": [
                Command.clear(),
                *(
                    Command.create({"commitment_line_id": line.id, "amount": rest})
                    for line in commitment.line_ids
                    if (rest := line.amount - line.reduced - line.inspected)
                ),
            ],
        }

    def _get_due(self):
        return self.due_date if self.state == "draft" else False

    def _get_person(self, kind):
        return self.inspector_id if kind == "inspector" else super()._get_person(kind)

    def _get_requests(self):
        return self.commitment_id.request_id
