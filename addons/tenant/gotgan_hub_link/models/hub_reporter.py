import re

from odoo import models
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now, today
from odoo.addons.gotgan_exchange.schema import CASE, SCHEMA, VERSION, cut
from odoo.addons.gotgan_exchange.schema.consent import SCHEMA as CONSENT_SCHEMA
from odoo.addons.gotgan_exchange.schema.consent import VERSION as CONSENT_VERSION
from odoo.addons.gotgan_exchange.schema.depth import ADDRESS
from odoo.addons.gotgan_exchange.schema.figures import FIGURES, add

from .. import statements

# A project without any commitment is worth a word once a quarter of the year has passed.
IDLE_DAYS = 90
MOST_NAME = 200
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
ITEM = (*ADDRESS[CASE], "number", "count", "amount", "days")


class HubReporter(models.AbstractModel):
    """Writes what the agency reports, from its own ledger, in the schema both sides know.

    It is cut to the depth of the consent here, before it leaves the agency.
    """

    _name = "gotgan.hub.reporter"
    _description = "Writer of Reports"

    def _make_report(self, year, depth, sequence):
        """Return the report of one fiscal year, no deeper than ``depth``."""
        self.env.flush_all()
        lines = self._get_lines(year)
        cases = self._get_cases(year) if depth == CASE else []
        report = {
            **self._get_head(SCHEMA, VERSION, sequence),
            "year": year.year,
            "depth": CASE,
            "totals": add(lines),
            "counts": self._get_counts(year, lines),
            "names": self._get_names(year),
            "lines": lines,
            "cash": self._get_cash(year),
            "exceptions": self._get_exceptions(year),
            "cases": cases,
        }
        return cut(report, depth)

    def _make_consent(self, claims, sequence):
        """Return the message about the agency's consent."""
        return {**self._get_head(CONSENT_SCHEMA, CONSENT_VERSION, sequence), **claims}

    def _get_head(self, schema, version, sequence):
        identity_sudo = self.env["ir.config_parameter"].sudo()
        return {
            "schema": schema, "version": version, "sequence": sequence,
            "tenant": identity_sudo.get_param("database.uuid"),
            "as_of": now(self.env).isoformat() + "Z",
        }

    def _get_lines(self, year):
        rows = self.env.execute_query(statements.lines(year.id))
        return [dict(zip((*ADDRESS[CASE], *FIGURES), row, strict=True)) for row in rows]

    def _get_cases(self, year):
        names = (*ADDRESS[CASE], "number", "date", "committed", "paid")
        return [
            {**dict(zip(names, row, strict=True)), "date": row[7].isoformat()}
            for row in self.env.execute_query(statements.cases(year.id))
        ]

    def _get_names(self, year):
        names = {"fund": {}, "program": {"-": "-"}, "object": {"-": "-"}}
        for kind, code, name in self.env.execute_query(statements.names(year.id)):
            names[kind][code] = CONTROL.sub(" ", name or code)[:MOST_NAME] or "-"
        return names

    def _get_cash(self, year):
        """What was received and what is left is not in the ledger of expenditure: not known."""
        return [
            {"month": month, "fund": fund, "receipts": None, "payments": payments, "balance": None}
            for month, fund, payments in self.env.execute_query(statements.cash(year.id))
        ]

    def _get_counts(self, year, lines):
        commitments = self.env.execute_query(SQL(
            "SELECT COUNT(*) FROM gotgan_commitment"
            " WHERE fiscal_year_id = %s AND state IN ('committed', 'closed')", year.id,
        ))[0][0]
        return {
            "lines": len(lines), "projects": len({line["project"] for line in lines}),
            "commitments": commitments,
            "orphans": self.env["gotgan.approval"]._count_orphans(),
        }

    def _get_exceptions(self, year):
        day, elapsed = today(self.env), (today(self.env) - year.date_from).days
        queries = {
            "payment_late": statements.late_payments(year.id, day),
            "payment_returned": statements.returned_payments(year.id, day),
            "inspection_late": statements.late_inspections(year.id, day),
            "exhausted": statements.exhausted(year.id),
            "idle": elapsed >= IDLE_DAYS and statements.idle(year.id, elapsed),
            "import_refused": statements.refused_rows(year.id, day),
        }
        found = []
        for kind, query in queries.items():
            rows = self.env.execute_query(query) if query else []
            items = [dict(zip(ITEM, row, strict=True)) for row in rows]
            if items:
                found.append({"kind": kind, **add(items, ("count", "amount")), "items": items})
        return found
