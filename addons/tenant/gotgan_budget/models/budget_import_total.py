from odoo import fields, models

from odoo.addons.gotgan_base.fields import Won


class BudgetImportTotal(models.Model):
    """A sum of one import, as its preview showed it: by department, fund, object, funding source.

    ``removed`` rows are the budget lines that change because the file no longer has them.
    """

    _name = "gotgan.budget.import.total"
    _description = "Total of a Budget Import"
    _order = "kind, sequence, id"
    _rec_name = "name"

    import_id = fields.Many2one(
        "gotgan.budget.import", required=True, readonly=True, index=True, ondelete="cascade",
    )
    kind = fields.Selection(
        [
            ("department", "Department"),
            ("fund", "Fund"),
            ("object", "Object Subitem"),
            ("source", "Funding Source"),
            ("removed", "No Longer in the File"),
        ],
        required=True, readonly=True,
    )
    sequence = fields.Integer(readonly=True)
    code = fields.Char(readonly=True)
    name = fields.Char(readonly=True, required=True)
    amount = Won(string="After This Import", readonly=True)
    imported = Won(string="Imported So Far", readonly=True)
    difference = Won(readonly=True)
