from odoo import api, models
from odoo.exceptions import UserError

CONTENT = frozenset(
    ["datas", "raw", "db_datas", "store_fname", "name", "res_model", "res_id", "url"]
)
MODEL = "gotgan.budget.change"


class IrAttachment(models.Model):
    """Papers of a budget change stay as they were when it was submitted."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        papers = super().create(vals_list)
        papers._check_change_open()
        return papers

    def write(self, vals):
        if not CONTENT & set(vals):
            return super().write(vals)
        self._check_change_open()
        done = super().write(vals)
        self._check_change_open()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted_change(self):
        self._check_change_open()

    def _check_change_open(self):
        """Refuse to add to, change or take papers of a change that has left its open states."""
        for paper_sudo in self.sudo().filtered(lambda one: one.res_model == MODEL and one.res_id):
            change_sudo = self.env[MODEL].sudo().browse(paper_sudo.res_id).exists()
            if change_sudo and change_sudo.state not in change_sudo._open_states:
                raise UserError(self.env._(
                    "%(paper)s belongs to %(document)s, which is %(state)s: its papers can no "
                    "longer be changed.", paper=paper_sudo.name,
                    document=change_sudo._get_document_label(),
                    state=change_sudo._get_state_label(),
                ))
