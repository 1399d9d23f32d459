from odoo import api, fields, models


class SupportAct(models.Model):
    """What an operator looked at while the agency let support in."""

    _name = "gotgan.support.act"
    _description = "What Support Looked At"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    grant_id = fields.Many2one(
        "gotgan.support.grant", string="Support Access", required=True, index=True, readonly=True,
        ondelete="restrict",
    )
    time = fields.Datetime(required=True, readonly=True)
    res_model = fields.Char(string="Technical Name", readonly=True)
    kind = fields.Char(string="Looked At", required=True, readonly=True)
    res_ids = fields.Char(string="Records", readonly=True, help="Numbers of the records, if named.")
    path = fields.Char(readonly=True)

    @api.model
    def _note(self, grant, path, params):
        """Write one row: whose access, when, what kind of record, which ones."""
        model = params.get("model") if isinstance(params.get("model"), str) else None
        arguments = params.get("args") or []
        named = arguments[0] if arguments and params.get("method") in {"read", "web_read"} else []
        kind_sudo = self.env["ir.model"].sudo()._get(model) if model in self.env else None
        acts_sudo = self.sudo()
        acts_sudo.create({
            "grant_id": grant.id,
            "time": fields.Datetime.now(),
            "res_model": model,
            "kind": kind_sudo.name if kind_sudo else path,
            "res_ids": ", ".join(map(str, named))[:200] if isinstance(named, list) else False,
            "path": path,
        })
