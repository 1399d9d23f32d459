import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..papers import tally


class ContractTally(models.TransientModel):
    """제안서 평가 집계표 of an evaluation, for whoever may read every sheet of it."""

    _name = "gotgan.contract.tally"
    _description = "Tally of an Evaluation to Print"
    _inherit = ["gotgan.paper.forms.mixin"]

    evaluation_id = fields.Many2one(
        "gotgan.contract.evaluation", required=True, readonly=True, ondelete="cascade",
    )
    file = fields.Binary(readonly=True, attachment=True)

    def _give(self, form):
        self.ensure_one()
        content = self._render(self._get_paper(), form)
        self.file = base64.b64encode(content)
        name = f"제안서평가집계표_{self.evaluation_id.case_id.number or ''}.{form}"
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{name}?download=true",
        }

    def _get_paper(self):
        """Return the tally as a ``gotgan_document.paper.Paper``.

        :raises AccessError: the person may not read every sheet
        :raises UserError: the technical scores are not fixed yet
        """
        self.evaluation_id.check_access("read")
        evaluation_sudo = self.evaluation_id.with_context(lang="ko_KR").sudo()
        evaluation_sudo.sheet_ids.sudo(False).check_access("read")
        if evaluation_sudo.state not in ("closed", "priced"):
            raise UserError(self.env._(
                "%(evaluation)s: the sheets are tallied after the technical scores are fixed "
                "(Enforcement Decree of the Local Contracts Act, Article 43). Fix them first.",
                evaluation=self.evaluation_id._get_document_label(),
            ))
        return tally.build(evaluation_sudo)
