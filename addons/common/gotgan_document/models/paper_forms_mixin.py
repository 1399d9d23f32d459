from odoo import api, models
from odoo.exceptions import UserError

from ..render import LibraryMissing, render


class PaperFormsMixin(models.AbstractModel):
    """A dialog with a button for each kind of file in which a paper is handed over.

    Whoever inherits it says in ``_give(form)`` how; ``form`` is pdf, xlsx or hwpx.
    """

    _name = "gotgan.paper.forms.mixin"
    _description = "Paper in Several Kinds of Files"

    def action_pdf(self):
        """Hand the paper over as PDF."""
        return self._give("pdf")

    def action_xlsx(self):
        """Hand the paper over as a workbook."""
        return self._give("xlsx")

    def action_hwpx(self):
        """Hand the paper over as a word-processor file."""
        return self._give("hwpx")

    def _give(self, form):
        """Return the action that hands the file over."""
        raise NotImplementedError

    @api.model
    def _render(self, described, form):
        """Return the bytes of the paper ``described``.

        :raises UserError: the library for this kind of file is missing on the server
        """
        try:
            return render(described, form)
        except LibraryMissing as missing:
            raise UserError(self.env._(
                "%(kind)s files need the library %(library)s, which the server lacks. Choose "
                "another kind of file, or tell the administrator.",
                kind=missing.kind.upper(), library=missing.library,
            )) from missing
