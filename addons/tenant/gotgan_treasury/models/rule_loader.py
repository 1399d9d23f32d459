
from odoo import api, models

from ..banks import compact_name, list_ordinary


class RuleLoader(models.AbstractModel):
    """Brings in the rules of temporary borrowing, and the banks of the country."""

    _inherit = "gotgan.rule.loader"

    @api.model
    def _load_treasury(self):
        """Add what is new of this addon's rules; run at every installation and upgrade."""
        self._load_shipped("gotgan_treasury")
        self._load_banks()

    @api.model
    def _load_banks(self):
        """Add the banks people choose that the agency has not; their code is their identifier."""
        banks_sudo = self.env["res.bank"].sudo()
        known = {compact_name(one.name) for one in banks_sudo.with_context(
            active_test=False,
        ).search([])}
        banks_sudo.create([
            {"name": name, "bic": code} for code, name in list_ordinary().items()
            if compact_name(name) not in known
        ])
