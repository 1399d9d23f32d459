from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.http import request
from odoo.tools import frozendict

from ..networks import contains, parse_networks, too_wide

_NETWORKS = ("allowed_networks", "office_networks")


class SecurityPolicy(models.Model):
    """How people sign in to this agency; one row, with safe values from the first second.

    개인정보의 안전성 확보조치 기준 제5조 (passwords, lock), 제6조 (networks, second factor
    from outside, idle lock); 국가 정보보안 기본지침 (nine characters, change every quarter).
    The security officer adjusts within limits that hold in the database too.
    """

    _name = "gotgan.security.policy"
    _description = "Security Policy"

    name = fields.Char(compute="_compute_name")
    password_length = fields.Integer(
        string="Shortest Password", default=9, required=True, help="9 to 64 characters.",
    )
    password_classes = fields.Integer(
        string="Kinds of Characters", default=3, required=True,
        help="How many of capital letters, small letters, digits and signs: 3 or 4.",
    )
    password_history = fields.Integer(
        string="Passwords Not to Be Used Again", default=5, required=True, help="3 to 24.",
    )
    password_max_age = fields.Integer(
        string="Password Is Valid for (Days)", default=90, required=True, help="30 to 365 days.",
    )
    lock_failures = fields.Integer(
        string="Lock after Failures", default=5, required=True, help="3 to 10 times in a row.",
    )
    lock_minutes = fields.Integer(
        string="Locked for (Minutes)", default=10, required=True, help="5 to 1,440 minutes.",
    )
    source_failures = fields.Integer(
        string="Failures per Address and Minute", default=30, required=True,
        help="10 to 100. Beyond it, one address can no longer guess at accounts that it has "
        "guessed at; people behind the same address still sign in.",
    )
    idle_minutes = fields.Integer(
        string="Signed Out after Idle (Minutes)", default=15, required=True, help="5 to 60.",
    )
    absolute_hours = fields.Integer(
        string="Signed Out at the Latest after (Hours)", default=12, required=True, help="1 to 24.",
    )
    parallel_sessions = fields.Integer(
        string="Places at the Same Time", default=2, required=True,
        help="1 to 5 browsers per person; a further sign-in ends the oldest one.",
    )
    allowed_networks = fields.Text(
        help="Staff can work only from these networks, one a line, such as 203.0.113.0/24 or "
        "2001:db8::/48. Empty: from anywhere.",
    )
    office_networks = fields.Text(
        help="Inside these networks a password is enough. From everywhere else a second factor "
        "is asked for, always. Empty: it is always asked for.",
    )

    _one_row = models.UniqueIndex("((true))", "There is one security policy per agency.")
    _password_length_limits = models.Constraint(
        "CHECK (password_length BETWEEN 9 AND 64)",
        "A password has 9 to 64 characters at least (국가 정보보안 기본지침).",
    )
    _password_classes_limits = models.Constraint(
        "CHECK (password_classes BETWEEN 3 AND 4)",
        "A password has 3 or 4 kinds of characters (국가 정보보안 기본지침).",
    )
    _password_history_limits = models.Constraint(
        "CHECK (password_history BETWEEN 3 AND 24)",
        "The last 3 to 24 passwords are not used again "
        "(개인정보의 안전성 확보조치 기준 제5조제5항).",
    )
    _password_max_age_limits = models.Constraint(
        "CHECK (password_max_age BETWEEN 30 AND 365)",
        "A password is valid for 30 to 365 days (국가 정보보안 기본지침).",
    )
    _lock_failures_limits = models.Constraint(
        "CHECK (lock_failures BETWEEN 3 AND 10)",
        "An account locks after 3 to 10 failures (개인정보의 안전성 확보조치 기준 제5조제6항).",
    )
    _lock_minutes_limits = models.Constraint(
        "CHECK (lock_minutes BETWEEN 5 AND 1440)",
        "An account is locked for 5 to 1,440 minutes (개인정보의 안전성 확보조치 기준 제5조제6항).",
    )
    _source_failures_limits = models.Constraint(
        "CHECK (source_failures BETWEEN 10 AND 100)",
        "An address has 10 to 100 failures per minute "
        "(개인정보의 안전성 확보조치 기준 제6조제1항).",
    )
    _idle_minutes_limits = models.Constraint(
        "CHECK (idle_minutes BETWEEN 5 AND 60)",
        "Idle people are signed out after 5 to 60 minutes "
        "(개인정보의 안전성 확보조치 기준 제6조제4항).",
    )
    _absolute_hours_limits = models.Constraint(
        "CHECK (absolute_hours BETWEEN 1 AND 24)",
        "Everybody is signed out after 1 to 24 hours "
        "(개인정보의 안전성 확보조치 기준 제6조제4항).",
    )
    _parallel_sessions_limits = models.Constraint(
        "CHECK (parallel_sessions BETWEEN 1 AND 5)",
        "A person works in 1 to 5 places at a time (개인정보의 안전성 확보조치 기준 제5조제4항).",
    )

    def _compute_name(self):
        self.name = self.env._("Security Policy")

    @api.constrains("allowed_networks", "office_networks")
    def _check_networks(self):
        faults = [
            fault
            for policy in self
            for name in _NETWORKS
            for fault in policy._get_network_faults(name)
        ]
        if faults:
            raise ValidationError("\n".join(faults))

    @api.constrains("allowed_networks")
    def _check_not_locked_out(self):
        """Whoever would shut himself out has most likely mistyped, and nobody could repair it."""
        address = request.httprequest.remote_addr if request else None
        for policy in self:
            networks = parse_networks(policy.allowed_networks)
            if address and networks and not contains(networks, address):
                raise ValidationError(self.env._(
                    "You are working from %(address)s, which is not in these networks: you would "
                    "lock yourself out. Add the network you are in.", address=address,
                ))

    def write(self, vals):
        before = {policy.id: policy._get_snapshot(vals) for policy in self}
        done = super().write(vals)
        self.flush_recordset()
        self.env.registry.clear_cache()
        for policy in self:
            policy._log_changes(before[policy.id])
        return done

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("The security policy cannot be deleted; change it instead."))

    def action_open(self):
        """Open the one policy, without a list of one row before it."""
        policy_sudo = self.sudo().search([], limit=1)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Security Policy"),
            "res_model": self._name,
            "res_id": policy_sudo.id,
            "views": [(False, "form")],
        }

    # ---- what others call ------------------------------------------------

    @tools.ormcache()
    def _get_values(self):
        """Return the policy as a frozen dict; networks are parsed.

        A database whose row is gone falls back to the defaults, which are the safe ones.
        """
        policy_sudo = self.sudo().search([], limit=1) or self.sudo().new({})
        names = [name for name, field in self._fields.items() if field.type == "integer"]
        values = {name: policy_sudo[name] for name in names if name != "id"}
        values.update({name: parse_networks(policy_sudo[name]) for name in _NETWORKS})
        return frozendict(values)

    def _is_allowed(self, address):
        """Say whether staff may work from ``address``."""
        networks = self._get_values()["allowed_networks"]
        return not networks or contains(networks, address)

    def _is_office(self, address):
        """Say whether ``address`` is inside an office, where a password is enough."""
        return contains(self._get_values()["office_networks"], address)

    def _set_office_networks(self, lines):
        """Write the office networks of this agency; for installations and demonstrations."""
        policy_sudo = self.sudo().search([], limit=1)
        policy_sudo.write({"office_networks": "\n".join(lines)})

    def _describe_passwords(self):
        """Return in sentences what a new password has to be, for the pages that ask for one."""
        values = self._get_values()
        return [
            self.env._("At least %(count)s characters", count=values["password_length"]),
            self.env._(
                "At least %(count)s of capital letters, small letters, digits and signs",
                count=values["password_classes"],
            ),
            self.env._("No ID, name, agency name or telephone; nothing like 1234, qwer or aaa"),
            self.env._("None of your last %(count)s passwords", count=values["password_history"]),
        ]

    # ---- parts -----------------------------------------------------------

    def _get_network_faults(self, name):
        label = self._fields[name]._description_string(self.env)
        try:
            networks = parse_networks(self[name])
        except ValueError as error:
            return [self.env._(
                "%(field)s: “%(line)s” is not a network. Write it as 203.0.113.0/24 or "
                "2001:db8::/48, one a line.", field=label, line=error.args[0],
            )]
        if name != "office_networks":
            return []
        return [
            self.env._(
                "%(field)s: %(network)s is too wide to be an office. "
                "개인정보의 안전성 확보조치 기준 제6조제2항 asks for a second factor from "
                "outside: list the office's own networks (/16 or smaller, private ones /8 or "
                "smaller).", field=label, network=str(one),
            )
            for one in too_wide(networks)
        ]

    def _get_snapshot(self, names):
        return {
            name: self[name] for name in names
            if name in self._fields and self._fields[name].store
        }

    def _log_changes(self, before):
        lines = [
            f"{self._fields[name]._description_string(self.env)}: "
            f"{_said(value)} → {_said(self[name])}"
            for name, value in before.items()
            if value != self[name]
        ]
        if lines:
            self.env["gotgan.security.event"]._log("policy_changed", detail="\n".join(lines))


def _said(value):
    return ", ".join(str(value).split("\n")) if value else "-"
