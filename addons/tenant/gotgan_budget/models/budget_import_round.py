from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won
from odoo.addons.gotgan_base.meeting import meet_on

from ..ehojo.columns import HEADING
from ..ehojo.problem import WARNING


class BudgetImportRound(models.Model):
    """One budget of the year that an import brings: 본예산, or the n-th 추경, and its day.

    Each becomes a version in force on the day it was decided (예산확정일자), so that the budget as
    of any day can be shown. Where the file does not say the day, the officer enters it.
    """

    _name = "gotgan.budget.import.round"
    _description = "Budget Brought by an Import"
    _order = "import_id, number"
    _rec_name = "number"

    import_id = fields.Many2one(
        "gotgan.budget.import", required=True, readonly=True, index=True, ondelete="cascade",
    )
    state = fields.Selection(related="import_id.state")
    number = fields.Integer(
        string="Supplementary Budget No.", required=True, readonly=True, aggregator=None,
    )
    date = fields.Date(string="Takes Effect On", required=True)
    is_entered = fields.Boolean(readonly=True)
    cell_count = fields.Integer(string="Cells Changed", readonly=True)
    difference = Won(readonly=True)

    _once = models.UniqueIndex(
        "(import_id, number)", "Each budget of the year stands once in an import.",
    )

    @api.depends("number")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "Supplementary Budget No. %(number)s", number=one.number,
            ) if one.number else self.env._("Original Budget")

    def write(self, vals):
        """Only the day is entered, while the import is being looked at."""
        if not self.env.su:
            self._check_entered(vals)
            vals = {**vals, "is_entered": True}
        return super().write(vals)

    def _check_entered(self, vals):
        documents = self.import_id
        if set(vals) - {"date"}:
            raise AccessError(self.env._("Only the day a budget takes effect is entered here."))
        if any(document.state != "previewed" for document in documents):
            raise UserError(self.env._(
                "%(document)s is not being previewed: its days can no longer be changed.",
                document=documents[:1]._get_document_label(),
            ))
        meet_on(documents)

    # ---- for the import --------------------------------------------------

    @api.model
    def _renew(self, document, plan, comparison):
        """Put the budgets that a file has something new of in the place of those seen before."""
        entered = {
            one.number: one.date for one in document.round_ids if one.is_entered
        }
        document.round_ids.sudo().unlink()
        rows = [
            self._prepare(document, plan, number, changes, entered.get(number))
            for number, changes in comparison.steps.items()
        ]
        self._check_days(document, plan, rows)
        self.sudo().create(rows)

    def _prepare(self, document, plan, number, changes, entered):
        return {
            "import_id": document.id, "number": number, "is_entered": bool(entered),
            "date": entered or self._find_day(document, plan, number),
            "cell_count": len(changes), "difference": sum(changes.values()),
        }

    def _find_day(self, document, plan, number):
        """Return the day a budget takes effect: as the file has it, else what the import says.

        What corrects a budget that is in the books already is dated by the import. An original
        budget that comes with its 추경 holds from the first day of the year.
        """
        year = document.fiscal_year_id
        is_new = any(steps.new is not None and number >= steps.new for steps in plan.steps.values())
        decided = plan.days.get(number) if is_new else None
        if decided:
            return max(decided, year.date_from)
        alone = len({*plan.days.found, *self._get_numbers(plan)}) == 1
        if not is_new or alone:
            return document.date
        if not number:
            return year.date_from
        late = document.date > year.date_from
        return document.date if late else min(max(today(self.env), year.date_from), year.date_to)

    def _get_numbers(self, plan):
        return {one.round for line in plan.lines.values() for one in line.rows}

    def _check_days(self, document, plan, rows):
        """Name days that cannot be, and those that the file left open."""
        latest = min(today(self.env), document.fiscal_year_id.date_to)
        column, before = HEADING["decided"], None
        for row in rows:
            number, day = row["number"], row["date"]
            facts = {"number": number, "value": str(day)}
            if number and day > latest:
                plan.problems.add(0, column, "day_outside", **facts)
            if before and day < before:
                plan.problems.add(0, column, "days_cross", **facts, first=str(before))
            if number and len(rows) > 1 and not (row["is_entered"] or plan.days.get(number)):
                plan.problems.add(0, column, "day_unknown", WARNING, **facts)
            before = max(day, before or day)
