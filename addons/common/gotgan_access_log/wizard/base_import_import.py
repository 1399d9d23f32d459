from odoo import api, models
from odoo.exceptions import UserError


class BaseImportImport(models.TransientModel):
    """A file that is imported is judged like one that is kept."""

    _inherit = "base_import.import"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_import_file(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_import_file(vals)
        return super().write(vals)

    def _check_import_file(self, vals):
        """:raises UserError: why the file is refused"""
        if not vals.get("file"):
            return
        data = vals["file"].encode() if isinstance(vals["file"], str) else vals["file"]
        name = vals.get("file_name") or self[:1].file_name or ""
        problem = self.env["ir.attachment"]._get_file_problem(name, data)
        if problem:
            raise UserError(problem)
