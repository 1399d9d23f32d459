from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_contract.methods import BY_PROPOSAL
from odoo.addons.gotgan_contract.models.contract_case_check_mixin import ContractCaseCheckMixin
from odoo.addons.gotgan_rule.finding import Finding

CHECKS = ContractCaseCheckMixin._rule_checks


class ContractCase(models.Model):
    """Cases whose award follows from score sheets (협상에 의한 계약, 2단계 입찰)."""

    _inherit = "gotgan.contract.case"

    _rule_checks = {
        **CHECKS, "announce": (*CHECKS["announce"], "contract.technical_share"),
    }

    evaluation_ids = fields.One2many(
        "gotgan.contract.evaluation", "case_id", copy=False,
        groups="gotgan_expenditure.group_reader",
    )
    is_evaluated = fields.Boolean(
        string="By Score Sheets", compute="_compute_is_evaluated", compute_sudo=True,
    )

    @api.depends("evaluation_ids")
    def _compute_is_evaluated(self):
        for case in self:
            case.is_evaluated = bool(case.evaluation_ids)

    @api.depends("winner_id", "evaluation_ids.round_ids.amount")
    def _compute_awarded_amount(self):
        return super()._compute_awarded_amount()

    def action_show_evaluation(self):
        """Open the evaluation of this case; begin it where there is none."""
        self.ensure_one()
        evaluation = self._get_evaluation()
        if not evaluation:
            evaluation = self.env["gotgan.contract.evaluation"].create({"case_id": self.id})
        return {
            "type": "ir.actions.act_window", "res_model": evaluation._name,
            "res_id": evaluation.id, "view_mode": "form",
        }

    def _check_contract_technical_share(self, edition):
        """시행령 18, 43: the criteria stand in the notice, with their points."""
        evaluations = self._get_evaluation()
        if self.method in BY_PROPOSAL and not evaluations:
            yield Finding(
                self.env._("Proposals are scored by a committee, by criteria that stand in the "
                           "notice; this case has none."),
                fix=self.env._("Press “Evaluation of Proposals” and enter criteria and committee."),
                severity="block",
            )
        for evaluation in evaluations:
            yield from evaluation._find_share_faults(edition)

    def _check_contract_floor_rate(self, edition):
        """시행령 18: of those who passed, the lowest price wins; there is no lowest award rate."""
        if self.method != "two_stage":
            yield from super()._check_contract_floor_rate(edition)

    def _get_floor_rate(self):
        return Fraction(0) if self.method == "two_stage" else super()._get_floor_rate()

    def _fix_price(self):
        """The planned price is drawn when the prices are opened, not with the proposals."""
        return None if self._waits_for_scores() else super()._fix_price()

    def _rank(self):
        return None if self._waits_for_scores() else super()._rank()

    def _on_award(self):
        for case in self.filtered("is_evaluated"):
            evaluation = case._get_evaluation()
            first = case.offer_ids.filtered(lambda one: one.rank == 1)
            if evaluation.state != "priced" or (
                case.method == "negotiated" and evaluation._get_agreed().offer_id != first
            ):
                raise UserError(self.env._(
                    "%(case)s: the award follows from the evaluation. Open the prices, and record "
                    "the agreement with the first in order (Enforcement Decree of the Local "
                    "Contracts Act, Articles 18 and 43).", case=case._get_document_label(),
                ))
        return super()._on_award()

    def _get_award_amount(self):
        """Return what was agreed with the winner, or what was offered where nothing was."""
        agreed = self._get_evaluation()._get_agreed()
        won = agreed.filtered(lambda one: one.offer_id == self.winner_id)
        return won.amount or super()._get_award_amount()

    def _get_evaluation(self):
        case_sudo = self.sudo()
        return case_sudo.evaluation_ids

    def _waits_for_scores(self):
        return self.is_evaluated and not self._get_evaluation().priced_on

    def _find_edition(self, code):
        """Return the edition in force on the day of the notice.

        :raises UserError: none is in force
        """
        return self.env["gotgan.rule"]._find(code, self.announced_on or today(self.env))
