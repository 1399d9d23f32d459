from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import seoul_day

from .approval_step import POST, RECEIVING, SIGNING

BOXES = ("sign", "post", "running", "done", "received")


class ApprovalInboxMixin(models.AbstractModel):
    """What waits for whom, and what waits for nobody."""

    _name = "gotgan.approval.inbox.mixin"
    _description = "Boxes of Approval Documents"

    is_mine = fields.Boolean(
        compute="_compute_is_mine", search="_search_is_mine", string="On the Line",
        help="A step that is still open belongs to the person who asks.",
    )
    waits_for_me = fields.Boolean(
        compute="_compute_is_mine", search="_search_waits_for_me", string="To Sign",
    )
    decides = fields.Char(
        compute="_compute_decides", help="In which capacity the person signs now.",
    )
    place = fields.Char(compute="_compute_place", string="Waits For")
    is_orphan = fields.Boolean(
        compute="_compute_place", search="_search_is_orphan", string="Waits for Nobody",
    )
    stamps = fields.Json(compute="_compute_stamps")
    content = fields.Json(compute="_compute_content")

    @api.depends("step_ids.state")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        mine = self._find_mine(("waiting", "current"))
        waiting = self._find_mine(("current",), SIGNING)
        for approval in self:
            approval.is_mine = approval._origin.id in mine
            approval.waits_for_me = approval._origin.id in waiting

    def _search_is_mine(self, operator, value):
        return self._search_ids(operator, value, self._find_mine(("waiting", "current")))

    def _search_waits_for_me(self, operator, value):
        return self._search_ids(operator, value, self._find_mine(("current",), SIGNING))

    @api.depends("step_ids.state")
    @api.depends_context("uid")
    def _compute_decides(self):
        for approval in self:
            step = (approval._get_my_steps() or approval._get_my_steps(POST))[:1]
            approval.decides = step._get_capacity_kind() if step else ""

    @api.depends("step_ids.state", "state")
    @api.depends_context("lang")
    def _compute_place(self):
        orphans = self._find_orphans()
        for approval in self:
            approval.place = approval._get_place_label()
            approval.is_orphan = approval._origin in orphans

    def _search_is_orphan(self, operator, value):
        return self._search_ids(operator, value, self._find_orphans().ids)

    @api.depends("step_ids.state", "step_ids.act_id")
    @api.depends_context("lang")
    def _compute_stamps(self):
        for approval in self:
            approval.stamps = approval._read_stamps()

    @api.depends("data")
    def _compute_content(self):
        for approval in self:
            approval.content = approval._read_content()

    def action_read_inbox(self, box, limit=200):
        """Return what one box of the approval screen shows, and the counts of all boxes.

        :param box: sign, post, running, done or received
        :returns: ``{"counts": {box: number}, "rows": [...], "orphans": number}``; read with the
            person's own rights. The keeper alone is told how many documents wait for nobody, he
            and the auditor how many are late to be decided afterwards.
        """
        keeper = self.env.user.has_group("gotgan_approval.group_approval_keeper")
        watches = keeper or self.env.user.has_group("gotgan_base.group_auditor")
        domains = {one: self._get_box_domain(one) for one in BOXES}
        rows = self.search(domains[box if box in domains else "sign"], limit=min(limit, 500))
        return {
            "counts": {one: self.search_count(domain) for one, domain in domains.items()},
            "rows": [approval._prepare_row() for approval in rows],
            "orphans": len(self._find_orphans()) if keeper else 0,
            **self._count_post_approvals(watches),
        }

    # ---- what others ask ------------------------------------------------------------

    @api.model
    def _find_orphans(self):
        """Return the approvals in which a current step waits for nobody; the board counts them."""
        orphans = [
            approval for approval, state, role, _step, standing in self._read_open_steps()
            if state == "current" and role in (*SIGNING, *POST) and not standing.user
        ]
        return self.browse(dict.fromkeys(orphans))

    @api.model
    def _count_orphans(self):
        """Return how many documents wait for nobody: in approval, or drafts of who is gone."""
        kept = self.env.registry["gotgan.successor.mixin"]
        kinds = [
            name for name, kind in self.env.registry.items()
            if issubclass(kind, kept) and not kind._abstract
        ]
        return len(self._find_orphans()) + sum(
            len(self.env[name]._find_left()) for name in kinds
        )

    # ---- inside ---------------------------------------------------------------------

    @api.model
    def _search_ids(self, operator, value, ids):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in" if True in value else "not in", list(ids))

    @api.model
    def _find_mine(self, states, roles=None):
        """Return ids of the approvals with an open step that is this person's today."""
        return {
            approval for approval, state, role, _step, standing in self._read_open_steps()
            if standing.user == self.env.uid and state in states
            and (roles is None or role in roles)
        }

    @api.model
    def _read_open_steps(self):
        """Return (approval id, state, role, step id, Standing) of every step that is open."""
        self.flush_model(["state", "author_id", "carried_by_id"])
        step_sudo = self.env["gotgan.approval.step"].sudo()
        step_sudo.flush_model()
        rows = self.env.execute_query(SQL(
            """
            SELECT step.approval_id, step.state, step.role, step.id,
                   step.user_id, step.department_id, step.office_id, approval.author_id,
                   approval.carried_by_id
              FROM gotgan_approval_step AS step
              JOIN gotgan_approval AS approval ON approval.id = step.approval_id
             WHERE step.state IN ('waiting', 'current')
               AND (approval.state IN ('running', 'held')
                    OR (approval.state = 'approved' AND step.role IN %(receiving)s))
            """,
            receiving=(*RECEIVING, *POST),
        ))
        return [
            (*row[:4], step_sudo._find_standing(row[2], *row[4:])) for row in rows
        ]

    def _get_my_steps(self, roles=SIGNING):
        """Return the current steps of these roles that are this person's today."""
        current_sudo = self.sudo().step_ids.filtered(
            lambda one: one.state == "current" and one.role in roles
            and one._get_standing().user == self.env.uid
        )
        return current_sudo.sudo(self.env.su)

    @api.model
    def _get_box_domain(self, box):
        mine = Domain("reader_ids", "in", self.env.uid)
        if box == "sign":
            return Domain("waits_for_me", "=", True)
        if box == "running":
            return mine & Domain("state", "in", ("running", "held"))
        if box == "done":
            return mine & Domain("state", "in", ("approved", "returned", "withdrawn"))
        mine = self._find_mine(("current",), POST if box == "post" else RECEIVING)
        return Domain("id", "in", list(mine))

    def _prepare_row(self):
        """Return one row of the approval screen."""
        self_sudo = self.sudo()
        labels = dict(self._fields["state"]._description_selection(self.env))
        return {
            "id": self.id, "name": self.name, "amount": self.amount, "number": self.number or "",
            "kind": dict(self._fields["kind"]._description_selection(self.env)).get(self.kind),
            "department": self_sudo.department_id.name, "author": self_sudo.author_id.name,
            "state": self.state, "state_label": labels[self.state], "place": self.place,
            **self._prepare_post_row(),
            "date": self._word_day(seoul_day(self.create_date)),
        }

    @api.model
    def _word_day(self, day):
        return self.env["ir.qweb.field.date"].value_to_html(day, {}) if day else ""

    def _get_place_label(self):
        """Return whom the document waits for today, or how it ended."""
        self.ensure_one()
        if self.state not in ("running", "held"):
            return self._get_state_label() or ""
        current_sudo = self.sudo().step_ids.filtered(
            lambda one: one.state == "current" and one.role in SIGNING
        )
        return ", ".join(one._get_place_text() for one in current_sudo)

    def _read_stamps(self):
        """Return the boxes of the line (결재란) as plain data, in their order."""
        steps_sudo = self.sudo().step_ids.sorted("sequence")
        return [stamp for one in steps_sudo for stamp in one._prepare_stamps()]

    def _read_content(self):
        """Return what is decided as plain data: label and text."""
        data = self.sudo().data or {}
        return {"rows": data.get("rows", []), "papers": [one[0] for one in data.get("papers", [])]}

    def _get_form_action(self):
        """Return the action that shows this approval."""
        return {
            "type": "ir.actions.act_window", "name": self.env._("Approval"),
            "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(False, "form")],
        }
