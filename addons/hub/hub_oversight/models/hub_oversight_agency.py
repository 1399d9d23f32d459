from odoo import models
from odoo.exceptions import UserError

from odoo.addons.gotgan_exchange.schema.figures import FIGURES

from ..rules.table import Column, complete

LEVELS = ("fund", "policy", "unit", "project", "object")
SHOWN = {"total": 0, "project": 4, "object": 5, "case": 5}


class HubOversightAgency(models.AbstractModel):
    """One agency: fund, policy, unit, project, object, commitment, as deep as it agreed."""

    _name = "hub.oversight.agency"
    _description = "Page of an Agency"
    _inherit = ["hub.oversight"]

    def _get_table(self, options):
        link = self.env["hub.link"].search([("id", "=", options["link_id"])])
        execution = self._get_executions(options["year"]).get(link) if link else None
        if not execution:
            raise UserError(self.env._(
                "This agency has reported nothing for %(year)s, or its reports were ended. "
                "Go back to the board.", year=str(options["year"]),
            ))
        table = self._get_level(execution, options["path"] or self._get_only_fund(execution))
        columns = table["columns"]
        return {
            "title": table["title"], "columns": columns,
            "rows": [complete(row, columns) for row in table["rows"]],
            "crumbs": self._get_crumbs(link, execution, options["path"]),
            "when": self._say_when([execution]), "summary": self._get_summary(execution),
            "empty": table["empty"],
        }

    def _get_only_fund(self, execution):
        """Return the path into the one fund of an agency: a page of one row says little."""
        funds = self.env["hub.report.line"]._read_group(
            [("execution_id", "=", execution.id)], ["fund_code"]
        )
        return [funds[0][0]] if len(funds) == 1 else []

    def _get_level(self, execution, path):
        """Return the table one step below ``path``."""
        if len(path) >= SHOWN[execution.depth]:
            return self._get_end(execution, path)
        level = LEVELS[len(path)]
        groups = self.env["hub.report.line"]._read_group(
            self._get_domain(execution, path), [f"{level}_code", f"{level}_name"],
            [f"{name}:sum" for name in FIGURES], order=f"{level}_code",
        )
        deeper = len(path) + 1 < SHOWN[execution.depth] or execution.depth == "case"
        rows = [
            {
                "key": f"{level}-{code}", "code": code, "name": name,
                **dict(zip(FIGURES, sums, strict=True)),
                "open": {"view": "agency", "link_id": execution.link_id.id, "path": [*path, code]}
                if deeper else None,
            }
            for code, name, *sums in groups
        ]
        label = self._get_level_labels()[level]
        columns = [Column("code", self.env._("Code")), Column("name", label),
                   *self._get_figure_columns()]
        return {"title": label, "columns": columns, "rows": rows,
                "empty": self.env._("No budget was reported here.")}

    def _get_end(self, execution, path):
        """Return what stands below the last level: commitments, or why there is nothing."""
        if execution.depth != "case" or len(path) < len(LEVELS):
            depth = self._get_depth_labels()[execution.depth]
            return {
                "title": self.env._("Totals"), "columns": self._get_figure_columns(),
                "rows": [{"key": "total", **{name: execution[name] for name in FIGURES}}],
                "empty": self.env._("The agency agreed to show: %(depth)s.", depth=depth),
            }
        _ = self.env._
        cases = self.env["hub.report.case"].search(self._get_domain(execution, path))
        columns = [
            Column("number", _("Commitment No.")), Column("date", _("Date")),
            Column("committed", _("Commitment"), "won", True),
            Column("paid", _("Paid"), "won", True),
            Column("rate", _("Paid Share"), "rate", share=("paid", "committed")),
            Column("unpaid", _("Owed"), "won", terms=(("committed", 1), ("paid", -1))),
        ]
        rows = [
            {"key": case.id, "number": case.number, "date": case.date.isoformat(),
             "committed": case.committed, "paid": case.paid}
            for case in cases
        ]
        return {"title": _("Commitments"), "columns": columns, "rows": rows,
                "empty": _("There is no commitment here.")}

    def _get_domain(self, execution, path):
        return [
            ("execution_id", "=", execution.id),
            *((f"{level}_code", "=", code) for level, code in zip(LEVELS, path, strict=False)),
        ]

    def _get_crumbs(self, link, execution, path):
        """Return the way down to here: the board, the agency, and each code with its name."""
        way = {"view": "agency", "link_id": link.id}
        crumbs = [
            {"label": self.env._("Execution of Agencies"), "options": {"view": "board"}},
            {"label": link.agency_name, "options": {**way, "path": []}},
        ]
        for place, level in enumerate(LEVELS[: len(path)], 1):
            line = self.env["hub.report.line"].search(
                self._get_domain(execution, path[:place]), limit=1
            )
            label = line[f"{level}_name"] or path[place - 1]
            crumbs.append({"label": label, "options": {**way, "path": path[:place]}})
        return crumbs

    def _get_summary(self, execution):
        """Return the totals, the payments by month and the exceptions of the agency."""
        cash = self.env["hub.report.cash"]._read_group(
            [("execution_id", "=", execution.id)], ["month"], ["payments:sum"], order="month"
        )
        kinds = self.env["hub.report.exception"]._read_group(
            [("execution_id", "=", execution.id)], ["kind"], ["count:sum", "amount:sum"]
        )
        labels = self._get_kind_labels()
        columns = self._get_figure_columns()
        totals = complete({name: execution[name] for name in FIGURES}, columns)
        return {
            "figures": [
                {"name": one.name, "label": one.label, "kind": one.kind, "value": totals[one.name]}
                for one in columns
            ],
            "months": [{"month": month, "payments": payments} for month, payments in cash],
            "exceptions": [
                {"kind": kind, "label": labels[kind], "count": count, "amount": amount}
                for kind, count, amount in kinds
            ],
            "depth": self._get_depth_labels()[execution.depth],
            "late": execution.late_days,
        }

    def _get_level_labels(self):
        _ = self.env._
        return {
            "fund": _("Fund"), "policy": _("Policy Programme"), "unit": _("Unit Programme"),
            "project": _("Detailed Project"), "object": _("Object Subitem"),
        }
