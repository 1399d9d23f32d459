from odoo import api, fields, models


class Event(models.Model):
    """One row per transition: who did what to which document, in which capacity, when and why."""

    _name = "gotgan.event"
    _description = "Event"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "id desc"
    _log_access = False

    res_model = fields.Char(required=True, string="Kind of Document")
    res_id = fields.Many2oneReference(required=True, model_field="res_model", string="Document")
    transition = fields.Char(required=True)
    source = fields.Char(string="From", required=True)
    target = fields.Char(string="To", required=True)
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    capacity = fields.Char(help="The office or right in which the person acted, as it read then.")
    reason = fields.Text()
    time = fields.Datetime(required=True, readonly=True)
    step = fields.Char(compute="_compute_step")

    _document = models.Index("(res_model, res_id, id)")

    @api.depends("res_model", "source", "target")
    def _compute_step(self):
        for event in self:
            label = event._get_state_labels()
            source, target = (label.get(one, one) for one in (event.source, event.target))
            event.step = f"{source} → {target}"

    @api.model_create_multi
    def create(self, vals_list):
        moment = self.env.cr.now()
        return super().create([{**vals, "time": moment} for vals in vals_list])

    def _get_state_labels(self):
        model = self.env.get(self.res_model)
        if model is None or "state" not in model._fields:
            return {}
        return dict(model._fields["state"]._description_selection(self.env))
