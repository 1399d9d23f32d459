import json
import logging

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, human_size, ormcache

_logger = logging.getLogger(__name__)

# The features a plan may lack. Everything below them every plan has.
GATED = ("gotgan_budget", "gotgan_expenditure", "gotgan_report_execution", "gotgan_hub_link")


class Plan(models.AbstractModel):
    """What the agency's plan has room for: the parameter ``gotgan.plan``, written by the hub.

    ``{"code", "name", "modules": [gated addons it has], "users", "storage_bytes", "support"}``, and
    where the hub says so ``"gated": {addon: name of the plan that has it}``. Absent: no limits.
    """

    _name = "gotgan.plan"
    _description = "Plan of the Agency"

    @api.model
    def _get(self):
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        text = parameters_sudo.get_param("gotgan.plan")
        try:
            plan = json.loads(text) if text else {}
        except ValueError:
            _logger.error("gotgan.plan is not JSON: no limit is kept")
            plan = {}
        return plan if isinstance(plan, dict) else {}

    # ---- features --------------------------------------------------------

    @api.model
    @ormcache(cache="stable")
    def _get_locked(self):
        """Return the addons that the plan lacks; forgotten whenever a parameter changes."""
        plan = self._get()
        if "modules" not in plan:
            return frozenset()
        return frozenset((*GATED, *plan.get("gated", {}))) - frozenset(plan["modules"])

    @api.model
    def _is_locked(self, model):
        """Say whether a model belongs to an addon the plan lacks."""
        locked = self._get_locked()
        return bool(locked) and model in self.env and (
            self.env[model]._original_module in locked
        )

    @api.model
    def _make_lock_message(self, model):
        plan, addon = self._get(), self.env[model]._original_module
        other = plan.get("gated", {}).get(addon)
        feature_sudo = self.env["ir.module.module"].sudo()._get(addon)
        if other:
            return self.env._(
                "%(feature)s is not part of your plan (%(plan)s). The plan %(other)s has it: the "
                "agency's administrator can change the plan on the page of the service.",
                feature=feature_sudo.shortdesc, plan=plan.get("name", ""), other=other,
            )
        return self.env._(
            "%(feature)s is not part of your plan (%(plan)s). The page of the service shows which "
            "plan has it; the agency's administrator can change the plan there.",
            feature=feature_sudo.shortdesc, plan=plan.get("name", ""),
        )

    # ---- people ----------------------------------------------------------

    @api.model
    def _get_user_room(self):
        """Return for how many people more there is room; ``None``: no limit."""
        limit = self._get().get("users")
        return None if not limit else max(0, limit - self.env["res.users"]._count_people())

    @api.model
    def _check_users(self):
        """:raises ValidationError: more people than the plan has room for"""
        plan = self._get()
        count, limit = self.env["res.users"]._count_people(), plan.get("users")
        if limit and count > limit:
            raise ValidationError(self.env._(
                "Your plan (%(plan)s) has room for %(limit)s people, and there would be %(count)s. "
                "Close accounts nobody uses, or change the plan on the page of the service.",
                plan=plan.get("name", ""), limit=limit, count=count,
            ))

    # ---- files -----------------------------------------------------------

    @api.model
    def _check_storage(self):
        """:raises UserError: more files than the plan has room for"""
        plan = self._get()
        limit = plan.get("storage_bytes")
        if not limit:
            return
        self.env.flush_all()
        used = self.env.execute_query(SQL(
            "SELECT coalesce(sum(file_size), 0)::bigint FROM ir_attachment",
        ))[0][0]
        if used > limit:
            raise UserError(self.env._(
                "Your plan (%(plan)s) has room for %(limit)s of files, and there would be "
                "%(used)s. Delete drafts with files nobody needs, or change the plan on the page "
                "of the service.",
                plan=plan.get("name", ""), limit=human_size(limit), used=human_size(used),
            ))
