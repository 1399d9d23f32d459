from odoo import models

from odoo.addons.gotgan_base.clock import now
from odoo.addons.hub_collect.lateness import missed_nights, say_moment

from ..rules.table import Column


class HubOversightLate(models.AbstractModel):
    """Which agency has reported when, and which is late, by the hub's clock."""

    _name = "hub.oversight.late"
    _description = "Lateness of Agencies"
    _inherit = ["hub.oversight"]

    def _get_table(self, options):
        links = self._get_links().filtered(lambda link: link.state == "active")
        last = {
            link.id: received
            for link, received in self.env["hub.report"]._read_group(
                [("link_id", "in", links.ids)], ["link_id"], ["received:max"]
            )
        }
        executions = self._get_executions(options["year"])
        rows = [self._get_row(link, executions.get(link), last.get(link.id)) for link in links]
        return {
            "title": self.env._("Reports Received and Late"), "columns": self._get_columns(),
            "crumbs": [], "rows": rows, "sort": ("nights", True),
            "when": self.env._(
                "By the hub's clock at %(moment)s", moment=say_moment(now(self.env))
            ),
            "empty": self.env._("No agency is linked yet."),
        }

    def _get_columns(self):
        _ = self.env._
        return [
            Column("agency", _("Agency")), Column("state", _("State"), "state"),
            Column("nights", _("Nights Missed"), "count"),
            Column("received", _("Last Received")), Column("as_of", _("As Of")),
            Column("since", _("Linked Since")), Column("depth", _("Depth")),
        ]

    def _get_row(self, link, execution, received):
        missed = missed_nights(now(self.env), received or None, link.active_since)
        state = self.env._("Late") if missed else self.env._("On time")
        return {
            "key": link.id, "agency": link.agency_name, "state": state, "nights": missed,
            "tone": "danger" if missed else "success",
            "received": say_moment(received),
            "as_of": say_moment(execution.as_of) if execution else None,
            "since": say_moment(link.active_since),
            "depth": self._get_depth_labels().get(link.depth),
            "open": {"view": "agency", "link_id": link.id} if execution else None,
        }
