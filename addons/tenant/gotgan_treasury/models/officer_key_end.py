from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import now


class OfficerKeyEnd(models.Model):
    """The end of a signature key: lost, replaced, or the office was left. Never changed."""

    _name = "gotgan.officer.key.end"
    _description = "End of a Signature Key"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _rec_name = "key_id"

    key_id = fields.Many2one(
        "gotgan.officer.key", required=True, readonly=True, ondelete="restrict",
    )
    date = fields.Datetime(
        string="Ended On", required=True, readonly=True, default=lambda self: now(self.env),
    )
    reason = fields.Char(required=True)

    _key_once = models.UniqueIndex("(key_id)", "This key has ended already.")

    @api.model_create_multi
    def create(self, vals_list):
        """The moment is that of the database; one's own key, or as the manager any."""
        for vals in vals_list:
            vals["date"] = now(self.env)
        ends = super().create(vals_list)
        manager = self.env.su or self.env.user.has_group("gotgan_base.group_manager")
        others = ends.key_id.filtered(lambda key: key.user_id != self.env.user)
        if others and not manager:
            raise UserError(self.env._(
                "The signature key %(key)s belongs to %(person)s. The officer or a manager ends "
                "it.", key=others[0].number, person=others[0].user_id.name,
            ))
        return ends
