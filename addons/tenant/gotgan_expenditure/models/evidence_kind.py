from odoo import fields, models


class EvidenceKind(models.Model):
    """A kind of paper that proves a debt: the tax invoice, the claim, the inspection record …"""

    _name = "gotgan.evidence.kind"
    _description = "Kind of Evidence"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex("(name)", "This kind of evidence exists already.")
