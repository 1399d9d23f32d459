from collections import defaultdict

from odoo import SUPERUSER_ID, api, fields, models
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
        "schedule": Transition(("draft",), "scheduled", OFFICER),
        "issue": Transition(("draft", "scheduled"), "issued", f"{OFFICER}|program:"),
        "cancel": Transition(("draft", "scheduled"), "cancelled", OFFICER),
    }
    _sealed_fields = ("state", "number", "fault")

    state = fields.Selection(
        [
            ("draft", "Draft"), ("scheduled", "Scheduled"), ("issued", "Issued"),
            ("cancelled", "Cancelled"),
        ],
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
    fault = fields.Text(
        readonly=True, copy=False, help="Why the money could not be released on its day.",
    )
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
        """Number the allotment and release (or take back) its money, each on its day."""
        later = self.filtered(lambda one: one.state == "draft" and one._is_for_later())
        done = later._do_transition("schedule") if later else True
        now = self - later
        return now._do_transition("issue") if now else done

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

    def _get_capacity_program(self, _value):
        return self.env._("Program") if self.env.uid == SUPERUSER_ID else ""

    def _get_authority_label(self, kind, value):
        return self.env._("the program itself") if kind == "program" \
            else super()._get_authority_label(kind, value)

    def _is_for_later(self):
        """Say whether the money is released on a day inside the year that has not come.

        What is released before the year begins is so by the law's exception, and at once.
        """
        return self.date > max(today(self.env), self.fiscal_year_id.date_from)

    def _on_schedule(self):
        self._check_issue()
        self._take_numbers()

    def _on_issue(self):
        self._check_issue()
        for allotment in self.filtered(lambda one: one._is_for_later()):
            raise UserError(self.env._(
                "%(document)s releases its money on %(day)s only. It is done on that day by "
                "itself; to release it sooner, cancel it and make one of today.",
                document=allotment._get_document_label(), day=allotment.date,
            ))
        self.filtered(lambda one: not one.number)._take_numbers()
        self._write_locked({"fault": False})
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

    @api.model
    def _cron_issue(self):
        """Release what is due today; what cannot be released says why on its own page."""
        due = self.search([
            ("state", "=", "scheduled"), ("date", "<=", today(self.env)),
        ], order="date, id")
        for allotment in due:
            try:
                with self.env.cr.savepoint():
                    allotment._do_transition("issue")
                    self.env.flush_all()
            except UserError as error:
                allotment._write_locked({"fault": str(error)})
