from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.gotgan_base.fields import Won

# Set by the version itself: what stands before, and what was put before the deciding body.
KEPT = (
    "base_amount", "submitted_amount", "bill_amount", "difference", "adjusted", "section",
)


class BudgetVersionPart(models.AbstractModel):
    """A figure of a version, before and after: a line of expenditure or of revenue.

    Thousands are written by one statement (``version_statements``), which is why nothing here
    rests on ``create`` alone but what people type.
    """

    _name = "gotgan.budget.version.part.mixin"
    _description = "Figure of a Budget Version"
    _inherit = ["gotgan.transition.line.mixin"]

    _parent_field = "version_id"
    _address = ()
    _subject_field = None

    section = fields.Selection(
        [("operating", "Operating"), ("capital", "Capital")], string="Side", readonly=True,
        help="Only of enterprises and agencies: what is earned and spent in running them, or what "
             "is invested, borrowed and repaid.",
    )
    base_amount = Won(string="Before", readonly=True, required=True, default=0)
    submitted_amount = Won(
        string="As First Submitted", readonly=True, required=True, default=0,
    )
    bill_amount = Won(
        string="As Put to the Vote", readonly=True, required=True, default=0,
        help="As submitted, with what was amended in the bill since.",
    )
    amount = Won(string="After", required=True, default=0)
    difference = Won(
        string="Change", compute="_compute_difference", store=True, readonly=True, precompute=True,
    )
    adjusted = Won(
        string="Changed by the Vote", compute="_compute_adjusted", store=True, readonly=True,
        precompute=True,
        help="What the deciding body added to the bill, or cut from it.",
    )

    @api.depends("base_amount", "amount")
    def _compute_difference(self):
        for part in self:
            part.difference = part.amount - part.base_amount

    @api.depends("bill_amount", "amount")
    def _compute_adjusted(self):
        for part in self:
            part.adjusted = part.amount - part.bill_amount

    @api.model_create_multi
    def create(self, vals_list):
        """What stands before is looked up, whatever is given."""
        for vals in vals_list:
            self._check_kept(vals)
        parts = super().create(vals_list)
        parts._look_up_base()
        return parts

    def write(self, vals):
        self._check_kept(vals)
        done = super().write(vals)
        # The constraints look at what is computed too: it is written in the same statement.
        self._recompute_recordset(["difference", "adjusted"])
        if not self.env.su and set(vals) & {*self._address, "version_id"}:
            self._look_up_base()
        return done

    def _check_kept(self, vals):
        kept = [name for name in KEPT if vals.get(name)]
        if kept and not self.env.su:
            raise AccessError(self.env._(
                "%(field)s is set by the version itself. Enter the amount after the change.",
                field=self._fields[kept[0]]._description_string(self.env),
            ))

    def _look_up_base(self):
        """Take what stands before from the version that is changed, and the side of the budget."""
        for version, parts in self.grouped("version_id").items():
            before = version._read_before(self._name)
            sections = version._find_sections(
                self[self._subject_field]._name,
                {(part.fund_id.id, part[self._subject_field].id) for part in parts},
            )
            for part in parts:
                part._write_locked({
                    "base_amount": before.get(part._get_place(), 0),
                    "section": sections[part.fund_id.id, part[self._subject_field].id],
                })

    def _get_place(self):
        self.ensure_one()
        return tuple(
            self[name].id if self._fields[name].type == "many2one" else self[name]
            for name in self._address
        )
