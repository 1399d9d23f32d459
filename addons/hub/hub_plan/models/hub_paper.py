from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_document import paper as papers
from odoo.addons.gotgan_document import pdf

# Papers are Korean, and so are their files, whoever asks for them.
NAMES = {
    "application": "이용신청서", "quote": "견적서", "agreement": "이용계약서",
    "statement": "이용내역서", "tax_invoice": "전자세금계산서",
}


class HubPaper(models.Model):
    """A paper as it was given out: kept with its checksum, never changed.

    A paper whose content has changed since is a new edition under the same number; what was given
    out before stays.
    """

    _name = "hub.paper"
    _description = "Paper"
    _inherit = ["gotgan.kept.file.mixin"]
    _order = "id desc"
    _rec_name = "number"

    res_model = fields.Char(required=True, string="Kind of Document")
    res_id = fields.Many2oneReference(
        required=True, model_field="res_model", string="Document",
    )
    kind = fields.Selection(
        [("application", "Application"), ("quote", "Quotation"), ("agreement", "Contract Paper"),
         ("statement", "Statement"), ("tax_invoice", "Tax Invoice Data")],
        required=True,
    )
    number = fields.Char(required=True)
    edition = fields.Integer(required=True, aggregator=None)
    file = fields.Binary(attachment=False)
    fingerprint = fields.Char(required=True)

    _edition_once = models.UniqueIndex(
        "(res_model, res_id, kind, edition)", "This edition of the paper exists already.",
    )

    @api.depends("number", "edition")
    def _compute_display_name(self):
        for paper in self:
            paper.display_name = f"{paper.number} ({paper.edition})"

    @api.model
    def _issue(self, document, kind, build, number=None):
        """Return the sealed paper of ``document`` that says what ``build(number)`` describes.

        :param number: the number of a document whose paper has none of its own
        """
        return self._keep(document, kind, build, (papers.fingerprint, pdf.render, "pdf"), number)

    @api.model
    def _keep(self, document, kind, build, form, number=None):
        """Return the last edition if it says the same, else seal a new one.

        :param form: how content is told apart, how it becomes bytes, and the file's ending
        """
        fingerprint, render, suffix = form
        last_sudo = self.sudo().search([
            ("res_model", "=", document._name), ("res_id", "=", document.id), ("kind", "=", kind),
        ], order="edition desc", limit=1)
        number = number or last_sudo.number or self._take_number(kind)
        content = build(number)
        mark = fingerprint(content)
        if last_sudo.fingerprint != mark:
            last_sudo = last_sudo.create(last_sudo._prepare(
                document, kind, number, render(content), mark, suffix,
            ))
        return last_sudo.sudo(self.env.su)

    def _prepare(self, document, kind, number, data, mark, suffix):
        edition = self.edition + 1
        tail = f"-{edition}" if edition > 1 else ""
        return {
            "res_model": document._name, "res_id": document.id, "kind": kind, "number": number,
            "edition": edition, "fingerprint": mark,
            **self._seal(data, f"{NAMES[kind]}_{number}{tail}.{suffix}"),
        }

    @api.model
    def _take_number(self, kind):
        """Return the next number of the series of ``kind``: 2026-000001."""
        year = today(self.env).year
        series_sudo = self.env["gotgan.number.series"].sudo()
        [number] = series_sudo._take(f"hub_paper_{kind}", year, 1)
        return f"{year}-{number:06d}"

    def _get_bytes(self):
        """Return the paper as it was given out, whoever hands it to the customer."""
        return super(HubPaper, self.sudo())._get_bytes()
