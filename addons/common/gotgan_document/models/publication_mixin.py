import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today

from ..render import render_xlsx


class PublicationMixin(models.AbstractModel):
    """What an agency publishes of some days, the month before at first: a list, and its workbook.

    Whoever inherits it finds the records, describes the paper, and names the file.
    """

    _name = "gotgan.publication.mixin"
    _description = "Publication"

    date_from = fields.Date(
        string="From", required=True,
        default=lambda self: fields.Date.subtract(today(self.env).replace(day=1), months=1),
    )
    date_to = fields.Date(
        string="Until", required=True,
        default=lambda self: fields.Date.subtract(today(self.env).replace(day=1), days=1),
    )
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(compute="_compute_file_name")

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_file_name(self):
        for one in self:
            one.file_name = one._get_file_name()

    def action_download(self):
        """Write the workbook and hand it out.

        :raises UserError: nothing is to be published of these days
        """
        self.ensure_one()
        records = self._find_published()
        if not records:
            raise UserError(self._explain_nothing())
        self.file = base64.b64encode(render_xlsx(self._make_paper(records)))
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.file_name}?download=1",
        }

    def _find_published(self):
        """Return what is published of these days, in the order of time."""
        raise NotImplementedError

    def _make_paper(self, records):
        """Return the ``gotgan_document.paper.Paper`` of the records."""
        raise NotImplementedError

    def _get_file_name(self):
        raise NotImplementedError

    def _explain_nothing(self):
        """Return why there is nothing, and what to do next."""
        raise NotImplementedError
