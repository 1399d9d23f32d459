from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_base.transition import Transition

# A draft moves nowhere by this: only whose it is changes.
TAKE_OVER = Transition(("draft",), "draft", "successor", needs_reason=True)


class SuccessorMixin(models.AbstractModel):
    """A draft of somebody who has left or moved goes on with the head of its department.

    Work never stops because somebody moved: the head takes the draft over, or who does the same job
    in the department now, with a reason; history keeps who wrote it. A document that inherits this
    declares ``take_over`` among its transitions.
    """

    _name = "gotgan.successor.mixin"
    _description = "Draft That Is Taken Over"
    _inherit = ["gotgan.transition.mixin"]

    successor_id = fields.Many2one(
        "res.users", string="Taken Over By", readonly=True, copy=False, ondelete="restrict",
        help="Who goes on with the draft of a person who left or moved.",
    )
    is_left = fields.Boolean(
        compute="_compute_is_left", search="_search_is_left", string="Its Author Is Gone",
        help="A draft whose author has left the agency or its department.",
    )

    @api.depends("state", "successor_id.active", "create_uid.active")
    def _compute_is_left(self):
        for record in self:
            record.is_left = record.state == "draft" and record._is_left()

    @api.model
    def _search_is_left(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in" if True in value else "not in", self._find_left().ids)]

    def action_take_over(self):
        """Go on with the drafts of a person who left or moved, with a reason."""
        return self._do_transition("take_over")

    def _on_take_over(self, _reason):
        self._write_locked({"successor_id": self.env.uid})

    @api.model
    def _find_left(self):
        """Return the drafts of this kind whose author is gone."""
        drafts_sudo = self.sudo().search([("state", "=", "draft")])
        return drafts_sudo.filtered(lambda one: one._is_left()).sudo(self.env.su)

    def _is_left(self):
        """Say whether the author left the agency, or works where the document is not."""
        author_sudo = self._get_author().sudo()
        if not author_sudo.active:
            return True
        home_sudo, own_sudo = author_sudo.employee_id.department_id, self.department_id.sudo()
        return bool(home_sudo and own_sudo) and not (
            (own_sudo.parent_path or "").startswith(home_sudo.parent_path or "")
            or self._may_write_elsewhere(author_sudo)
        )

    def _may_write_elsewhere(self, _author_sudo):
        """Say whether the author writes such documents for departments of others."""
        return False

    # ---- authority -----------------------------------------------------------

    def _get_author(self):
        return self.successor_id or super()._get_author()

    def _get_capacity_successor(self, _value):
        """Return the head's post, or the job that is done by another person now."""
        if not self.department_id or not self._is_left():
            return ""
        department_sudo = self.department_id.sudo()
        person_sudo = self.env.user.sudo().employee_id
        while department_sudo:
            if department_sudo.manager_id and department_sudo.manager_id == person_sudo:
                return department_sudo._get_post_label()
            department_sudo = department_sudo.parent_id
        old_sudo = self._get_author().sudo().with_context(active_test=False).employee_ids[:1]
        same_place = person_sudo.department_id.id == self.department_id.id
        same_job = old_sudo.job_id and old_sudo.job_id == person_sudo.job_id
        return person_sudo.job_id.name if same_place and same_job else ""

    def _get_authority_label(self, kind, value):
        if kind != "successor":
            return super()._get_authority_label(kind, value)
        return self.env._("the head of the department, once its author has left or moved")

    def _check_sealed(self, vals, initial=()):
        if vals.get("successor_id"):
            raise AccessError(self.env._(
                "Who goes on with %(kind)s is set by taking it over, never by hand.",
                kind=self._get_kind_label(),
            ))
        return super()._check_sealed(vals, initial)
