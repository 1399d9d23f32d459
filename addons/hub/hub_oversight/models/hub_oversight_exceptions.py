from odoo import models

from odoo.addons.hub_collect.lateness import say_moment

from ..rules.table import Column


class HubOversightExceptions(models.AbstractModel):
    """What the city should look at, of all agencies."""

    _name = "hub.oversight.exceptions"
    _description = "Exceptions of Agencies"
    _inherit = ["hub.oversight"]

    def _get_table(self, options):
        executions = self._get_executions(options["year"])
        domain = [("execution_id.year", "=", options["year"])]
        found = self.env["hub.report.exception"].search(domain)
        labels = self._get_kind_labels()
        kinds = {}
        for one in found:
            kinds[one.kind] = kinds.get(one.kind, 0) + one.count
        chosen = found.filtered(lambda one: one.kind == options["kind"] or not options["kind"])
        return {
            "title": self.env._("Exceptions"), "columns": self._get_columns(), "crumbs": [],
            "rows": [self._get_row(one, labels) for one in chosen], "sort": ("days", True),
            "when": self._say_when(executions.values()),
            "kinds": [{"kind": kind, "label": labels[kind], "count": kinds[kind]}
                      for kind in labels if kind in kinds],
            "empty": self.env._("No agency reports an exception."),
        }

    def _get_columns(self):
        _ = self.env._
        return [
            Column("agency", _("Agency")), Column("kind", _("Kind"), "state"),
            Column("project", _("Detailed Project")), Column("object", _("Object Subitem")),
            Column("number", _("Commitment No.")),
            Column("count", _("Number"), "count", True),
            Column("amount", _("Amount"), "won", True),
            Column("days", _("Days"), "count"),
            Column("as_of", _("Reported At")),
        ]

    def _get_row(self, one, labels):
        link = one.link_id
        codes = [one.fund_code, one.policy_code, one.unit_code, one.project_code, one.object_code]
        path = codes[: codes.index(False)] if False in codes else codes
        return {
            "key": one.id, "agency": link.agency_name, "kind": labels[one.kind],
            "project": one.project_name or None, "object": one.object_name or None,
            "number": one.number or None, "count": one.count, "amount": one.amount,
            "days": one.days or None, "as_of": say_moment(one.execution_id.as_of),
            "tone": "danger" if one.kind in ("payment_late", "payment_returned") else "warning",
            "open": {"view": "agency", "link_id": link.id, "path": path[:4]},
        }
