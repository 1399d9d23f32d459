from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.gotgan_document.paper import fingerprint

FORMS = [("pdf", "PDF"), ("xlsx", "Spreadsheet (XLSX)"), ("hwpx", "Word Processor (HWPX)")]


class SpendingPaper(models.Model):
    """A paper as it was handed over: kept with its checksum, never changed.

    While the document says the same, the same file is handed over again; whoever may read the
    document may read its papers, and nobody else.
    """

    _name = "gotgan.spending.paper"
    _description = "Issued Paper"
    _inherit = ["gotgan.kept.file.mixin"]
    _order = "id desc"

    res_model = fields.Char(string="Kind of Document", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", string="Document", required=True, readonly=True,
    )
    name = fields.Char(string="Paper", required=True, readonly=True)
    document_state = fields.Char(
        string="State of the Document", readonly=True, help="As it was then.",
    )
    form = fields.Selection(FORMS, string="Kind of File", required=True, readonly=True)
    fingerprint = fields.Char(required=True)
    is_readable = fields.Boolean(
        compute="_compute_is_readable", search="_search_is_readable",
        help="Whether the person who asks may read the document.",
    )

    _document = models.Index("(res_model, res_id, form, fingerprint)")

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        for model, papers in self.grouped("res_model").items():
            documents = self._get_documents(model)
            readable = set()
            if documents is not None:
                named = documents.browse(papers.mapped("res_id")).exists()
                readable = set(named._filtered_access("read").ids)
            for paper in papers:
                paper.is_readable = paper.res_id in readable

    def _search_is_readable(self, operator, value):
        """Return the papers of documents that the person may read, kind by kind."""
        if operator != "in" or True not in value:
            return NotImplemented
        return Domain.OR(
            Domain("res_model", "=", model)
            & Domain("res_id", "in", self._get_documents(model)._search([]))
            for model in self._get_kinds()
            if self._get_documents(model).has_access("read")
        )

    def action_open_document(self):
        """Show the document the paper is of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id,
            "view_mode": "form",
        }

    @api.model
    def _get_kinds(self):
        """Return the models whose documents are printed here."""
        mixin = self.env.registry["gotgan.spending.paper.mixin"]
        return [
            name for name, model in self.env.registry.items()
            if issubclass(model, mixin) and not model._abstract
        ]

    @api.model
    def _get_documents(self, model):
        """Return the model with the person's own rights, or ``None`` where it is not printed."""
        if model not in self._get_kinds():
            return None
        return self.env[model].sudo(False).with_context(active_test=False)

    @api.model
    def _keep(self, document, described, form):
        """Return the kept paper of ``document`` that says what ``described`` says.

        :param form: pdf, xlsx or hwpx
        :raises UserError: the library for this kind of file is missing on the server
        """
        print_ = fingerprint(described)
        kept = self.search([
            ("res_model", "=", document._name), ("res_id", "=", document.id),
            ("form", "=", form), ("fingerprint", "=", print_),
        ], limit=1)
        if kept:
            return kept
        papers_sudo = self.sudo()
        made_sudo = papers_sudo.create(self._prepare(document, described, form, print_))
        return made_sudo.sudo(False)

    @api.model
    def _prepare(self, document, described, form, print_):
        content = self.env["gotgan.paper.forms.mixin"]._render(described, form)
        name = "_".join(filter(None, (described.title, described.number)))
        for mark in "/\\?%:|\"<>":
            name = name.replace(mark, "·")
        return {
            **self._seal(content, f"{name}.{form}"),
            "res_model": document._name, "res_id": document.id, "name": described.title,
            "document_state": document._get_state_label(), "form": form, "fingerprint": print_,
        }
