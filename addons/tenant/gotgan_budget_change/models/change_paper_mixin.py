from odoo import models

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_document.render import render


class ChangePaperMixin(models.AbstractModel):
    """A document that can be handed over as an official paper."""

    _name = "gotgan.change.paper.mixin"
    _description = "Document with an Official Paper"

    def action_print(self):
        """Hand over the paper of these documents as PDF."""
        return self._get_download("pdf")

    def action_print_xlsx(self):
        """Hand over the paper of these documents as a workbook."""
        return self._get_download("xlsx")

    def action_print_hwpx(self):
        """Hand over the paper of these documents as an HWPX document."""
        return self._get_download("hwpx")

    def _get_download(self, form):
        self.check_access("read")
        numbers = "-".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/gotgan/change/paper/{self._name}/{numbers}.{form}",
            "target": "download",
        }

    def _get_paper(self):
        """Return the ``gotgan_document.paper.Paper`` that says what these documents say."""
        raise NotImplementedError

    def _get_file(self, form):
        """Return (file name, bytes) of the paper as a file of ``form``: pdf, xlsx or hwpx."""
        paper = self._get_paper()
        name = "_".join(filter(None, (paper.title, paper.number))).replace("/", "·")
        return f"{name}.{form}", render(paper, form)

    def _get_issuer(self):
        """Return the name of the agency whose paper it is."""
        return agency_name(self.env)
