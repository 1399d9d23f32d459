import re

from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won

MONTH = re.compile(r"(?:(20\d\d)(\s*년\s*))?(?<!\d)(1[0-2]|0?[1-9])(\s*월)")


class SpendingTemplate(models.Model):
    """A case that comes again and again: rent, cleaning, newspapers. Saved once, then a click.

    It holds what the request, the commitment and the voucher of the case have in common, so that
    whoever is next finds everything filled in.
    """

    _name = "gotgan.spending.template"
    _description = "Saved Case"
    _inherit = ["gotgan.spending.kind.mixin"]
    _order = "sequence, name"

    name = fields.Char(
        string="Title", required=True, help="A month in it becomes the month of the new case.",
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    department_id = fields.Many2one(
        "hr.department", required=True, ondelete="restrict", index=True,
        default=lambda self: self._default_department_id(),
    )
    partner_id = fields.Many2one("res.partner", string="Payee", ondelete="restrict")
    note = fields.Text(string="Remarks")
    basis_kind = fields.Selection([
        ("contract", "Contract"),
        ("order", "Purchase Order"),
        ("decision", "Decision"),
        ("notice", "Notice of Payment"),
    ], string="Basis", required=True, default="order")
    basis = fields.Char(string="Basis Text", help="The contract, order or decision it rests on.")
    inspected_kind = fields.Selection(
        [("inspection", "By Inspection"), ("none", "Not Needed")],
        string="Inspection", required=True, default="inspection",
    )
    evidence_ids = fields.Many2many(
        "gotgan.evidence.kind", string="Papers", help="The papers that come with the claim.",
    )
    line_ids = fields.One2many(
        "gotgan.spending.template.line", "template_id", string="Lines", copy=True,
    )
    amount = Won(compute="_compute_amount", store=True)
    request_ids = fields.One2many("gotgan.spending.request", "template_id", string="Cases")
    last_date = fields.Date(compute="_compute_last_date", string="Last Used")

    def _default_department_id(self):
        user_sudo = self.env.user.sudo()
        return user_sudo.employee_id.department_id

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for template in self:
            template.amount = sum(template.line_ids.mapped("amount"))

    @api.depends("request_ids.date")
    def _compute_last_date(self):
        for template in self:
            days = filter(None, template.request_ids.mapped("date"))
            template.last_date = max(days, default=False)

    def action_new_request(self):
        """Write the request of a new case, filled in; what is left is to look and to submit."""
        self.ensure_one()
        request = self.env["gotgan.spending.request"].create(self._prepare_request())
        return request._get_form_action()

    def _prepare_request(self):
        year = self.env["gotgan.fiscal.year"]._get_current()
        return {
            "name": bring_up_to_date(self.name, today(self.env)),
            "template_id": self._origin.id,
            "kind": self.kind,
            "fiscal_year_id": year.id,
            "department_id": self.department_id.id,
            "partner_id": self.partner_id.id,
            "note": self.note,
            "line_ids": [Command.create(line._prepare_line(year)) for line in self.line_ids],
        }

    @api.model
    def _prepare_repetition(self, request):
        """Return the values of a request that repeats ``request`` in the present year and month."""
        saved = self.new(self._prepare_from_request(request))
        return {
            **saved._prepare_request(), "template_id": request.template_id.id,
            "repeated_id": request.id,
        }

    @api.model
    def _create_from_request(self, request):
        """Save a case; what is already known of its commitment and its papers comes along."""
        return self.create(self._prepare_from_request(request))

    @api.model
    def _prepare_from_request(self, request):
        bound = request.commitment_ids.filtered(lambda one: one.state != "cancelled")[-1:]
        return {
            "name": request.name,
            "kind": request.kind,
            "department_id": request.department_id.id,
            "partner_id": (bound.partner_id or request.partner_id).id,
            "note": request.note,
            "basis_kind": bound.basis_kind or "order",
            "basis": bound.basis,
            "inspected_kind": bound.inspected_kind or "inspection",
            "evidence_ids": [Command.set(bound.voucher_ids.evidence_ids.ids)],
            "line_ids": [
                Command.create({
                    "budget_line_id": line.budget_line_id.id, "name": line.name,
                    "amount": line.amount,
                })
                for line in request.line_ids
            ],
        }


def bring_up_to_date(title, day):
    """Return ``title`` with the month, and the year before it, of ``day``.

    >>> from datetime import date
    >>> bring_up_to_date("2026년 10월 복사기 임차료", date(2027, 1, 5))
    '2027년 1월 복사기 임차료'
    >>> bring_up_to_date("09월분 신문 구독료", date(2026, 11, 5))
    '11월분 신문 구독료'
    """
    def renew(found):
        year = f"{day.year}{found[2]}" if found[1] else ""
        return f"{year}{day.month}{found[4]}"

    return MONTH.sub(renew, title or "", count=1)
