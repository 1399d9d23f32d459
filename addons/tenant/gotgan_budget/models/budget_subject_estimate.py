from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won

from ..version_row import ADDRESS


class BudgetSubjectEstimate(models.Model):
    """산출기초 of a budget by subjects: a row of the table that a version was entered from.

    Written with the version and never edited; a later version brings its own, and where other
    documents change a line, papers show the rest as an adjustment.
    """

    _name = "gotgan.budget.subject.estimate"
    _description = "Cost Estimate of a Budget by Subjects"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "version_id, sequence, id"
    _log_access = False
    _parent_field = "version_id"

    version_id = fields.Many2one(
        "gotgan.budget.version", required=True, readonly=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer(string="Row in the File", required=True, readonly=True)
    fund_id = fields.Many2one("gotgan.fund", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, ondelete="restrict",
    )
    project_id = fields.Many2one(
        "gotgan.program", required=True, readonly=True, ondelete="restrict",
    )
    subitem_id = fields.Many2one(
        "gotgan.expenditure.object", string="Object Subitem", required=True, readonly=True,
        ondelete="restrict",
    )
    funding_source_id = fields.Many2one(
        "gotgan.funding.source", required=True, readonly=True, ondelete="restrict",
    )
    name = fields.Char(string="Item", readonly=True)
    formula = fields.Char(string="How It Is Computed", readonly=True)
    amount = Won(required=True, readonly=True)

    def _read_present(self, version, names=ADDRESS):
        """Return ``{place: estimates}``, of each place those of the last version that has any.

        :param names: the columns that make a place; those of a cell by default
        """
        chain = version._get_chain()
        order = {one: place for place, one in enumerate(chain.ids)}
        found = {}
        rows = self.search([("version_id", "in", chain.ids)])
        for row in rows.sorted(lambda one: (order[one.version_id.id], one.sequence, one.id)):
            place = tuple(row[name].id for name in names)
            known = found.get(place, row)
            found[place] = known | row if known.version_id == row.version_id else row
        return found
