from odoo import api, models

from ..agency_words import reads_as_agency, reword


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @api.model
    def _get_translations_for_webclient(self, modules, lang):
        """Words of the screens themselves, as the reader's books have them."""
        found, settings = super()._get_translations_for_webclient(modules, lang)
        if not reads_as_agency(self.with_context(lang=lang or self.env.lang).env):
            return found, settings
        return {
            module: {**texts, "messages": tuple(
                {**one, "string": reword(one["string"])} for one in texts["messages"]
            )} if texts else texts
            for module, texts in found.items()
        }, settings
