from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class AppendOnlyMixin(models.AbstractModel):
    """Rows that are written once. The database refuses update, delete and truncate by itself."""

    _name = "gotgan.append.only.mixin"
    _description = "Append-only rows"

    def init(self):
        super().init()
        if not self._auto or self._abstract:
            return
        self.env.cr.execute("""
            CREATE OR REPLACE FUNCTION gotgan_refuse_change() RETURNS trigger AS $$
            BEGIN
                RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation',
                          HINT = 'A correction is a new row with a reason.';
            END $$ LANGUAGE plpgsql
        """)
        self.env.cr.execute(SQL(
            """
            CREATE OR REPLACE TRIGGER %(rows)s BEFORE UPDATE OR DELETE ON %(table)s
                FOR EACH ROW EXECUTE FUNCTION gotgan_refuse_change();
            CREATE OR REPLACE TRIGGER %(whole)s BEFORE TRUNCATE ON %(table)s
                FOR EACH STATEMENT EXECUTE FUNCTION gotgan_refuse_change();
            ALTER TABLE %(table)s ENABLE ALWAYS TRIGGER %(rows)s;
            ALTER TABLE %(table)s ENABLE ALWAYS TRIGGER %(whole)s
            """,
            table=SQL.identifier(self._table),
            rows=SQL.identifier(f"{self._table}_append_only"),
            whole=SQL.identifier(f"{self._table}_append_only_all"),
        ))

    @api.private
    def write(self, vals):
        if vals:
            self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        self._refuse_change()

    def _refuse_change(self):
        raise UserError(self.env._(
            "%(kind)s cannot be changed or deleted. Record a correction with its reason instead.",
            kind=self._description,
        ))
