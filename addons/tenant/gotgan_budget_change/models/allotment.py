from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..papers import notice


class Allotment(models.Model):
    """An allotment may carry out a plan, leaves what is withheld, and is told to departments.

    Before the year begins only what the decree names may be allotted (지방재정법 시행령 제57조).
    """

    _name = "gotgan.allotment"
    _inherit = ["gotgan.rule.check.mixin", "gotgan.change.paper.mixin", "gotgan.allotment"]

    _rule_checks = {"issue": ("allotment.before_year",)}
    _finding_depends = ("kind", "date", "fiscal_year_id", "line_ids.cell_id")

    plan_id = fields.Many2one(
        "gotgan.allotment.plan", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )

    def _check_allotment_before_year(self, edition):
        year = self.fiscal_year_id
        if self.kind == "recall" or not (self.date and year) or self.date >= year.date_from:
            return
        codes = {code for row in edition._get_rows() for code in row["objects"] or ()}
        for line in self.line_ids.filtered("cell_id"):
            subitem = line.subitem_id
            if not codes & {subitem.code, subitem.parent_id.code}:
                yield Finding(
                    self.env._(
                        "%(line)s would be allotted before %(year)s begins.",
                        line=line.cell_id.display_name, year=year.display_name,
                    ),
                    fix=self.env._("Date the allotment in the year."),
                    record=line, facts=(subitem.code, line.amount),
                )

    def _check_issue(self):
        done = super()._check_issue()
        for line in self.filtered(lambda one: one.kind == "allot").line_ids:
            cell = line.cell_id
            room = cell.appropriated - cell.allotted - cell.withheld
            if cell.withheld and line.amount > room:
                raise UserError(self.env._(
                    "%(cell)s: %(withheld)s won of it are withheld, so %(room)s won can be "
                    "allotted and not %(amount)s. Lower the amount, or release what is withheld.",
                    cell=cell.display_name, withheld=won_text(cell.withheld),
                    room=won_text(max(room, 0)), amount=won_text(line.amount),
                ))
        return done

    def _get_paper(self):
        return notice.build(self)
