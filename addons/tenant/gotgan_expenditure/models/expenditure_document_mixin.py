from odoo import api, fields, models
from odoo.exceptions import UserError

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
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "id desc"
    _rec_names_search = ["number", "name"]

    # {state: (what comes next, who as in Transition)}
    _next_steps = {}
    # The states in which papers may still come in.
    _paper_states = ("draft",)

    name = fields.Char(string="Title", required=True)
    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, readonly=True, ondelete="restrict",
    )
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, ondelete="restrict", index=True,
    )
    date = fields.Date(
        copy=False, help="The day it counts for in the books; left empty, the day it is fixed.",
    )
    note = fields.Text(string="Remarks")
    attachment_ids = fields.Many2many("ir.attachment", string="Attachments", copy=False)
    next_step = fields.Char(
        compute="_compute_next_step", help="What happens next, by whom and by when.",
    )
    case = fields.Json(compute="_compute_case")

    @api.depends("department_id")
    def _compute_allowed_transitions(self):
        """The department decides which office it is; it is known as soon as it is chosen."""
        return super()._compute_allowed_transitions()

    @api.depends("number", "name")
    def _compute_display_name(self):
        for record in self:
            number = record.number or self.env._("(no number yet)")
            record.display_name = f"{number} {record.name or ''}".strip()

    @api.depends("state")
    def _compute_next_step(self):
        for record in self:
            record.next_step = record._get_next_step_text()

    @api.depends("state")
    def _compute_case(self):
        for record in self:
            record.case = record._get_requests()[:1]._get_case(record)

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._adopt_attachments()
        return documents

    def write(self, vals):
        done = super().write(vals)
        if "attachment_ids" in vals:
            self._adopt_attachments()
        return done

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
        """Return the record each ``vals[name]`` points to; they are read together."""
        model = self.env[self._fields[name].comodel_name]
        parents = model.browse([vals[name] for vals in vals_list if vals.get(name)])
        by_id = dict(zip(parents.ids, parents, strict=True))
        return [by_id.get(vals.get(name), model) for vals in vals_list]

    def _get_requests(self):
        """Return the spending requests the documents go back to."""
        raise NotImplementedError

    def _get_number_year(self):
        return self.fiscal_year_id.year

    def _fix(self):
        """Give the documents the day and the number they keep.

        :raises UserError: a document is dated in the future
        """
        day = today(self.env)
        for record in self:
            if record.date and record.date > day:
                raise UserError(self.env._(
                    "%(document)s is dated %(date)s, which lies in the future. Choose today or an "
                    "earlier day.", document=record._get_document_label(), date=record.date,
                ))
        undated = self.filtered(lambda one: not one.date)
        if undated:
            undated._write_locked({"date": day})
        self._take_numbers()

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

    def _adopt_attachments(self):
        """Tie papers uploaded before the first save to their document: others may read them too."""
        for record in self.filtered("attachment_ids"):
            loose_sudo = record.attachment_ids.sudo().filtered(
                lambda one: not one.res_id and one.create_uid == self.env.user
            )
            loose_sudo.write({"res_model": record._name, "res_id": record.id})

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
