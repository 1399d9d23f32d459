import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today

from ..papers import register


class ContractBook(models.TransientModel):
    """계약대장 of a period: the contracts signed in it that the person may read."""

    _name = "gotgan.contract.book"
    _description = "Register of Contracts to Print"
    _inherit = ["gotgan.paper.forms.mixin"]

    date_from = fields.Date(
        string="From", required=True, default=lambda self: today(self.env).replace(month=1, day=1),
    )
    date_to = fields.Date(
        string="To", required=True, default=lambda self: today(self.env),
    )
    department_id = fields.Many2one(
        "hr.department", ondelete="cascade", help="Empty: all departments.",
    )
    file = fields.Binary(readonly=True, attachment=True)

    @api.constrains("date_from", "date_to")
    def _check_days(self):
        for book in self:
            if book.date_to < book.date_from:
                raise UserError(self.env._(
                    "The register ends before it begins. Correct the days.",
                ))

    def _give(self, form):
        self.ensure_one()
        content = self._render(self._get_paper(), form)
        self.file = base64.b64encode(content)
        name = f"계약대장_{self.date_from}_{self.date_to}.{form}"
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{name}?download=true",
        }

    def _get_paper(self):
        """Return the register as a ``gotgan_document.paper.Paper``."""
        domain = [("signed_on", ">=", self.date_from), ("signed_on", "<=", self.date_to)]
        if self.department_id:
            domain.append(("department_id", "child_of", self.department_id.ids))
        contracts = self.env["gotgan.contract"].search(domain, order="signed_on, number, id")
        # Names of departments and partners belong to the register, whoever may open their cards.
        contracts_sudo = contracts.with_context(lang="ko_KR").sudo()
        department_sudo = self.department_id.sudo()
        return register.build(contracts_sudo, self.date_from, self.date_to, department_sudo)
