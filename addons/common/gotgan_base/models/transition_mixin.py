from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..derived import forget_defaults, refuse_derived
from ..transition import WritePass, takes_pass


class TransitionMixin(models.AbstractModel):
    """A document whose state moves only by the transitions it declares.

    ``write`` refuses ``state`` from anywhere else, and refuses the other fields too once the
    document has left its open states: what was signed stays as it was signed.
    """

    _name = "gotgan.transition.mixin"
    _description = "Document with declared transitions"

    # A document declares its own ``state`` (Selection), the transitions between its values,
    # the states in which its fields may be edited, and the fields that may be edited in any.
    _transitions = {}
    _open_states = ("draft",)
    _free_fields = ()
    # What only the steps of a document write, in whatever state it is and whoever asks.
    _sealed_fields = ("state", "number")

    event_ids = fields.One2many(
        "gotgan.event", "res_id", string="History", readonly=True, copy=False,
        domain=lambda self: [("res_model", "=", self._name)],
    )
    allowed_transitions = fields.Char(compute="_compute_allowed_transitions")

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_allowed_transitions(self):
        for record in self:
            names = [
                name for name, step in self._transitions.items()
                if record.state in step.source and record._get_capacity(step)
            ]
            record.allowed_transitions = f",{','.join(names)}," if names else ""

    @api.model_create_multi
    def create(self, vals_list):
        sealed = self._get_sealed_values()
        for vals in vals_list:
            self._check_sealed(vals, sealed)
            refuse_derived(self, vals)
        plain = forget_defaults(self)
        return super(TransitionMixin, plain).create([{**vals, **sealed} for vals in vals_list])

    def write(self, vals):
        if not takes_pass(self, vals):
            refuse_derived(self, vals)
            self._check_open(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_beyond_first_state(self):
        for record in self:
            if record.state not in self._open_states or record.event_ids:
                raise UserError(self.env._(
                    "%(document)s cannot be deleted: it has a history. Cancel it instead.",
                    document=record._get_document_label(),
                ))

    # ---- what others call ------------------------------------------------

    def _do_transition(self, name, reason=None):
        """Perform the declared transition ``name`` on all records, or none.

        :param str reason: why; where the declaration needs one and none is given, the action of
            the reason dialog is returned instead.
        :raises UserError: the document is not in a state it may start from
        :raises AccessError: the person lacks the authority
        """
        step = self._transitions[name]
        if step.needs_reason and not (reason or "").strip():
            return self._get_reason_action(name)
        capacities = self._check_transition(name, step)
        before = {record.id: record.state for record in self}
        self._apply_effect(name, reason)
        self._write_locked({"state": step.target})
        self._log_events(name, before, capacities, reason)
        return True

    def _apply_effect(self, name, reason):
        """Run ``_on_<name>`` where it exists; one that undoes things takes the reason."""
        effect = getattr(self, f"_on_{name}", None)
        if effect is None:
            return
        if self._transitions[name].needs_reason:
            effect(reason)
        else:
            effect()

    def _write_locked(self, vals):
        """Write fields of a document that is closed to everybody else.

        The declaration has decided who may; the access list need not grant officers ``write``.
        """
        locked_sudo = self.sudo().with_context(**{WritePass.KEY: WritePass(self, vals)})
        return locked_sudo.write(vals)

    # ---- checks ----------------------------------------------------------

    def _check_open(self, vals):
        self._check_sealed(vals)
        closed = set(vals) - set(self._free_fields)
        for record in self:
            if closed and record.state not in self._open_states:
                raise UserError(self.env._(
                    "%(document)s is %(state)s and can no longer be changed. "
                    "Have it returned first, or cancel it and make a new one.",
                    document=record._get_document_label(), state=record._get_state_label(),
                ))

    def _check_sealed(self, vals, initial=()):
        """Refuse sealed fields in ``vals``; a new document may repeat what it begins with."""
        for name in set(self._sealed_fields) & set(vals) & set(self._fields):
            if name not in initial or (vals[name] or False) != initial[name]:
                raise AccessError(self.env._(
                    "%(field)s of %(kind)s is set only by the steps of the document, "
                    "never by hand. Use its buttons.",
                    field=self._fields[name]._description_string(self.env),
                    kind=self._get_kind_label(),
                ))

    def _get_sealed_values(self):
        """Return what sealed fields begin with: their own defaults, whatever the context says."""
        sealed = [self._fields[name] for name in self._sealed_fields if name in self._fields]
        return {field.name: field.default(self) if field.default else False for field in sealed}

    def _check_transition(self, name, step):
        capacities = {}
        self.check_access("read")
        for record in self:
            if record.state not in step.source:
                raise UserError(self.env._(
                    "%(document)s is %(state)s: this step (%(step)s) is not possible now. "
                    "Reload the page to see where it stands.",
                    document=record._get_document_label(), state=record._get_state_label(),
                    step=self._get_step_label(name),
                ))
            capacities[record.id] = record._get_capacity(step)
            if not capacities[record.id]:
                raise AccessError(record._get_refusal(name, step))
        return capacities

    # ---- authority: a capacity is a text, empty where there is none ------

    def _get_capacity(self, step):
        self.ensure_one()
        for kind, value in step.authorities():
            capacity = getattr(self, f"_get_capacity_{kind}")(value)
            if capacity:
                return capacity
        return ""

    def _get_capacity_anyone(self, _value):
        return self.env.user.name

    def _get_capacity_author(self, _value):
        return self.env.user.name if self._get_author() == self.env.user else ""

    def _get_capacity_group(self, value):
        group = self.env.ref(value)
        return group.name if self.env.user.has_group(value) else ""

    def _get_author(self):
        return self.create_uid or self.env.user

    def _get_refusal(self, name, step):
        return self.env._(
            "%(document)s: %(step)s is not yours to do. It needs %(who)s.",
            document=self._get_document_label(), step=self._get_step_label(name),
            who=" / ".join(self._get_authority_label(*one) for one in step.authorities()),
        )

    def _get_authority_label(self, kind, value):
        """Return how people call the authority ``kind:value``."""
        if kind == "group":
            return self.env.ref(value).name
        return self.env._("the person who wrote it") if kind == "author" else kind

    # ---- words -----------------------------------------------------------

    def _get_document_label(self):
        return f"{self._get_kind_label()} {self.display_name}"

    def _get_kind_label(self):
        """Return how people call this kind of document, in their language."""
        kind_sudo = self.env["ir.model"].sudo()._get(self._name)
        return kind_sudo.name or self._description

    def _get_state_label(self):
        return dict(self._fields["state"]._description_selection(self.env)).get(self.state)

    def _get_step_label(self, name):
        target = self._transitions[name].target
        return dict(self._fields["state"]._description_selection(self.env)).get(target, target)

    def _get_reason_action(self, name):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reason"),
            "res_model": "gotgan.transition.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_ids": ",".join(map(str, self.ids)),
                "default_transition": name,
            },
        }

    def _log_events(self, name, before, capacities, reason):
        self.env["gotgan.event"]._record([
            {
                "res_model": self._name,
                "res_id": record.id,
                "transition": name,
                "source": before[record.id],
                "target": record.state,
                "user_id": self.env.uid,
                "capacity": capacities[record.id],
                "reason": reason,
            }
            for record in self
        ])
        self.invalidate_recordset(["event_ids"], flush=False)
