from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text

from ..case import get_next


class ExpenditureDocumentMixin(models.AbstractModel):
    """What every document of money out has: its year, department, day, papers, and what comes next.

    The concrete model gives ``amount``, ``line_ids`` and ``_get_requests()``, the spending requests
    its case began with.
    """

    _name = "gotgan.expenditure.document.mixin"
    _description = "Document of Expenditure"
    _inherit = ["gotgan.dated.document.mixin"]

    # {state: (what comes next, who as in Transition)}
    _next_steps = {}

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, readonly=True, ondelete="restrict",
    )
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, ondelete="restrict", index=True,
    )
    date = fields.Date(help="The day it counts for in the books; left empty, the day it is fixed.")
    next_step = fields.Char(
        compute="_compute_next_step", help="What happens next, by whom and by when.",
    )
    case = fields.Json(compute="_compute_case")
    own_step = fields.Char(
        compute="_compute_own_step", help="What the person at work can do next in this case.",
    )

    @api.depends("department_id")
    def _compute_allowed_transitions(self):
        """The department decides which office it is; it is known as soon as it is chosen."""
        return super()._compute_allowed_transitions()

    @api.depends("state")
    def _compute_next_step(self):
        for record in self:
            record.next_step = record._get_next_step_text()

    @api.depends("state")
    def _compute_case(self):
        for record in self:
            record.case = record._get_requests()[:1]._get_case(record)

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_own_step(self):
        for record in self:
            request = record._get_requests()[:1]._origin
            step = request and request._find_own_step()
            record.own_step = step and request._get_own_step_labels()[step]

    def action_advance(self):
        """Do in the case of this document all that waits for the person now."""
        return self._get_requests()[:1]._advance()

    def action_open_case(self):
        """Show the whole chain this document belongs to on one page."""
        request = self._get_requests()[:1]
        view = self.env.ref("gotgan_expenditure.spending_request_view_case")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Case: %(request)s", request=request.display_name),
            "res_model": "gotgan.spending.request",
            "res_id": request.id,
            "views": [(view.id, "form")],
        }

    # ---- shared by the documents -----------------------------------------

    def _get_parents(self, name, vals_list):
        """Return the record each ``vals[name]`` points to; they are read together.

        :raises ValidationError: it is missing, or no record's number
        """
        model = self.env[self._fields[name].comodel_name]
        for vals in vals_list:
            given = vals.get(name)
            if not isinstance(given, int) or not given or given is True:
                raise ValidationError(self.env._(
                    "%(kind)s is written from %(parent)s, and none was named (%(field)s). Open "
                    "that one and write it from there.",
                    kind=self._get_kind_label(), parent=model._get_kind_label(), field=name,
                ))
        parents = model.browse([vals[name] for vals in vals_list])
        return [parents.browse(vals[name]).with_prefetch(parents.ids) for vals in vals_list]

    def _get_requests(self):
        """Return the spending requests the documents go back to."""
        raise NotImplementedError

    def _get_number_year(self):
        return self.fiscal_year_id.year

    def _check_lines(self):
        """Refuse documents without lines or with lines of nothing."""
        for record in self:
            if not record.line_ids or any(line.amount <= 0 for line in record.line_ids):
                raise UserError(self.env._(
                    "%(document)s needs at least one line, and each line an amount above zero. "
                    "Enter the amounts first.", document=record._get_document_label(),
                ))

    def _get_reason_action(self, name):
        """Ask for the reason only those who may take the step, where it is possible."""
        self._check_transition(name, self._transitions[name])
        return super()._get_reason_action(name)

    def _get_list_action(self, title):
        """Return the action that shows these documents in a list."""
        return {
            "type": "ir.actions.act_window", "name": title, "res_model": self._name,
            "view_mode": "list,form", "domain": [("id", "in", self.ids)],
        }

    def _get_days(self):
        """Return the documents by their day: the ledger is called once per day."""
        return self.grouped(lambda one: one.date or today(self.env)).items()

    # ---- words -----------------------------------------------------------

    def _get_due(self):
        """Return the day by which the next step is due, or False."""
        return False

    def _get_next(self):
        """Return (what comes next, who as in Transition) of this document itself, or None."""
        return self._next_steps.get(self.state)

    def _get_own_next_text(self):
        """Return e.g. "Next: approval by 재무관(회계과) 김재무, until 2026-11-27", or nothing."""
        step = self._get_next()
        if not step:
            return ""
        values = {"what": self._get_step_word(step[0]), "who": self._get_who_text(step[1])}
        due = self._get_due()
        if due:
            return self.env._("Next: %(what)s by %(who)s, until %(due)s", due=due, **values)
        return self.env._("Next: %(what)s by %(who)s", **values)

    def _get_next_step_text(self):
        """Return the own next step; once that is done, what the rest of the case waits for."""
        own = self._get_own_next_text()
        waiting = [own] if own else [text for one in self._get_requests() for text in get_next(one)]
        return " / ".join(waiting) or self.env._("Nothing is left to do.")

    def _get_who_text(self, who):
        kind, value = who.partition(":")[::2]
        if kind == "office":
            return self._get_authority_label(kind, value)
        return self._get_person(kind).sudo().name or ""

    def _get_person(self, _kind):
        return self._get_author()

    def _get_step_word(self, what):
        _ = self.env._
        words = {
            "submit": _("submission"),
            "approve": _("approval"),
            "commit": _("commitment"),
            "bind": _("writing and submitting the commitment"),
            "inspect": _("inspection"),
            "claim": _("writing the voucher"),
            "resolve": _("resolution of the voucher"),
            "issue": _("payment order"),
            "pay": _("transfer and confirmation"),
        }
        return words[what]

    def _get_document_label(self):
        model_sudo = self.env["ir.model"].sudo()._get(self._name)
        return f"{model_sudo.name} {self.number or self.name}"

    def _won(self, amount):
        return won_text(amount)

    def _word_won(self, amount):
        """Return an amount with its unit, as those who sign read it."""
        return self.env._("%(won)s won", won=won_text(amount))
