from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_document.render import render

from ..carrying import carry_over
from ..kinds import KINDS, NAMES, OFFICER
from ..register import build
from ..succession import continue_documents
from ..taking_back import refuse_used, take_back

KEEPER = f"{OFFICER}|group:gotgan_expenditure.group_accountant"
ASKED = (
    "carryover.within_remaining", "year_end.authorized_carryover",
    "year_end.continuing_carryover", "year_end.unavoidable_cases", "carryover.once",
    "carryover.change_reason",
)


class Carryover(models.Model):
    """이월: money of one department and one kind that goes over to the next year.

    Money belongs to its year (지방재정법 7①); the exceptions are those of 지방재정법 50: voted in
    advance ①, unavoidable ②, continuing appropriations ③. Carried, it is posted out of the old year
    and into the new one, and the open commitments behind it go on in the new year.
    """

    _name = "gotgan.carryover"
    _description = "Carry-Over"
    _inherit = [
        "gotgan.paper.mixin", "gotgan.carryover.check.mixin", "gotgan.number.mixin",
        "gotgan.ledger.source.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["number", "department_id"]

    _number_series = "carryover"
    _transitions = {
        "submit": Transition(("draft",), "submitted", f"department|{KEEPER}"),
        "return": Transition(("submitted",), "draft", OFFICER, needs_reason=True),
        "confirm": Transition(("submitted",), "confirmed", OFFICER),
        "reopen": Transition(("confirmed",), "draft", OFFICER, needs_reason=True),
        "carry": Transition(("confirmed",), "carried", OFFICER),
        "cancel": Transition(
            ("draft", "submitted", "confirmed"), "cancelled", OFFICER, needs_reason=True,
        ),
        # While nothing of it is used in the new year; the history says why.
        "take_back": Transition(("carried",), "cancelled", OFFICER, needs_reason=True),
    }
    _sealed_fields = ("state", "number", "date")
    _rule_checks = {
        "submit": ASKED, "confirm": ASKED, "carry": (*ASKED, "carryover.next_subject"),
    }
    _finding_depends = (
        "kind", "line_ids.amount", "line_ids.cause", "line_ids.clause", "line_ids.adjustment",
        "line_ids.notice_date", "line_ids.notice_number", "line_ids.main_line_id",
        "line_ids.commitment_line_id", "line_ids.split_id", "line_ids.authorized_id",
        "line_ids.continuing_id",
    )

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict", index=True,
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    next_year_id = fields.Many2one("gotgan.fiscal.year", compute="_compute_next_year_id")
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self.env.user._get_department(),
    )
    kind = fields.Selection(KINDS, required=True, default="unavoidable")
    line_ids = fields.One2many("gotgan.carryover.line", "carryover_id", string="Lines", copy=True)
    amount = Won(compute="_compute_amount", store=True, string="Total")
    line_count = fields.Integer(compute="_compute_amount", store=True, string="Number of Lines")
    date = fields.Date(string="Carried Over On", readonly=True, copy=False)
    note = fields.Text(string="Remarks")
    state = fields.Selection(
        [
            ("draft", "Draft"), ("submitted", "Submitted"), ("confirmed", "Confirmed"),
            ("carried", "Carried Over"), ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False,
    )

    @api.depends("number", "kind", "department_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for one in self:
            parts = (one.number, kinds.get(one.kind), one.department_id.name)
            one.display_name = " ".join(filter(None, parts))

    @api.depends("department_id")
    def _compute_allowed_transitions(self):
        """The department decides who may submit; it is known as soon as it is chosen."""
        return super()._compute_allowed_transitions()

    @api.depends("fiscal_year_id")
    def _compute_next_year_id(self):
        for one in self:
            one.next_year_id = one.fiscal_year_id._get_next()

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for one in self:
            one.amount = sum(one.line_ids.mapped("amount"))
            one.line_count = len(one.line_ids)

    @api.constrains("fiscal_year_id", "department_id", "kind")
    def _check_lines_fit(self):
        self.line_ids._check_cell()
        self.line_ids._check_clause()

    def action_submit(self):
        """Hand the carry-over to the budget office."""
        return self._do_transition("submit")

    def action_return(self):
        """Give the carry-over back to the department, with a reason."""
        return self._do_transition("return")

    def action_confirm(self):
        """Confirm as budget officer that the money goes over."""
        return self._do_transition("confirm")

    def action_reopen(self):
        """Open a confirmed carry-over again, with a reason."""
        return self._do_transition("reopen")

    def action_carry(self):
        """Post the carry-over out of the old year and into the next one."""
        return self._do_transition("carry")

    def action_cancel(self):
        """Drop the carry-over, with a reason; the money lapses unless another one takes it."""
        return self._do_transition("cancel")

    def action_take_back(self):
        """Undo what was carried over, with a reason, while none of it is used."""
        return self._do_transition("take_back")

    def action_print_register(self):
        """Download the register (이월조서) as a PDF."""
        return self._get_download("pdf")

    def action_print_register_xlsx(self):
        """Download the register as a workbook."""
        return self._get_download("xlsx")

    def action_print_register_hwpx(self):
        """Download the register as an HWPX document."""
        return self._get_download("hwpx")

    # ---- effects -----------------------------------------------------------

    def _do_transition(self, name, reason=None):
        """Once the money is over, what was bound to it goes on in the new year, or comes back."""
        done = super()._do_transition(name, reason)
        if done is True and name == "carry":
            continue_documents(self)
        if done is True and name == "take_back":
            for one in self:
                take_back(one, reason)
        if done is True and name in ("carry", "take_back"):
            self.env["gotgan.carryover.plan"]._follow(self.fiscal_year_id)
        return done

    def _on_submit(self):
        self._check_filled()
        self._take_numbers()

    def _on_confirm(self):
        self._check_filled()

    def _on_carry(self):
        self._check_time()
        self._carry_over(today(self.env))

    def _on_take_back(self, _reason):
        for one in self:
            refuse_used(one)

    def _carry_over(self, day):
        """Move the money as of ``day``, which the old year's cash work and the new year allow."""
        self._write_locked({"date": day})
        carry_over(self, day)

    def _check_filled(self):
        for one in self.filtered(lambda one: not one.line_ids):
            raise UserError(self.env._(
                "%(document)s has no lines. Add what is to go over, or cancel it.",
                document=one._get_document_label(),
            ))

    def _check_time(self):
        """The old year is over and takes no new spending; the new one is open."""
        day = today(self.env)
        for one in self:
            old, new = one.fiscal_year_id, one.next_year_id
            words = {
                "document": one._get_document_label(), "old": old.display_name,
                "new": new.display_name or self.env._("the next fiscal year"),
            }
            if old.state != "closing":
                raise UserError(self.env._(
                    "%(document)s cannot be carried over: %(old)s is not in closing, so its money "
                    "could still be spent. A manager starts closing %(old)s first (Local "
                    "Accounting Act, Article 7).", **words,
                ))
            if day <= old.date_to:
                raise UserError(self.env._(
                    "%(document)s cannot be carried over before %(old)s has ended. What is unpaid "
                    "on the last day of the year goes over (Local Finance Act, Article 50).",
                    **words,
                ))
            if new.state != "open":
                raise UserError(self.env._(
                    "%(document)s cannot be carried over: %(new)s is not open. A manager opens it "
                    "under Masters first.", **words,
                ))

    # ---- words and papers ----------------------------------------------------

    def _get_capacity_department(self, _value):
        """Return the person's department if the carry-over is its own."""
        department = self.env.user._get_department()
        own = department and department.id in self.department_id._get_lineage()
        return f"{department.name} {self.env.user.name}" if own else ""

    def _get_authority_label(self, kind, value):
        if kind != "department":
            return super()._get_authority_label(kind, value)
        return self.env._("a member of the department")

    def _get_number_year(self):
        return self.fiscal_year_id.year

    def _get_document_label(self):
        return self.env._("Carry-over %(name)s", name=self.display_name)

    def _get_download(self, form):
        self.check_access("read")
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/gotgan/carryover/{ids}/register.{form}",
        }

    def _get_register(self, form="pdf"):
        """Return (file name, bytes) of the register as a file of ``form``: pdf, xlsx or hwpx."""
        kinds = {one.kind for one in self}
        name = NAMES[kinds.pop()] if len(kinds) == 1 else "이월"
        title = f"{name}조서_{self[:1].fiscal_year_id.year}.{form}"
        return title, render(build(self), form)
