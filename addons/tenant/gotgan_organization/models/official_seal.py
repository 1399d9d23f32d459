import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_document.picture import clean

MANAGER = "group:gotgan_base.group_manager"


class OfficialSeal(models.Model):
    """The register of official seals (관인대장): whose seal, its picture, and from when to when.

    A registered seal is printed where its agency or office has signed; it is never changed or
    deleted, only retired. (행정업무의 운영 및 혁신에 관한 규정, 관인의 등록과 폐기; of a local
    government its 공인 조례)
    """

    _name = "gotgan.official.seal"
    _description = "Official Seal"
    _inherit = ["gotgan.transition.mixin"]
    _order = "date_from desc, id desc"

    _transitions = {
        "register": Transition(("draft",), "in_use", MANAGER),
        "retire": Transition(("in_use",), "retired", MANAGER, needs_reason=True),
    }
    _sealed_fields = ("state", "date_from", "date_to")

    name = fields.Char(string="Name of the Seal", required=True)
    office_id = fields.Many2one(
        "gotgan.office", ondelete="restrict", index=True,
        help="Whose seal it is. Empty: the seal of the head of the agency.",
    )
    image = fields.Binary(string="Impression", required=True, attachment=False)
    ground = fields.Char(
        help="Document by which the seal was made or registered.",
    )
    date_from = fields.Date(string="Registered On", readonly=True, copy=False)
    date_to = fields.Date(string="Retired On", readonly=True, copy=False)
    state = fields.Selection([
        ("draft", "Being Entered"),
        ("in_use", "In Use"),
        ("retired", "Retired"),
    ], default="draft", required=True, readonly=True, copy=False)

    _one_in_use = models.UniqueIndex(
        "(COALESCE(office_id, 0)) WHERE state = 'in_use'",
        "An office has one seal in use. Retire the other one first.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._clean_image(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._clean_image(vals))

    def action_register(self):
        """Put the seals into use from today on."""
        return self._do_transition("register")

    def action_retire(self):
        """Take the seals out of use; a reason is asked for."""
        return self._do_transition("retire")

    def _on_register(self):
        for seal in self:
            other = self.search([
                ("state", "=", "in_use"), ("office_id", "=", seal.office_id.id),
            ], limit=1)
            if other:
                raise UserError(self.env._(
                    "%(other)s is in use already. Retire it first, then register %(seal)s.",
                    other=other.name, seal=seal.name,
                ))
        self._write_locked({"date_from": today(self.env)})

    def _on_retire(self, _reason):
        self._write_locked({"date_to": today(self.env)})

    @api.model
    def _find_impression(self, office, day):
        """Return the picture (PNG) of the seal of ``office`` as it was on ``day``, or b"".

        :param office: ``gotgan.office``; empty: the head of the agency
        """
        seals_sudo = self.sudo()
        seal_sudo = seals_sudo.search(
            Domain("state", "!=", "draft") & Domain("office_id", "=", office.id)
            & Domain("date_from", "<=", day)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", day)), limit=1,
        )
        return base64.b64decode(seal_sudo.with_context(bin_size=False).image or b"")

    def _clean_image(self, vals):
        """Return the values with a plain picture in place of the file that was brought."""
        if not vals.get("image"):
            return vals
        try:
            return {**vals, "image": base64.b64encode(clean(base64.b64decode(vals["image"])))}
        except ValueError as error:
            raise ValidationError(self._tell_fault(error.args[0])) from error

    def _tell_fault(self, fault):
        return {
            "heavy": self.env._("The picture of the seal is larger than 2 MB. Scan it smaller."),
            "size": self.env._(
                "The picture of the seal needs between 60 and 4,000 pixels a side. Scan the "
                "impression alone, without the sheet around it.",
            ),
        }.get(fault, self.env._(
            "This file is no picture (PNG or JPEG). Bring in the scanned impression.",
        ))

    def _get_document_label(self):
        return self.display_name
