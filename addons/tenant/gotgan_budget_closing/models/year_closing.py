import json

from odoo import api, fields, models

from odoo.addons.gotgan_base.clock import now
from odoo.addons.gotgan_base.fields import Won

MANAGER = "gotgan_base.group_manager"


class YearClosing(models.Model):
    """Closing a fiscal year: checks in order, each green or with the records to mend.

    The rehearsal runs everything any day without effect. The closing itself is the fiscal year's
    own steps (지방회계법 7): closing starts when no new spending is wanted, and the books close
    when every check that must be met is.
    """

    _name = "gotgan.year.closing"
    _description = "Year-End Closing"
    _inherit = ["gotgan.year.settlement.mixin"]
    _order = "fiscal_year_id desc"
    _rec_name = "fiscal_year_id"

    fiscal_year_id = fields.Many2one(
        "gotgan.fiscal.year", required=True, ondelete="restrict",
        default=lambda self: self.env["gotgan.fiscal.year"]._get_current(),
    )
    year_state = fields.Selection(related="fiscal_year_id.state", string="State of the Year")
    cash_close_date = fields.Date(related="fiscal_year_id.cash_close_date")
    completion_date = fields.Date(related="fiscal_year_id.completion_date")
    check_ids = fields.One2many(
        "gotgan.year.closing.check", "closing_id", string="Checks", readonly=True, copy=False,
    )
    checked_at = fields.Datetime(string="Last Look", readonly=True, copy=False)
    rehearsal_ids = fields.One2many(
        "gotgan.year.rehearsal", "closing_id", string="Rehearsals", readonly=True, copy=False,
    )
    failed_count = fields.Integer(compute="_compute_counts", string="To Mend")
    passed_count = fields.Integer(compute="_compute_counts", string="In Order")
    lapsing = Won(compute="_compute_counts", string="Lapses")
    is_manager = fields.Boolean(compute="_compute_is_manager")

    _year_unique = models.UniqueIndex(
        "(fiscal_year_id)", "This fiscal year has its closing already. Open that one.",
    )

    @api.depends("fiscal_year_id")
    def _compute_display_name(self):
        for closing in self:
            closing.display_name = self.env._(
                "Closing of %(year)s", year=closing.fiscal_year_id.display_name,
            )

    @api.depends("check_ids.result")
    def _compute_counts(self):
        for closing in self:
            results = closing.check_ids.mapped("result")
            closing.failed_count = results.count("failed")
            closing.passed_count = results.count("passed")
            closing.lapsing = sum(
                closing.check_ids.filtered(lambda one: one.code == "lapsing").mapped("amount")
            )

    @api.depends_context("uid")
    def _compute_is_manager(self):
        self.is_manager = self.env.user.has_group(MANAGER)

    def action_look(self):
        """Ask every question again."""
        self.check_access("write")
        self._look()

    def action_rehearse(self):
        """Run the whole year end without effect and keep a report of what would happen."""
        self.ensure_one()
        self.check_access("write")
        rehearsal = self.env["gotgan.year.rehearsal"]._rehearse(self)
        return {
            "type": "ir.actions.act_window", "name": self.env._("Rehearsal"),
            "res_model": rehearsal._name, "res_id": rehearsal.id, "view_mode": "form",
        }

    def action_seal(self):
        """Seal the ledger of the year now."""
        self.check_access("write")
        seal_sudo = self.env["gotgan.ledger.seal"].sudo()
        for closing in self:
            seal_sudo._seal(closing.fiscal_year_id)
        self._look()

    def action_start(self):
        """Stop new spending of the year; its payments and carry-overs go on."""
        self._look()
        self.fiscal_year_id.action_start_closing()
        self._look()

    def action_close(self):
        """Close the books of the year for good."""
        self._look()
        self.fiscal_year_id.action_close()
        self._look()

    # ---- inside ------------------------------------------------------------

    def _look(self):
        """Write the answers down; the board shows them as of this moment."""
        checks_sudo = self.env["gotgan.year.closing.check"].sudo()
        checks_sudo.search([("closing_id", "in", self.ids)]).unlink()
        self.env["gotgan.carryover.plan"]._follow(self.fiscal_year_id)
        for closing in self:
            found = self.env["gotgan.year.examiner"]._examine(closing.fiscal_year_id)
            checks_sudo.create([
                self._prepare_check(closing, place, *one) for place, one in enumerate(found)
            ])
        closings_sudo = self.sudo()
        closings_sudo.write({"checked_at": now(self.env)})
        self.invalidate_recordset(["check_ids"])

    @api.model
    def _prepare_check(self, closing, place, check, result):
        bad = "failed" if check.blocks else "notice"
        return {
            "closing_id": closing.id, "sequence": place, "code": check.code, "stage": check.stage,
            "result": "passed" if result.passed else bad, "detail": result.detail,
            "count": result.count, "amount": result.amount,
            "article": self.env["gotgan.year.examiner"]._cite(check, closing.fiscal_year_id),
            "res_model": result.model or False,
            "res_domain": json.dumps(result.domain) if result.domain is not None else False,
        }
