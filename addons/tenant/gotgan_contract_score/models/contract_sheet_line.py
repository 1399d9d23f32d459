from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL

GIVEN = frozenset(["points", "is_scored", "comment"])


class ContractSheetLine(models.Model):
    """The points of one criterion in a sheet, within what the criterion has."""

    _name = "gotgan.contract.sheet.line"
    _description = "Points of a Score Sheet"
    _inherit = ["gotgan.transition.line.mixin"]
    _order = "sheet_id desc, criterion_id, id"

    _parent_field = "sheet_id"

    sheet_id = fields.Many2one(
        "gotgan.contract.sheet", required=True, index=True, ondelete="restrict",
    )
    criterion_id = fields.Many2one(
        "gotgan.contract.criterion", required=True, ondelete="restrict", readonly=True,
    )
    max_points = fields.Float(string="Full Points", digits=(6, 3), required=True, readonly=True)
    points = fields.Float(digits=(6, 3))
    is_scored = fields.Boolean(string="Scored")
    comment = fields.Char()

    _within = models.Constraint(
        "CHECK (points >= 0 AND points <= max_points)",
        "The points of a criterion lie between 0 and what the criterion has.",
    )
    _once = models.UniqueIndex("(sheet_id, criterion_id)", "A criterion stands once in a sheet.")

    def init(self):
        done = super().init()
        self.env.cr.execute(SQL(
            """
            CREATE OR REPLACE FUNCTION gotgan_refuse_handed_line() RETURNS trigger AS $$
            BEGIN
                IF EXISTS (
                    SELECT 1 FROM gotgan_contract_sheet WHERE state = 'handed' AND id IN (
                        CASE WHEN TG_OP = 'INSERT' THEN NEW.sheet_id ELSE OLD.sheet_id END,
                        CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END
                    )
                ) THEN
                    RAISE EXCEPTION 'a score sheet that was handed in is not changed'
                        USING ERRCODE = 'restrict_violation';
                END IF;
                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
            END $$ LANGUAGE plpgsql;
            CREATE OR REPLACE TRIGGER gotgan_contract_sheet_line_handed
                BEFORE INSERT OR UPDATE OR DELETE ON gotgan_contract_sheet_line
                FOR EACH ROW EXECUTE FUNCTION gotgan_refuse_handed_line();
            ALTER TABLE gotgan_contract_sheet_line
                ENABLE ALWAYS TRIGGER gotgan_contract_sheet_line_handed
            """
        ))
        return done

    @api.constrains("points", "max_points")
    def _check_points(self):
        for line in self:
            if not 0 <= line.points <= line.max_points:
                raise ValidationError(self.env._(
                    "%(criterion)s has 0 to %(limit)s points, not %(points)s.",
                    criterion=line.sudo().criterion_id.name, limit=f"{line.max_points:g}",
                    points=f"{line.points:g}",
                ))

    @api.onchange("points")
    def _onchange_points(self):
        if self.points:
            self.is_scored = True

    def write(self, vals):
        if set(vals) - GIVEN and not self.env.su:
            raise AccessError(self.env._("In a sheet only points and comments are entered."))
        if "points" in vals and "is_scored" not in vals:
            vals = {**vals, "is_scored": True}
        return super().write(vals)
