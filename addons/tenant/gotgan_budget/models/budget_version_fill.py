from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.meeting import meet_on

from ..parts.columns import CARRYOVER, CONTINUING, DEBT, REVENUE, TRANSFER

MODELS = {
    REVENUE: "gotgan.budget.version.revenue",
    CONTINUING: "gotgan.continuing.appropriation",
    DEBT: "gotgan.debt.authorization",
    CARRYOVER: "gotgan.authorized.carryover",
    TRANSFER: "gotgan.transfer.authorization",
}
GONE = ("rejected", "cancelled")


class BudgetVersionFill(models.AbstractModel):
    """The rest of a budget book, brought in from tables (지방재정법 40).

    A draft is filled as if somebody typed it. A budget that was imported was decided elsewhere, and
    what was imported of it may be completed or corrected by the same officer; one that was decided
    here only where it has nothing of the kind. Either leaves a row in the version's history.
    """

    _name = "gotgan.budget.version.fill"
    _description = "Parts of a Budget Version from Tables"

    def _find_fill_fault(self, kind):
        """Return ``(code, params)`` of why a table cannot go into this version, or none."""
        self.ensure_one()
        if self.state not in ("draft", "in_force"):
            return "not_open", {"name": self.name}
        if self.state == "draft":
            return None
        present = self._get_filled(kind)
        if present and not self.import_id:
            return "decided_here", {"name": self.name, "count": len(present)}
        if kind == TRANSFER and any(present.mapped("used_amount")):
            return "transfer_used", {"name": self.name}
        later = self._find_later(kind)
        return ("later_has", {"name": self.name, "later": later.name}) if later else None

    def _get_filled(self, kind):
        return self.env[MODELS[kind]].search([("version_id", "=", self.id)])

    def _find_later(self, kind):
        """Return a version that says what it changes of this one's revenue."""
        return self.env[MODELS[REVENUE]].search([
            ("version_id.fiscal_year_id", "=", self.fiscal_year_id.id),
            ("version_id.position", ">", self.position), ("version_id.state", "not in", GONE),
        ], limit=1).version_id if kind == REVENUE else self.browse()

    def _fill(self, kind, rows, reason):
        """Put the rows of a table in the place of what the version has of their kind.

        :param rows: ``RevenueRow`` of revenue, values of the others
        :param str reason: where they come from, for the history
        :raises UserError: the version cannot take them
        """
        self.ensure_one()
        self.check_access("write")
        meet_on(self)
        if self._find_fill_fault(kind):
            raise UserError(self.env._(
                "%(document)s cannot take the table: preview it again to see why.",
                document=self.name,
            ))
        if self.state == "in_force":
            self._do_transition("fill_in", reason)
        self._clear_filled(kind)
        if kind == REVENUE:
            self._add_revenues(rows)
        else:
            self.env[MODELS[kind]]._create_locked([{**row, "version_id": self.id} for row in rows])

    def _clear_filled(self, kind):
        """Take away what the version has; whether it may was asked before."""
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "DELETE FROM %s WHERE version_id = %s",
            SQL.identifier(self.env[MODELS[kind]]._table), self.id,
        ))
        self.env.invalidate_all()
        self._forget_parts()
