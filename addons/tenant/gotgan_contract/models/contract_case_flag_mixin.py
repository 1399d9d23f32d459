from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.transition import Transition

SEEN = "see_flags"
CLERK, OFFICER = "group:gotgan_contract.group_contract_officer", "office:commitment_officer"
MAY_SEE = Transition((), "", f"{CLERK}|{OFFICER}")


class ContractCaseFlagMixin(models.AbstractModel):
    """Red flags of a case: who has looked at which before it is published is kept as an event."""

    _name = "gotgan.contract.case.flag.mixin"
    _description = "Red Flags Seen Before Publication"

    flags_wait = fields.Boolean(
        string="Flags to Look At", compute="_compute_flags_wait",
        help="The case has red flags nobody has confirmed to have looked at.",
    )

    @api.depends("flags", "event_ids")
    def _compute_flags_wait(self):
        unseen = self._find_unseen()
        for case in self:
            case.flags_wait = case in unseen

    def action_see_flags(self):
        """Confirm to have looked at the red flags these cases have now."""
        self.check_access("read")
        rows = []
        for case in self._find_unseen():
            capacity = case._get_capacity(MAY_SEE)
            if not capacity:
                raise AccessError(self.env._(
                    "%(document)s: red flags are looked at by a contract officer or the "
                    "commitment officer. Ask one of them.", document=case._get_document_label(),
                ))
            rows.append({
                "res_model": self._name, "res_id": case.id, "transition": SEEN,
                "source": case.state, "target": case.state, "user_id": self.env.uid,
                "capacity": capacity, "reason": case._get_flag_codes(),
            })
        if rows:
            self.env["gotgan.event"]._record(rows)
        self.invalidate_recordset(["event_ids", "flags_wait"], flush=False)

    def _refuse_unseen(self):
        """Refuse to publish cases whose present red flags nobody has looked at.

        :raises UserError: naming the cases
        """
        unseen = self._find_unseen()
        if unseen:
            raise UserError(self.env._(
                "Nothing is published before these cases' red flags were looked at: %(cases)s. "
                "Open each, look at its flags and confirm it.",
                cases=", ".join(unseen.mapped("display_name")),
            ))

    def _find_unseen(self):
        """Return the cases whose present flags are not those that were looked at last."""
        flagged = {case: codes for case in self if (codes := case._get_flag_codes())}
        events_sudo = self.env["gotgan.event"].sudo().search([
            ("res_model", "=", self._name), ("transition", "=", SEEN),
            ("res_id", "in", [case.id for case in flagged]),
        ], order="id")
        seen = {one.res_id: one.reason for one in events_sudo}
        return self.filtered(lambda one: one in flagged and seen.get(one.id) != flagged[one])

    def _get_flag_codes(self):
        """Return the codes of the present red flags of the case, as one text."""
        return ", ".join(self.env["gotgan.contract.ocds"]._find_flag_codes(self))
