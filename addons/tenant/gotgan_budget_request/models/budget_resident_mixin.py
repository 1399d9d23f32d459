from odoo import fields, models

from odoo.addons.gotgan_rule.finding import Finding

# What every department runs itself with stands in programmes of this name (예산편성 운영기준).
RUNNING = "행정운영경비"


class BudgetResidentMixin(models.AbstractModel):
    """주민제안사업: what residents propose, judged by what the ordinance leaves out.

    Of the codes of the rule's table, figures and programmes show these: ``ongoing`` and
    ``running_cost``. Whether a proposal is a legal duty, or for one group alone, a person judges.
    """

    _name = "gotgan.budget.resident.mixin"
    _description = "Residents' Proposal"

    is_resident_proposal = fields.Boolean(
        string="Residents' Proposal",
        help="Residents proposed it (Local Finance Act, Article 39): what the ordinance leaves out "
             "cannot be budgeted so.",
    )

    def _judge_budget_resident_proposal_bans(self, edition):
        bans = {row["code"]: row["name"] for row in edition._get_rows()}
        for line in self.filtered("is_resident_proposal"):
            for code in filter(bans.get, line._find_bans()):
                yield Finding(
                    self.env._(
                        "%(line)s cannot be a residents' proposal: %(ban)s.",
                        line=line.display_name, ban=bans[code],
                    ),
                    fix=self.env._("Ask for it as a project of the department."),
                    record=line, facts=(code,),
                )

    def _find_bans(self):
        """Return the codes of what the figures and the programme show."""
        siblings = self.request_id.line_ids.filtered(lambda one: one.project_id == self.project_id)
        shown = {
            "ongoing": any(one.last_amount or one.base_amount for one in siblings | self),
            "running_cost": RUNNING in (self.policy_id.name or ""),
        }
        return [code for code, found in shown.items() if found]
