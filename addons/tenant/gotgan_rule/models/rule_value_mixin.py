from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..values import (
    Fault,
    clean_value,
    find_step,
    parse_value,
    to_day,
    to_fraction,
    write_value,
)
from ..wording import explain_fault, show_table, show_value


class RuleValueMixin(models.AbstractModel):
    """The value of a rule: kept as JSON, typed and read as people write it."""

    _name = "gotgan.rule.value.mixin"
    _description = "Value of a Rule"

    rule_id = fields.Many2one("gotgan.rule", required=True, ondelete="restrict", index=True)
    value_kind = fields.Selection(related="rule_id.value_kind")
    value = fields.Json(string="Value as Kept", copy=True)
    value_input = fields.Text(
        string="Value as Written", compute="_compute_value_input", readonly=False,
        help="Amounts as 50,000,000,000 or 500억원, days as 40, rates as 1/100 or 1%, codes parted "
        "by commas, days of the year as 12-31 or 다음 해 02-10; tables with a line for each "
        "row and | between the cells, or pasted from a spreadsheet.",
    )
    value_text = fields.Text(string="Value", compute="_compute_value_text")
    value_table = fields.Json(compute="_compute_value_text")

    @api.depends("value", "rule_id.value_kind", "rule_id.columns")
    def _compute_value_input(self):
        for edition in self:
            rule = edition.rule_id
            edition.value_input = rule and write_value(
                rule.value_kind, edition.value, rule._get_columns(),
            )

    @api.depends("value", "value_input", "rule_id.value_kind", "rule_id.columns", "rule_id.unit")
    @api.depends_context("lang")
    def _compute_value_text(self):
        for edition in self:
            rule = edition.rule_id
            edition.value_text = edition.value_table = False
            if not rule:
                continue
            try:
                value = parse_value(rule.value_kind, edition.value_input, rule._get_columns())
            except Fault as fault:
                said = explain_fault(self.env, rule, fault)
                edition.value_text = edition.value_input and said
            else:
                edition.value_text = show_value(self.env, rule, value)
                edition.value_table = show_table(self.env, rule, value)

    @api.constrains("value", "rule_id")
    def _check_value(self):
        for edition in self:
            rule = edition.rule_id
            try:
                clean_value(rule.value_kind, edition.value, rule._get_columns())
            except Fault as fault:
                raise ValidationError(explain_fault(self.env, rule, fault)) from fault

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._clean_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._clean_vals(vals))

    # ---- what others call ----------------------------------------------------

    def _get_won(self):
        """Return the amount in won."""
        return int(self._get_value("won"))

    def _get_days(self):
        """Return the number of days."""
        return int(self._get_value("days"))

    def _get_number(self):
        """Return the number."""
        return int(self._get_value("number"))

    def _get_rate(self):
        """Return the rate as an exact ``Fraction``."""
        return to_fraction(self._get_value("rate"))

    def _get_date(self, year):
        """Return the day it names for the fiscal year ``year`` (int)."""
        return to_day(self._get_value("date"), year)

    def _get_codes(self):
        """Return the list of codes."""
        return self._get_value("codes")

    def _get_rows(self):
        """Return the rows of the table, each a dict by column; rates as ``Fraction``."""
        rates = self._recall_rate_columns()
        return [
            {**row, **{name: to_fraction(row[name]) for name in rates if row[name] is not None}}
            for row in self._get_value("table")
        ]

    def _recall_rate_columns(self):
        """Return the names of the columns that are rates."""
        return self.rule_id._get_rate_columns()

    def _get_step(self, column, number):
        """Return the first row whose ``column`` reaches ``number``, ``None`` beyond the last."""
        return find_step(self._get_rows(), column, number)

    def _get_text(self):
        """Return the text."""
        return self._get_value("text")

    def _get_value(self, kind):
        self.ensure_one()
        if self.value_kind != kind:
            raise UserError(self.env._(
                "%(edition)s is asked for another kind of value than it has.",
                edition=self.display_name,
            ))
        return self.value

    def _clean_vals(self, vals):
        """Return ``vals`` with what a person typed as the value that is kept.

        :raises ValidationError: it is no value of the rule's kind; says how to write one
        """
        if "value_input" not in vals and (vals.get("value") is None or vals["value"] is False):
            return vals
        rule = self.env["gotgan.rule"].browse(vals.get("rule_id")) or self.rule_id
        rule.ensure_one()
        vals, columns = dict(vals), rule._get_columns()
        typed = vals.pop("value_input", None)
        try:
            value = (
                clean_value(rule.value_kind, vals["value"], columns) if typed is None
                else parse_value(rule.value_kind, typed, columns)
            )
            return {**vals, "value": clean_value(rule.value_kind, value, columns)}
        except Fault as fault:
            raise ValidationError(explain_fault(self.env, rule, fault)) from fault
