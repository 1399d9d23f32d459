from odoo import api, fields, models

KEY = "gotgan_spending_lines"


class Lines:
    """The lines of approval of all documents of one step, looked up once for all of them.

    It travels in the context of one step; compared by type, so that no JSON can forge it.
    """

    def __init__(self, records):
        self.records, self.approvals, self.governed = records, None, {}

    def find(self, record):
        """Return the latest line of a document, as ``sudo``."""
        if self.approvals is None:
            found_sudo = self.records.env["gotgan.approval"].sudo().search([
                ("res_model", "=", record._name), ("res_id", "in", self.records.ids),
            ], order="id")
            self.approvals = {one.res_id: one for one in found_sudo}
        empty_sudo = self.records.env["gotgan.approval"].sudo()
        return self.approvals.get(record.id, empty_sudo)


class SpendingApprovalMixin(models.AbstractModel):
    """A document of which hundreds take a step at once: their lines are looked up together."""

    _name = "gotgan.spending.approval.mixin"
    _description = "Spending Decided by a Line of Approval"
    _inherit = ["gotgan.approval.mixin"]

    return_note = fields.Char(
        compute="_compute_return_note", string="Returned",
        help="Who gave the document back, and why; empty once it was sent again.",
    )

    @api.depends("state")
    @api.depends_context("uid", "lang")
    def _compute_approval_id(self):
        at_once = self.with_context(**{KEY: Lines(self)})
        return super(SpendingApprovalMixin, at_once)._compute_approval_id()

    @api.depends("state")
    def _compute_return_note(self):
        returned = {back for _forth, back in self._approval_steps.values()}
        for document in self:
            last = document.state == "draft" and document.event_ids.sorted("id")[-1:]
            given_back = last and last.transition in returned
            document.return_note = f"{last.capacity}: {last.reason}" if given_back else False

    def _do_transition(self, name, reason=None):
        at_once = self.with_context(**{KEY: Lines(self)})
        return super(SpendingApprovalMixin, at_once)._do_transition(name, reason)

    def _get_lines(self):
        lines = self.env.context.get(KEY)
        fits = isinstance(lines, Lines) and lines.records._name == self._name
        return lines if fits and self in lines.records else None

    def _find_approval(self):
        lines = self._get_lines()
        if lines is None:
            return super()._find_approval()
        self.ensure_one()
        return lines.find(self).with_env(self.env)

    def _is_governed(self):
        lines, department = self._get_lines(), self.department_id
        if lines is None:
            return self._ask_governed(department)
        if department not in lines.governed:
            lines.governed[department] = self._ask_governed(department)
        return lines.governed[department]

    def _word_line(self, approval):
        """Return where a line stands, e.g. "In Approval: 회계과장 김재무", as the case shows it."""
        approval_sudo = approval.sudo()
        state = approval_sudo._get_state_label()
        running = approval_sudo.state in ("running", "held")
        detail = approval_sudo._get_place_label() if running else approval_sudo.number
        return f"{state}: {detail}" if detail else state

    def _ask_governed(self, department):
        return self.env["gotgan.approval"]._is_governed(self._approval_kind, department)

    def _get_who_text(self, who):
        """While a line of approval is at work, it is waited for, not the office."""
        if self.state == "submitted" and self.approval_state:
            return self.approval_state
        return super()._get_who_text(who)
