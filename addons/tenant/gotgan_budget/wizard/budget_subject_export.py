import base64

from odoo import fields, models

from ..subjects.export import read_version
from ..subjects.writer import write_csv, write_xlsx

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


class SubjectExport(models.TransientModel):
    """Give a budget out as the table it can be entered from; without a budget, the empty form."""

    _name = "gotgan.budget.subject.export"
    _description = "Budget by Subjects as a File"

    version_id = fields.Many2one(
        "gotgan.budget.version", string="Budget", ondelete="cascade",
        domain="[('authority', '=', 'board'), ('state', 'not in', ('rejected', 'cancelled'))]",
        default=lambda self: self._default_version_id(),
        help="The whole budget as this version leaves it. Left empty: the empty form.",
    )
    kind = fields.Selection(
        [("xlsx", "Spreadsheet (XLSX)"), ("csv", "CSV")], string="Kind of File", required=True,
        default="xlsx",
    )
    file = fields.Binary(readonly=True)
    file_name = fields.Char(readonly=True)

    def _default_version_id(self):
        asked = self.env.context.get("active_id")
        if asked and self.env.context.get("active_model") == "gotgan.budget.version":
            return self.env["gotgan.budget.version"].browse(asked)
        versions = self.env["gotgan.budget.version"]
        return versions._get_head(self.env["gotgan.fiscal.year"]._get_current())

    def action_download(self):
        """Make the file and hand it over."""
        self.ensure_one()
        rows = read_version(self.version_id) if self.version_id else []
        name = self.version_id.name or self.env._("Budget by Subjects, Form")
        self.write({
            "file": base64.b64encode(WRITERS[self.kind](rows)), "file_name": f"{name}.{self.kind}",
        })
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.file_name}?download=true",
            "target": "download",
        }
