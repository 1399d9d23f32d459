from odoo import models

from odoo.addons.gotgan_exchange.schema.figures import FIGURES

from ..rules.table import Column, complete


class HubOversightCompare(models.AbstractModel):
    """Agencies side by side, as a whole or in one object item."""

    _name = "hub.oversight.compare"
    _description = "Agencies Compared"
    _inherit = ["hub.oversight"]

    def _get_table(self, options):
        executions = self._get_executions(options["year"])
        items = self._get_items(options["year"])
        item = options["item"] if options["item"] in dict(items) else ""
        sums = self._get_sums(options["year"], item) if item else {}
        columns = self._get_columns()
        rows = [
            complete(self._get_row(link, sums[link.id] if item else execution), columns)
            for link, execution in executions.items()
            if not item or link.id in sums
        ]
        hidden = [link.agency_name for link, one in executions.items()
                  if item and one.depth in ("total", "project")]
        return {
            "title": dict(items)[item] if item else self.env._("Agencies Compared"),
            "columns": columns, "rows": rows, "crumbs": [], "items": items,
            "sort": ("rate", True), "when": self._say_when(executions.values()),
            "note": self._say_hidden(hidden),
            "empty": self.env._("No agency has reported this."),
        }

    def _get_columns(self):
        _ = self.env._
        return [
            Column("name", _("Agency")),
            Column("appropriated", _("Current Appropriation"), "won", True),
            Column("allotted", _("Allotment"), "won", True),
            Column("allotted_rate", _("Allotment Rate"), "rate",
                   share=("allotted", "appropriated")),
            Column("committed", _("Commitment"), "won", True),
            Column("committed_rate", _("Commitment Rate"), "rate",
                   share=("committed", "appropriated")),
            Column("paid", _("Paid"), "won", True),
            Column("rate", _("Execution Rate"), "rate", share=("paid", "appropriated")),
        ]

    def _get_row(self, link, figures):
        return {
            "key": link.id, "name": link.agency_name,
            **{name: figures[name] for name in FIGURES},
            "open": {"view": "agency", "link_id": link.id},
        }

    def _get_items(self, year):
        """Return ``[(code, name)]`` of the object items that at least one agency shows."""
        groups = self.env["hub.report.item"]._read_group(
            [("execution_id.year", "=", year)], ["code"], ["name:max"], order="code"
        )
        return [(code, f"{code} {name}") for code, name in groups]

    def _get_sums(self, year, item):
        found = self.env["hub.report.item"].search(
            [("execution_id.year", "=", year), ("code", "=", item)]
        )
        return {one.link_id.id: one for one in found}

    def _say_hidden(self, names):
        if not names:
            return ""
        return self.env._(
            "Not shown, because they agreed to less: %(names)s", names=", ".join(names)
        )
