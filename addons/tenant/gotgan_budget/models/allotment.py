from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_ledger.core import Posting

OFFICER = "group:gotgan_budget.group_budget_officer"


class Allotment(models.Model):
    """예산배정: appropriation released for spending, or taken back (배정 회수).

    Only what is allotted may be committed (지방회계법 29②), so spending starts here. An issued
    allotment stays as it is; it is corrected by an allotment that takes back.
    """

    _name = "gotgan.allotment"
    _description = "Allotment"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin", "gotgan.ledger.source.mixin"]
    _order = "id desc"

    _number_series = "allotment"
    _transitions = {
        "issue": Transition(("draft",), "issued", OFFICER),
        "cancel": Transition(("draft",), "cancelled", OFFICER),
    }

    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("cancelled", "Cancelled")],
        default="draft", required=True, readonly=True, copy=False,
    )
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_fiscal_year_id(),
    )
    kind = fields.Selection(
        [("allot", "Allotment"), ("recall", "Taking Back")],
        required=True, default="allot",
    )
    quarter = fields.Selection(
        [("1", "1st Quarter"), ("2", "2nd Quarter"), ("3", "3rd Quarter"), ("4", "4th Quarter"),
         ("0", "As Needed")],
        required=True, default=lambda self: self._default_quarter(),
    )
    date = fields.Date(
        required=True, default=lambda self: self._default_date(), copy=False,
        help="The day from which the money may be spent.",
    )
    reason = fields.Char(help="Needed for taking back: why the money goes back.")
    line_ids = fields.One2many("gotgan.allotment.line", "allotment_id", string="Lines", copy=True)
    line_count = fields.Integer(compute="_compute_line_count", string="Number of Lines")
    amount = Won(compute="_compute_amount", store=True, string="Total")

    _recall_reason = models.Constraint(
        "CHECK (kind != 'recall' OR state != 'issued' OR reason IS NOT NULL)",
        "Taking an allotment back needs a reason.",
    )

    def _default_fiscal_year_id(self):
        return self.env["gotgan.fiscal.year"]._get_current()

    def _default_quarter(self):
        return str((today(self.env).month + 2) // 3)

    def _default_date(self):
        return today(self.env)

    @api.depends("line_ids")
    def _compute_line_count(self):
        for allotment in self:
            allotment.line_count = len(allotment.line_ids)

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for allotment in self:
            allotment.amount = sum(allotment.line_ids.mapped("amount"))

    def action_issue(self):
        """Number the allotment and release (or take back) its money."""
        return self._do_transition("issue")

    def action_cancel(self):
        """Drop the draft."""
        return self._do_transition("cancel")

    def action_fill(self):
        """Choose lines by department, project and share."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose Budget Lines"),
            "res_model": "gotgan.allotment.fill",
            "view_mode": "form",
            "target": "new",
            "context": {"default_allotment_id": self.id},
        }

    def _get_document_label(self):
        return self.env._("Allotment %(number)s", number=self.display_name)

    def _get_number_year(self):
        return self.fiscal_year_id.year

    def _on_issue(self):
        self._check_issue()
        self._take_numbers()
        groups = defaultdict(list)
        for allotment in self:
            sign = -1 if allotment.kind == "recall" else 1
            groups[allotment.date, allotment._get_posting_reason()] += [
                Posting(line.cell_id.id, sign * line.amount, allotment.id)
                for line in allotment.line_ids
            ]
        for (date, reason), postings in groups.items():
            self.env["gotgan.ledger"]._allot(
                postings, source_model=self._name, date=date, reason=reason,
            )

    def _get_posting_reason(self):
        kind = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        return f"{kind} {self.number}" + (f": {self.reason}" if self.reason else "")

    def _check_issue(self):
        for allotment in self:
            if not allotment.line_ids:
                raise UserError(self.env._(
                    "%(document)s has no lines. Choose budget lines first.",
                    document=allotment._get_document_label(),
                ))
            if allotment.kind == "recall" and not (allotment.reason or "").strip():
                raise UserError(self.env._(
                    "%(document)s takes money back: write the reason first.",
                    document=allotment._get_document_label(),
                ))
            if allotment.date > allotment.fiscal_year_id.date_to:
                raise UserError(self.env._(
                    "%(document)s is dated after the end of %(year)s. Use a date in the year.",
                    document=allotment._get_document_label(),
                    year=allotment.fiscal_year_id.display_name,
                ))
