import json
from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.clock import now


class InspectionCommitteeMixin(models.AbstractModel):
    """검사위원: each member confirms what was found by an own log-in, before it is accepted.

    What changes afterwards has to be confirmed again (지방계약법 제17조, 시행령 제64조).
    """

    _name = "gotgan.inspection.committee.mixin"
    _description = "Inspection by a Committee"

    committee_ids = fields.Many2many(
        "res.users", "gotgan_inspection_committee_rel", string="Inspection Committee",
        help="Who inspected together with the inspector; each confirms it by a step of one's own.",
    )
    confirmation_ids = fields.One2many(
        "gotgan.inspection.confirmation", "inspection_id", string="Confirmations", copy=False,
    )
    waiting_members = fields.Char(
        string="Not Confirmed Yet", compute="_compute_waiting_members",
        help="Members who have not confirmed what the inspection says now.",
    )
    can_confirm = fields.Boolean(compute="_compute_waiting_members")

    @api.depends("committee_ids", "inspector_id", "confirmation_ids", "state")
    @api.depends_context("uid")
    def _compute_waiting_members(self):
        for inspection in self:
            waiting = inspection._get_waiting_members() if inspection.state == "draft" else []
            inspection.waiting_members = ", ".join(one.name for one in waiting)
            inspection.can_confirm = self.env.user in waiting

    def action_confirm_findings(self):
        """Confirm, as member of the committee, what the inspection says now."""
        self.check_access("read")
        for inspection in self:
            if inspection.state != "draft" or self.env.user not in inspection.committee_ids:
                raise AccessError(self.env._(
                    "%(document)s: only the members of its committee confirm it, before it is "
                    "accepted.", document=inspection._get_document_label(),
                ))
            if self.env.user in inspection._get_waiting_members():
                inspection._confirm("member")

    # ---- effects ---------------------------------------------------------

    def _on_accept(self):
        for inspection in self:
            waiting = inspection._get_waiting_members()
            if waiting:
                raise UserError(self.env._(
                    "%(document)s: %(people)s of the committee have not confirmed what it says "
                    "now. Ask them to confirm it; then accept it.",
                    document=inspection._get_document_label(),
                    people=", ".join(one.sudo().name for one in waiting),
                ))
            if inspection.committee_ids:
                inspection._confirm("inspector")
        return super()._on_accept()

    def _get_waiting_members(self):
        """Return the members, but the inspector, who have not confirmed the present content."""
        digest = self._get_content_digest()
        done = self.confirmation_ids.filtered(lambda one: one.digest == digest).user_id
        return self.committee_ids - self.inspector_id - done

    def _get_confirmed(self):
        """Return the confirmations of the content as it stands, the inspector's first."""
        digest = self._get_content_digest()
        rows = self.confirmation_ids.filtered(lambda one: one.digest == digest)
        return rows.sorted(lambda one: (one.role != "inspector", one.id))

    def _get_content_digest(self):
        """Return the fingerprint of what a member confirms."""
        day = self.notice_date
        content = [
            self.commitment_id.id, self.stage, day and day.isoformat(), self.place or "",
            self.finding or "",
            sorted((one.commitment_line_id.id, one.amount) for one in self.line_ids),
            sorted((one.order_line_id.id, one.quantity) for one in self.item_ids),
        ]
        return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    def _confirm(self, role):
        """Write down who confirms, with name and post as they are."""
        person_sudo = self.env.user.sudo()
        employee_sudo = person_sudo.employee_id
        row_sudo = self.env["gotgan.inspection.confirmation"].sudo()
        row_sudo.create({
            "inspection_id": self.id, "user_id": self.env.uid, "role": role,
            "name": person_sudo.name, "post": employee_sudo.job_title or False,
            "department": employee_sudo.department_id.name or False,
            "digest": self._get_content_digest(), "date": now(self.env),
        })
        self.invalidate_recordset(["confirmation_ids"], flush=False)
