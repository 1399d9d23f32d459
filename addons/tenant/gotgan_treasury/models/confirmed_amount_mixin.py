from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL
from odoo.tools.sql import column_exists, table_exists

from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.transition import Transition

SECOND = "group:gotgan_base.group_manager|group:gotgan_organization.group_accounting_officer"


class ConfirmedAmountMixin(models.AbstractModel):
    """An amount one person enters and another confirms; what was confirmed last holds until then.

    Whoever borrows or pays under a ceiling does not set it alone.
    """

    _name = "gotgan.confirmed.amount.mixin"
    _description = "Amount of Two Persons"
    _inherit = ["gotgan.transition.mixin"]

    _transitions = {
        "confirm": Transition(("draft",), "confirmed", SECOND),
        "revise": Transition(("confirmed",), "draft", SECOND, needs_reason=True),
    }
    _sealed_fields = ("state", "confirmed_amount", "entered_by_id")

    amount = Won(required=True)
    confirmed_amount = Won(
        string="In Force", readonly=True, copy=False,
        help="What a second person confirmed last; 0: nothing yet.",
    )
    entered_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict",
        default=lambda self: self.env.uid,
    )
    state = fields.Selection([
        ("draft", "To Confirm"),
        ("confirmed", "Confirmed"),
    ], default="draft", required=True, readonly=True, copy=False)

    def _auto_init(self):
        """Amounts from before the second person hold as they are."""
        cr = self.env.cr
        if table_exists(cr, self._table) and not column_exists(cr, self._table, "state"):
            cr.execute(SQL(
                """
                ALTER TABLE %(table)s ADD COLUMN state varchar, ADD COLUMN confirmed_amount int8;
                UPDATE %(table)s SET state = 'confirmed', confirmed_amount = amount
                """, table=SQL.identifier(self._table),
            ))
        return super()._auto_init()

    def write(self, vals):
        """Whoever enters another amount is the first person from then on."""
        done = super().write(vals)
        if self._get_entered_fields() & set(vals):
            self._write_locked({"entered_by_id": self.env.uid})
        return done

    def action_confirm(self):
        """Confirm the amount as a second person; it holds from now on."""
        return self._do_transition("confirm")

    def action_revise(self):
        """Open the amount to be entered anew, with a reason; what was confirmed still holds."""
        return self._do_transition("revise")

    @api.model
    def _get_entered_fields(self):
        """Return the fields whose writer is the first person."""
        return {"amount"}

    def _on_confirm(self):
        for one in self:
            if one.entered_by_id == self.env.user:
                raise AccessError(self.env._(
                    "%(document)s was entered by you. Have a second person confirm it.",
                    document=one._get_document_label(),
                ))
            one._write_locked({"confirmed_amount": one.amount})
