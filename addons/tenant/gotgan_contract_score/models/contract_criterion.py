from odoo import fields, models


class ContractCriterion(models.Model):
    """평가항목: what is scored, with how many points. It stands in the notice and not after it."""

    _name = "gotgan.contract.criterion"
    _description = "Criterion of an Evaluation"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "evaluation_id, side desc, sequence, id"

    _parent_field = "evaluation_id"

    evaluation_id = fields.Many2one(
        "gotgan.contract.evaluation", required=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer(default=10, aggregator=None)
    name = fields.Char(string="Criterion", required=True)
    points = fields.Float(string="Full Points", digits=(6, 3), required=True)
    kind = fields.Selection([
        ("qualitative", "Judged"), ("quantitative", "Measured"),
    ], required=True, default="qualitative",
        help="What is judged is scored by the committee; what is measured, by the office.")
    side = fields.Selection([
        ("technical", "Technical"), ("price", "Price"),
    ], required=True, default="technical")

    _points_range = models.Constraint(
        "CHECK (points > 0 AND points <= 100)",
        "A criterion has more than 0 and at most 100 points.",
    )
    _price_measured = models.Constraint(
        "CHECK (side = 'technical' OR kind = 'quantitative')",
        "The price is measured, by the formula of the standard. Nobody judges it.",
    )

    def _check_documents_open(self):
        done = super()._check_documents_open()
        self.evaluation_id._refuse_new_terms()
        return done
