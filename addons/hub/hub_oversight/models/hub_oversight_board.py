from odoo import models

from odoo.addons.gotgan_exchange.schema.figures import FIGURES
from odoo.addons.hub_collect.lateness import say_moment

from ..rules.table import Column, complete


class HubOversightBoard(models.AbstractModel):
    """산하기관 집행현황: one row per agency of the city, linked or not."""

    _name = "hub.oversight.board"
    _description = "Board of Agencies"
    _inherit = ["hub.oversight"]

    def _get_table(self, options):
        executions = self._get_executions(options["year"])
        links = self._get_links()
        columns = self._get_columns()
        rows = [self._get_row(link, executions.get(link)) for link in links]
        rows += self._get_unlinked(links)
        return {
            "title": self.env._("Execution of Agencies"), "columns": columns, "crumbs": [],
            "rows": [complete(row, columns) for row in rows], "sort": ("name", False),
            "when": self._say_when(executions.values()), "depths": self._get_depth_labels(),
            "empty": self.env._(
                "No agency is registered under this local government yet. Ask the operator."
            ),
        }

    def _get_columns(self):
        _ = self.env._
        return [
            Column("name", _("Agency")),
            *self._get_figure_columns(),
            Column("exceptions", _("Exceptions"), "count", True),
            Column("orphans", _("Waits for Nobody"), "count", True, help=_(
                "Documents in approval whose next post is vacant and has nobody who stands in."
            )),
            Column("as_of", _("Reported At"), "text"),
            Column("state", _("State"), "state"),
        ]

    def _get_row(self, link, execution):
        execution = execution or self.env["hub.execution"]
        late = execution.late_days if execution else 0
        row = {
            "key": f"link-{link.id}", "name": link.agency_name,
            **{name: execution[name] if execution else None for name in FIGURES},
            "exceptions": execution.exception_count if execution else None,
            "orphans": execution.orphan_count if execution.knows_orphans else None,
            "as_of": say_moment(execution.as_of) if execution else None,
            "state": self._say_state(link, execution, late),
            "tone": self._get_tone(link, execution, late),
            "depth": self._get_depth_labels().get(execution.depth) if execution else None,
        }
        if link.state == "offered":
            row["offer"] = link.id
        if execution:
            row["open"] = {"view": "agency", "link_id": link.id}
        return row

    def _get_unlinked(self, links):
        """Return rows of the city's agencies that nobody has asked for reports yet."""
        agencies_sudo = self.env["hub.tenant"].sudo().search([
            ("parent_id", "=", self._get_city().id), ("state", "in", ("active", "read_only")),
            ("id", "not in", links.agency_id.ids),
        ], order="agency_name")
        return [
            {
                "key": f"agency-{agency.id}", "name": agency.agency_name,
                **dict.fromkeys((*FIGURES, "exceptions", "orphans", "as_of")), "ask": agency.id,
                "state": self.env._("Not linked"), "tone": "muted",
            }
            for agency in agencies_sudo
        ]

    def _say_state(self, link, execution, late):
        _ = self.env._
        if link.state == "asked":
            return _("Waits for the agency's consent")
        if link.state == "offered":
            return _("The agency offers reports")
        if not execution:
            return _("No report of this year")
        return _("%(nights)s nights late", nights=late) if late else _("On time")

    def _get_tone(self, link, execution, late):
        if link.state != "active":
            return "info"
        if not execution:
            return "muted"
        return "danger" if late else "success"
