from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_expenditure.models.spending_request import SpendingRequest as Base

from .advance_request_check_mixin import CHECKS


class SpendingRequest(models.Model):
    """품의 of money paid before its use is known, or for a year that is over."""

    _inherit = ["gotgan.advance.request.check.mixin", "gotgan.spending.request"]
    _name = "gotgan.spending.request"

    # These are asked beside what every request is asked.
    _rule_checks = {**Base._rule_checks, "submit": (*Base._rule_checks["submit"], *CHECKS)}
    _finding_depends = (
        *Base._finding_depends, "designation_id", "estimate_ground", "advance_ground", "use_until",
        "prior_claim_id",
    )

    _guard_twins = ("gotgan.petty.use",)
    _guard_parts = ("gotgan.petty.use",)

    designation_id = fields.Many2one(
        "gotgan.petty.designation", string="Petty Cash", ondelete="restrict",
        index="btree_not_null",
    )
    estimate_ground = fields.Selection(
        "_selection_estimate_ground", string="Kind of Estimated Payment",
        help="Local Accounting Act, Enforcement Decree, Article 45.",
    )
    advance_ground = fields.Selection(
        "_selection_advance_ground", string="Kind of Advance Payment",
        help="Local Accounting Act, Enforcement Decree, Article 44.",
    )
    use_until = fields.Date(
        string="Used Until", help="The settlement is due some days after this day.",
    )
    prior_claim_id = fields.Many2one(
        "gotgan.prior.claim", string="Debt of a Prior Year", ondelete="restrict",
        index="btree_not_null",
    )
    advance_ids = fields.One2many("gotgan.advance", "request_id", string="To Be Settled",
                                  readonly=True, copy=False)

    @api.onchange("kind", "department_id", "fiscal_year_id")
    def _onchange_kind(self):
        if self.kind == "petty" and not self.designation_id:
            petty = self.env["gotgan.petty.designation"]
            self.designation_id = petty._find(self.department_id, self.fiscal_year_id)
            self.partner_id = self.designation_id.partner_id or self.partner_id

    @api.onchange("prior_claim_id")
    def _onchange_prior_claim_id(self):
        if self.prior_claim_id:
            self.partner_id = self.prior_claim_id.partner_id

    def _get_case_documents(self):
        """What was paid ahead, how it was settled, what came back, and the petty cash's uses."""
        vouchers = self.commitment_ids.voucher_ids
        settlements = self.env["gotgan.advance.settlement"].search(
            [("voucher_id", "in", vouchers.ids)],
        )
        return self._add_to_case(
            super()._get_case_documents(), self.prior_claim_id, self.advance_ids, settlements,
            vouchers.return_ids,
        )

    @api.model
    def _selection_estimate_ground(self):
        return self._read_grounds("advance.estimate_kinds")

    @api.model
    def _selection_advance_ground(self):
        return self._read_grounds("advance.advance_kinds")

    @api.model
    def _read_grounds(self, code):
        """Return the kinds of all editions, so that older documents keep their words."""
        editions_sudo = self.env["gotgan.rule.edition"].sudo().search([
            ("rule_id.code", "=", code), ("state", "in", ("in_force", "superseded")),
        ], order="date_from")
        kinds = {row["code"]: row["name"] for one in editions_sudo for row in one._get_rows()}
        return list(kinds.items())

    def _get_bound_amount(self):
        """Return the won that are kept or committed: what is not used went back."""
        standing = self.commitment_ids.filtered(lambda one: one.state in ("committed", "closed"))
        return self.rest + sum(standing.mapped("current_amount"))

    def _refuse_cancelled_claim(self):
        raise UserError(self.env._(
            "%(document)s asks for the money of this debt. Cancel that one first.",
            document=self._get_document_label(),
        ))
