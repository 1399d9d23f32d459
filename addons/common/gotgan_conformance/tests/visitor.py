"""A person who opens everything: what the web client asks, asked in the same words."""

import psycopg2
from lxml import etree

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import mute_logger
from odoo.tools.safe_eval import datetime, dateutil, safe_eval, time

ERRORS = (UserError, psycopg2.Error, ValueError, KeyError, TypeError, AttributeError, NameError)
SUBVIEWS = {"list", "form", "kanban"}


class Visitor:
    """Opens every menu of one role and keeps ``visits``: (role, place, error or empty)."""

    def __init__(self, env, role):
        self.env, self.role = env, role
        self.visits = []
        self._place = ""

    def visit_menus(self):
        """Visit all menus of ours; return how many there are."""
        ours = self.get_menus()
        for menu in ours:
            if menu["action_model"] == "ir.actions.act_window":
                self._place = menu["xmlid"]
                self._try("action", self._visit_action, menu["action_id"])
        return len(ours)

    def get_menus(self):
        menus = self.env["ir.ui.menu"].load_menus(False)
        return [menu for menu in menus.values() if (menu.get("xmlid") or "").startswith("gotgan_")]

    def _try(self, step, call, *arguments):
        """Call, and note the error if there is one; a savepoint keeps the transaction usable."""
        error, result = "", None
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                result = call(*arguments)
        except ERRORS as caught:
            error = f"{type(caught).__name__}: {caught}"
        self.visits.append((self.role, f"{self._place} {step}", error))
        return result

    def _visit_action(self, action_id):
        action_sudo = self.env["ir.actions.act_window"].sudo().browse(action_id)
        context = self._evaluate(action_sudo.context or "{}")
        model = self.env[action_sudo.res_model].with_context(**context)
        domain = self._evaluate(action_sudo.domain or "[]")
        asked = [*action_sudo.views, (action_sudo.search_view_id.id, "search")]
        views = model.get_views([list(view) for view in asked])["views"]
        for kind, view in views.items():
            arch = etree.fromstring(view["arch"])
            visit = getattr(self, f"_visit_{kind}", None)
            if visit is not None:
                self._try(kind, visit, model, domain, arch)

    def _visit_list(self, model, domain, arch):
        model.web_search_read(domain, self._get_specification(model, arch), limit=40)

    _visit_kanban = _visit_list

    def _visit_form(self, model, domain, arch):
        specification = self._get_specification(model, arch)
        record = model.search(domain, limit=1)
        record.web_read(specification)
        if arch.get("create") not in {"0", "false"} and model.has_access("create"):
            model.onchange({}, [], specification)

    def _visit_pivot(self, model, domain, arch):
        nodes = [node for node in arch.iter("field") if model._fields[node.get("name")].store]
        groups = [self._get_group(node) for node in nodes if node.get("type") != "measure"]
        sums = [f"{node.get('name')}:sum" for node in nodes if node.get("type") == "measure"]
        model.formatted_read_group(domain, groups, ["__count", *sums])

    _visit_graph = _visit_pivot

    def _visit_search(self, model, domain, arch):
        for node in arch.iter("filter"):
            self._try(f"filter {node.get('name')}", self._visit_filter, model, domain, node)

    def _visit_filter(self, model, domain, node):
        if node.get("domain"):
            model.search_count([*domain, *self._evaluate(node.get("domain"))])
        if node.get("date"):
            model.formatted_read_group(domain, [f"{node.get('date')}:month"], ["__count"])
        grouping = self._evaluate(node.get("context") or "{}").get("group_by")
        if grouping:
            model.formatted_read_group(domain, [grouping], ["__count"])

    def _get_group(self, node):
        interval = node.get("interval")
        return f"{node.get('name')}:{interval}" if interval else node.get("name")

    def _get_specification(self, model, arch):
        """Return what the web client asks of the fields in a view."""
        specification = {}
        for node in arch.iter("field"):
            if self._get_owner(node, arch) is arch and node.get("name") in model._fields:
                field = model._fields[node.get("name")]
                specification[field.name] = self._specify(field, node)
        return specification

    def _get_owner(self, node, arch):
        """Return the field node a node is nested in, or the view itself."""
        return next((up for up in node.iterancestors("field")), arch)

    def _specify(self, field, node):
        if field.type == "many2one":
            return {"fields": {"display_name": {}}}
        if field.type not in {"one2many", "many2many"}:
            return {}
        names = {
            inner.get("name"): {}
            for inner in node.iter("field")
            if inner is not node and inner.get("name") in self.env[field.comodel_name]._fields
        }
        return {"fields": names or {"display_name": {}}}

    def _evaluate(self, expression):
        """Evaluate a domain or context as the client would."""
        today = fields.Date.context_today(self.env.user)
        names = {
            "uid": self.env.uid,
            "active_id": False,
            "active_ids": [],
            "allowed_company_ids": self.env.companies.ids,
            "context_today": lambda: today,
            "current_date": str(today),
            "today": str(today),
            "datetime": datetime,
            "relativedelta": dateutil.relativedelta.relativedelta,
            "time": time,
            "context": dict(self.env.context),
        }
        return safe_eval(str(expression).strip(), names)
