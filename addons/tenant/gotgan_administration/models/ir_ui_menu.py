from odoo import models


class IrUiMenu(models.Model):
    """Menus of features that the plan lacks are not shown."""

    _inherit = "ir.ui.menu"

    def _filter_visible_menus(self):
        visible = super()._filter_visible_menus()
        locked = self.env["gotgan.plan"]._get_locked()
        if not locked:
            return visible
        names = visible.sudo()._get_external_ids()
        return visible.filtered(lambda menu: not any(
            name.split(".")[0] in locked for name in names[menu.id]
        ))
