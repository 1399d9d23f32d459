from odoo import fields, models

from odoo.addons.gotgan_base.transition import Transition


class CarriedDocumentMixin(models.AbstractModel):
    """A document whose money went over: it is over in its year, and a successor goes on.

    Taken back, the successor ends and the document itself stands again. The document gives
    ``origin_id``, ``successor_ids``, ``_line_of_carryover``, ``_is_over()`` and ``_get_use()``.
    """

    _name = "gotgan.carried.document.mixin"
    _description = "Document That Goes On in the Next Year"

    _sealed_fields = ("state", "number", "carryover_id", "origin_id")

    # The field of a carry-over's line that leads to the document.
    _line_of_carryover = None

    carryover_id = fields.Many2one(
        "gotgan.carryover", string="Came Over With", readonly=True, copy=False,
        ondelete="restrict", index="btree_not_null",
    )

    def _is_over(self):
        """Return whether nothing of the document is open in its year any more."""
        raise NotImplementedError

    def _get_use(self):
        """Return in words what has been done with a successor since, or nothing."""
        raise NotImplementedError

    def _get_capacity_carryover(self, value):
        """Return the carry-over as a text if it decides the step by itself.

        A carry-over that was taken back stands as cancelled, and only then do its documents go
        back; afterwards they are in no state from which they could do so again.
        """
        state = "carried" if value in ("in", "over") else "cancelled"
        if value in ("in", "out"):
            carryover = self.carryover_id
        elif (value == "over") == self._is_over():
            carryover = self._get_carried_lines(state).carryover_id[:1]
        else:
            return ""
        return carryover.display_name if carryover.state == state else ""

    def _get_carried_lines(self, state):
        """Return the lines that took money of this document over, of carry-overs in ``state``."""
        return self.env["gotgan.carryover.line"].search([
            (self._line_of_carryover, "=", self.id), ("carryover_id.state", "=", state),
            ("next_cell_id", "!=", False),
        ])

    def _get_authority_label(self, kind, value):
        if kind != "carryover":
            return super()._get_authority_label(kind, value)
        return self.env._("its carry-over")


def make_steps(state, *ends):
    """Return the steps a carry-over decides: on in the new year, over in the old one, and back.

    :param state: in which the document binds its money
    :param ends: further states a successor of which nothing was used can be in
    """
    return {
        "continue": Transition(("draft",), state, "carryover:in"),
        "carry_over": Transition((state,), "closed", "carryover:over"),
        "revoke": Transition((state, *ends), "cancelled", "carryover:out", needs_reason=True),
        "resume": Transition(("closed",), state, "carryover:back", needs_reason=True),
    }
