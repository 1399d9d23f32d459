from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..models.rule import TENANT_KINDS, TIERS

KEEPER = "gotgan_rule.group_rule_keeper"


class RuleProfile(models.TransientModel):
    """What this agency is to the law: its kind and its tier, as the hub says.

    A keeper may set another tier, for an agency the hub does not know or knows wrongly.
    """

    _name = "gotgan.rule.profile"
    _description = "Kind of This Agency"

    kind = fields.Selection(
        TENANT_KINDS[1:], readonly=True, default=lambda self: self._default_kind(),
        help="Set when the agency was made.",
    )
    tier = fields.Selection(
        TIERS[1:], required=True, default=lambda self: self._default_tier(),
        help="Deadlines and thresholds differ between the two tiers.",
    )

    hub_tier = fields.Selection(
        TIERS[1:], readonly=True, string="Tier Known When Made",
        default=lambda self: self.env["gotgan.rule"]._get_hub_tier() or False,
        help="What the agency was registered as. Choosing it again follows later corrections.",
    )

    def _default_kind(self):
        return self.env["gotgan.rule"]._get_profile()[0]

    def _default_tier(self):
        return self.env["gotgan.rule"]._get_profile()[1]

    def action_save(self):
        """Keep the tier; editions for the other one no longer apply.

        The registered one is not kept here, so that what the hub corrects later is followed.
        """
        self.ensure_one()
        self._check_keeper()
        own = self.tier if self.tier != self.env["gotgan.rule"]._get_hub_tier() else False
        parameter_sudo = self.env["ir.config_parameter"].sudo()
        parameter_sudo.set_param("gotgan.tier", own)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _check_keeper(self):
        if not self.env.user.has_group(KEEPER):
            raise AccessError(self.env._(
                "The tier of the agency decides which law applies; it is set by a keeper of the "
                "legal standards.",
            ))
