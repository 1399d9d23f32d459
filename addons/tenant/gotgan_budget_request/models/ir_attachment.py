from odoo import api, models
from odoo.exceptions import UserError

CONTENT = frozenset(
    ["datas", "raw", "db_datas", "store_fname", "name", "res_model", "res_id", "url"]
)


class IrAttachment(models.Model):
    """Papers of a request that was handed in stay as they were when it was judged."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(vals_list)
        papers._check_request_open()
        return papers

    def write(self, vals):
        if not CONTENT & set(vals):
            return super().write(vals)
        self._check_request_open()
        done = super().write(vals)
        self._check_request_open()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_of_request(self):
        self._check_request_open()

    def _check_request_open(self):
        model = "gotgan.budget.request"
        papers_sudo = self.sudo().filtered(lambda one: one.res_model == model and one.res_id)
        for paper_sudo in papers_sudo:
            request_sudo = self.env[model].sudo().browse(paper_sudo.res_id).exists()
            if request_sudo and request_sudo.state not in request_sudo._open_states:
                raise UserError(self.env._(
                    "%(paper)s belongs to %(document)s, which is %(state)s: its papers can no "
                    "longer be changed. Have the request returned first.", paper=paper_sudo.name,
                    document=request_sudo._get_document_label(),
                    state=request_sudo._get_state_label(),
                ))
