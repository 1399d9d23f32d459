from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

LETTERS = {"policy": "P", "unit": "U", "project": "S"}


class Program(models.Model):
    """The programme tree: 정책사업 → 단위사업 → 세부사업 (지방재정법 제41조, 운영기준 별표 10).

    A row without a code is given one. The number comes from a database sequence, so that imports
    side by side do not wait for each other; it is never given twice, and it may have gaps.
    """

    _name = "gotgan.program"
    _description = "Programme"
    _inherit = ["gotgan.classification.tree.mixin"]
    _order = "fiscal_year_id desc, level, code"

    level = fields.Selection(
        [
            ("policy", "Policy Programme"),
            ("unit", "Unit Programme"),
            ("project", "Detailed Project"),
        ],
        required=True,
    )
    code = fields.Char(required=False, help="Left empty, a code is given.")
    code_given = fields.Boolean(
        string="Code Given by the Program",
        readonly=True,
        copy=False,
        help="The budget file named no code for this row.",
    )
    parent_id = fields.Many2one("gotgan.program", index=True, ondelete="restrict")
    child_ids = fields.One2many("gotgan.program", "parent_id", string="Below It")
    policy_id = fields.Many2one(
        "gotgan.program",
        string="Policy Programme",
        compute="_compute_ancestors",
        store=True,
        precompute=True,
        index=True,
    )
    unit_id = fields.Many2one(
        "gotgan.program",
        string="Unit Programme",
        compute="_compute_ancestors",
        store=True,
        precompute=True,
        index=True,
    )
    function_id = fields.Many2one(
        "gotgan.function",
        string="Section",
        compute="_compute_function_id",
        store=True,
        precompute=True,
        recursive=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        domain="[('level', '=', 'section'), ('fiscal_year_id', '=', fiscal_year_id)]",
        help="The functional section (부문) of the policy; what stands below follows it.",
    )

    _code_unique = models.UniqueIndex(
        "(fiscal_year_id, level, code)",
        "This code already exists at this level of the fiscal year.",
    )
    _code_given = models.Constraint("CHECK (code <> '')", "A programme needs a code.")
    _name_under_parent = models.Index("(fiscal_year_id, parent_id, name)")

    def init(self):
        self.env.cr.execute(SQL("CREATE SEQUENCE IF NOT EXISTS gotgan_program_code_seq"))
        return super().init()

    @api.depends("level", "parent_id.parent_id")
    def _compute_ancestors(self):
        for program in self:
            parent = program.parent_id
            program.unit_id = parent if program.level == "project" else False
            program.policy_id = parent.parent_id if program.level == "project" else parent

    @api.depends("parent_id.function_id")
    def _compute_function_id(self):
        for program in self:
            program.function_id = program.parent_id.function_id or program.function_id

    @api.constrains("function_id", "fiscal_year_id")
    def _check_function(self):
        for program in self:
            section = program.function_id
            if section and section.level != "section":
                raise ValidationError(
                    self.env._(
                        "%(program)s needs a section (부문), but %(function)s is a field (분야).",
                        program=program.display_name,
                        function=section.display_name,
                    )
                )
            if section and section.fiscal_year_id != program.fiscal_year_id:
                raise ValidationError(
                    self.env._(
                        "%(program)s and its section %(function)s belong to different years.",
                        program=program.display_name,
                        function=section.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        bare = [vals for vals in vals_list if not vals.get("code")]
        codes = self._take_codes([vals.get("level") for vals in bare])
        given = {id(vals): code for vals, code in zip(bare, codes, strict=True)}
        return super().create(
            [
                {**vals, "code": given[id(vals)], "code_given": True} if id(vals) in given else vals
                for vals in vals_list
            ]
        )

    def copy_data(self, default=None):
        """A copy is given a code of its own."""
        return [{**vals, "code": False} for vals in super().copy_data(default)]

    @api.model
    def _take_codes(self, levels):
        """Return a fresh code for each of ``levels``: P, U or S and six digits."""
        numbers = self._take_code_numbers(len(levels)) if levels else ()
        codes = [
            f"{LETTERS.get(level, 'X')}{number:06d}"
            for level, number in zip(levels, numbers, strict=True)
        ]
        taken = self.with_context(active_test=False).search_count([("code", "in", codes)])
        return self._take_codes(levels) if taken else codes

    @api.model
    def _take_code_numbers(self, count):
        rows = self.env.execute_query(
            SQL(
                "SELECT nextval('gotgan_program_code_seq') FROM generate_series(1, %s)",
                count,
            )
        )
        return [row[0] for row in rows]
