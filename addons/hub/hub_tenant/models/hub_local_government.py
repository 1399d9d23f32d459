from odoo import api, fields, models


class HubLocalGovernment(models.Model):
    """A local government (자치단체): what an agency belongs to."""

    _name = "hub.local.government"
    _description = "Local Government"
    _order = "code"
    _rec_names_search = ["full_name", "code"]

    code = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    full_name = fields.Char(compute="_compute_full_name", store=True, recursive=True)
    level = fields.Selection(
        [("upper", "Metropolitan City or Province"), ("basic", "City, County or District")],
        required=True, readonly=True,
    )
    kind = fields.Char(readonly=True, help="특별시, 도, 시, 군, 자치구 …")
    parent_id = fields.Many2one("hub.local.government", readonly=True, ondelete="restrict")

    _code_unique = models.UniqueIndex("(code)", "Each local government has a code of its own.")

    @api.depends("name", "parent_id.full_name")
    def _compute_full_name(self):
        for government in self:
            names = (government.parent_id.full_name, government.name)
            government.full_name = " ".join(name for name in names if name)

    @api.depends("full_name")
    def _compute_display_name(self):
        for government in self:
            government.display_name = government.full_name

    def _take(self, rows):
        """Bring the table in; rows are those of the classification's file, parents first or not."""
        known = {one.code: one for one in self.search([])}
        for row in sorted(rows, key=lambda row: bool(row["parent_code"])):
            values = {
                "name": row["name"], "level": row["tier"], "kind": row["kind"],
                "parent_id": known[row["parent_code"]].id if row["parent_code"] else False,
            }
            if row["code"] in known:
                known[row["code"]].write(values)
            else:
                known[row["code"]] = self.create({"code": row["code"], **values})
