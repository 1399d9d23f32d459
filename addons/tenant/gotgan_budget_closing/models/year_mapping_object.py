from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won

STATUSES = [
    ("same", "Same Code"),
    ("mapped", "Follows the Published Table"),
    ("decided", "Decided"),
    ("open", "To Be Decided"),
]


class YearMappingObject(models.Model):
    """What one object of expenditure of the old year is in the next, for this agency.

    The published table decides most; where it has several answers or none, a person does, for all
    budget lines or for a single one. The decision is kept with who made it.
    """

    _name = "gotgan.year.mapping.object"
    _description = "Object in the Next Year"
    _order = "mapping_id, is_open desc, from_code, budget_line_id"
    _rec_name = "from_object_id"

    mapping_id = fields.Many2one(
        "gotgan.year.mapping", required=True, readonly=True, ondelete="cascade", index=True,
    )
    to_year_id = fields.Many2one(related="mapping_id.to_year_id")
    from_object_id = fields.Many2one(
        "gotgan.expenditure.object", string="Old Object", required=True, readonly=True,
        ondelete="restrict",
    )
    from_code = fields.Char(related="from_object_id.code", store=True, string="Old Code")
    subject_set = fields.Selection(related="from_object_id.subject_set")
    budget_line_id = fields.Many2one(
        "gotgan.budget.line", string="Only for This Budget Line", ondelete="restrict",
        index="btree_not_null",
        domain="[('subitem_id', '=', from_object_id)]",
        help="An exception: left empty, the row holds for all budget lines of the object.",
    )
    proposal_ids = fields.Many2many(
        "gotgan.classification.mapping", string="Published Table", readonly=True,
        compute="_compute_proposal_ids",
    )
    note = fields.Text(compute="_compute_proposal_ids", string="What the Table Says")
    to_object_id = fields.Many2one(
        "gotgan.expenditure.object", string="New Object", ondelete="restrict",
        domain="[('fiscal_year_id', '=', to_year_id), ('subject_set', '=', subject_set),"
               " ('child_ids', '=', False)]",
    )
    proposed_object_id = fields.Many2one(
        "gotgan.expenditure.object", string="Proposed", readonly=True, ondelete="restrict",
    )
    status = fields.Selection(STATUSES, compute="_compute_status", store=True)
    is_open = fields.Boolean(string="To Be Decided", compute="_compute_status", store=True)
    reason = fields.Char(help="Why this object was chosen.")
    user_id = fields.Many2one("res.users", string="Decided By", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True)
    line_count = fields.Integer(compute="_compute_use", string="Budget Lines")
    amount = Won(compute="_compute_use", string="Current Appropriation")

    _object_once = models.UniqueIndex(
        "(mapping_id, from_object_id, COALESCE(budget_line_id, 0))",
        "This object, or this budget line of it, stands here already.",
    )

    @api.depends("from_object_id", "to_year_id")
    def _compute_proposal_ids(self):
        table = self.env["gotgan.classification.mapping"]
        for year, rows in self.grouped("to_year_id").items():
            found = table._get_targets(rows.from_object_id, year)
            for row in rows:
                row.proposal_ids = found.get(row.from_object_id, table)
                row.note = "\n".join(filter(None, row.proposal_ids.mapped("note")))

    @api.depends("to_object_id", "proposed_object_id", "user_id")
    def _compute_status(self):
        for row in self:
            if not row.to_object_id:
                row.status = "open"
            elif row.to_object_id != row.proposed_object_id or row.user_id:
                row.status = "decided"
            else:
                same = row.to_object_id.code == row.from_object_id.code
                row.status = "same" if same else "mapped"
            row.is_open = row.status == "open"

    @api.depends("from_object_id", "budget_line_id")
    def _compute_use(self):
        cells = self.env["gotgan.budget.cell"]
        for row in self:
            domain = (
                [("line_id", "=", row.budget_line_id.id)] if row.budget_line_id
                else [("subitem_id", "=", row.from_object_id.id)]
            )
            found = cells._read_group(domain, [], ["line_id:count_distinct", "appropriated:sum"])
            row.line_count, row.amount = found[0]

    @api.constrains("to_object_id", "from_object_id", "budget_line_id")
    def _check_objects(self):
        for row in self:
            target = row.to_object_id
            if target and (target.fiscal_year_id, target.subject_set) != (
                row.to_year_id, row.from_object_id.subject_set,
            ):
                raise ValidationError(self.env._(
                    "%(object)s is not an object of %(year)s of the same set of subjects.",
                    object=target.display_name, year=row.to_year_id.display_name,
                ))
            if row.budget_line_id and row.budget_line_id.subitem_id != row.from_object_id:
                raise ValidationError(self.env._(
                    "%(line)s is not a budget line of %(object)s.",
                    line=row.budget_line_id.display_name, object=row.from_object_id.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        """A row made by a person is a decision of that person."""
        return super().create([self._sign(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._sign(vals))

    def action_except(self):
        """Add exceptions for single budget lines of the object."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Exception for a Budget Line"),
            "res_model": self._name, "view_mode": "form", "target": "new",
            "context": {
                "default_mapping_id": self.mapping_id.id,
                "default_from_object_id": self.from_object_id.id,
            },
        }

    # ---- inside ------------------------------------------------------------

    def _sign(self, vals):
        """Note who decided and when; the assistant's own rows, made as the program, stay plain."""
        if self.env.su:
            return vals
        plain = {name: vals[name] for name in vals if name not in ("user_id", "decided_at")}
        if "to_object_id" not in plain:
            return plain
        return {**plain, "user_id": self.env.uid, "decided_at": now(self.env)}
