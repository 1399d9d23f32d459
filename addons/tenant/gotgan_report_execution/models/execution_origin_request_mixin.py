from collections import Counter

from odoo import models
from odoo.fields import Domain

from ..rules.figures import FIGURES, effects_of_parts
from ..rules.strands import Strand, by_times

LINE = "gotgan.budget.request.line"
REVENUE = "gotgan.budget.request.revenue"
ROUNDS = ("requested", "first", "second", "settled")


class ExecutionOriginRequestMixin(models.AbstractModel):
    """Where the numbers of a budget request come from: estimates, reviews, and last year's budget.

    One line opens to its cost estimates and what reviews made of them; a total to its lines.
    """

    _name = "gotgan.execution.origin.request.mixin"
    _description = "Origin of a Number of a Budget Request"

    def _get_asked_strands(self, records, origin, field):
        rows = records.mapped(origin.cells) if origin.cells else records
        return self._get_asked(rows, field)

    def _get_asked(self, rows, field):
        if field == "last_amount":
            found = Counter(rows._find_former_versions())
            return [self._make_versions(found)]
        if field == "base_amount":
            return self._get_base(rows)
        if field == "difference":
            return self._get_difference(rows)
        steps = self._get_parts(rows, field) if len(rows) == 1 else [
            (row, row[field]) for row in rows if row[field]
        ]
        tell = self.env["gotgan.execution.step"]._describe_asked
        return [Strand(1, tuple(steps), tell)]

    def _get_difference(self, rows):
        """What is asked for, less what it is compared with."""
        strands = self._get_asked(rows, "amount")
        original = rows.filtered(lambda row: row.cycle_id.kind == "original")
        if rows._name == REVENUE:
            original = rows
        for part, field in ((original, "last_amount"), (rows - original, "base_amount")):
            if part:
                strands += [one.counted(-1) for one in self._get_asked(part, field)]
        return strands

    def _get_base(self, lines):
        effects = effects_of_parts(FIGURES["voted"])
        kinds = Domain("kind", "in", list(effects))
        return [
            Strand(times, domain=Domain("cell_id", "in", ids) & kinds, effects=effects)
            for times, ids in by_times(lines._find_former_cells()).items()
        ]

    def _make_versions(self, found):
        rows = [(one, found[one]) for one in sorted(found, key=lambda one: one.position)
                if found[one]]
        return Strand(1, tuple(rows), self.env["gotgan.execution.step"]._describe_versions)

    # ---- one line --------------------------------------------------------

    def _get_parts(self, row, field):
        """Return the estimates of one line, and what the reviews until a round made of them."""
        if self._is_ahead(row, field):
            return []
        if row._name == REVENUE:
            asked = [(row, row.requested)]
            rounds = ROUNDS if field == "amount" else ()
        else:
            asked = [(one, one.amount) for one in row.estimate_ids if not one.parent_id]
            rounds = self._get_rounds(row, field)
        done = self._find_reviews(row).filtered(lambda one: one.round in rounds)
        return [
            *(pair for pair in asked if pair[1] and field != "cut"),
            *((one, one.difference) for one in done),
        ]

    def _find_reviews(self, row):
        """Return what reviews did since the request was handed in last, in order."""
        name = "revenue_id" if row._name == REVENUE else "line_id"
        return self.env["gotgan.budget.review"].search([
            (name, "=", row.id), ("run", "=", row.request_id.run),
        ], order="id")

    def _get_rounds(self, line, field):
        """Return the rounds whose reviews are in the figure."""
        wanted = line.request_id._get_round() if field in ("amount", "cut") else field
        return ROUNDS[1:ROUNDS.index(wanted) + 1]

    def _is_ahead(self, row, field):
        """Return whether the figure is that of a round still to come, which is zero."""
        last = row.request_id._get_round()
        return field in ROUNDS and ROUNDS.index(field) > ROUNDS.index(last)
