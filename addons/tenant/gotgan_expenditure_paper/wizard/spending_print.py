import base64
import io
import zipfile

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.pdf import merge_pdf

MOST = 200


class SpendingPrint(models.TransientModel):
    """출력: in which form documents are handed over, and what was handed over before.

    Several documents come as one file: a PDF of all their pages, or the files of the others packed
    together. Each paper is kept by itself.
    """

    _name = "gotgan.spending.print"
    _description = "Print a Document"
    _inherit = ["gotgan.paper.forms.mixin"]

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", string="Document", required=True, readonly=True,
    )
    res_ids = fields.Json(
        string="Documents", readonly=True, help="All that are printed; empty: the one alone.",
    )
    count = fields.Integer(compute="_compute_count", string="Number of Documents")
    part = fields.Selection(
        [("main", "Contract"), ("pledge", "Pledge of Integrity")], string="Paper",
        required=True, default="main",
    )
    paper_ids = fields.Many2many(
        "gotgan.spending.paper", string="Issued Before", compute="_compute_paper_ids",
    )
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.depends("res_ids")
    def _compute_count(self):
        for one in self:
            one.count = len(one.res_ids or [one.res_id])

    @api.depends("res_model", "res_id", "res_ids")
    def _compute_paper_ids(self):
        for one in self:
            one.paper_ids = self.env["gotgan.spending.paper"].search([
                ("res_model", "=", one.res_model), ("res_id", "=", one.res_id),
            ]) if one.count == 1 else False

    def _give(self, form):
        """Return the download; the rights are those of the documents."""
        self.ensure_one()
        documents = self._get_documents()
        if len(documents) == 1:
            return documents._get_paper_file(form, self.part).action_download()
        kept = [document._get_paper_file(form, self.part) for document in documents]
        return self._hand_over(kept, form)

    def _get_documents(self):
        """Return what is printed, in its order.

        :raises UserError: nothing is there any more, or more than fits into one file
        """
        documents = self.env["gotgan.spending.paper"]._get_documents(self.res_model)
        ids = self.res_ids or [self.res_id]
        found = documents.browse(ids).exists() if documents is not None else None
        if not found:
            raise UserError(self.env._(
                "The document to print is not there any more. Close the dialog and reload the "
                "page.",
            ))
        if len(found) > MOST:
            raise UserError(self.env._(
                "%(count)s documents are too many for one file. Choose at most %(most)s.",
                count=len(found), most=MOST,
            ))
        return found

    def _hand_over(self, kept, form):
        """Return the download of several kept papers as one file."""
        files = [(one.file_name, one._get_bytes()) for one in kept]
        title = self.env._(
            "%(paper)s and %(count)s more", paper=kept[0].name, count=len(files) - 1,
        )
        if form == "pdf":
            content, name = merge_pdf([data for _name, data in files]), f"{title}.pdf"
        else:
            content, name = _pack(files), f"{title}.zip"
        self.write({"file": base64.b64encode(content), "file_name": name})
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{name}?download=true",
        }


def _pack(files):
    """Return a ZIP of ``[(name, bytes)]``; equal names are numbered."""
    buffer, seen = io.BytesIO(), {}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files:
            seen[name] = seen.get(name, 0) + 1
            stem, _dot, ending = name.rpartition(".")
            packed.writestr(name if seen[name] == 1 else f"{stem} ({seen[name]}).{ending}", data)
    return buffer.getvalue()
