from datetime import timedelta

from odoo import models

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_expenditure.purpose import get_words
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import PLAIN_WORDS, PRIVATE


class ContractCaseSplitMixin(models.AbstractModel):
    """분할 수의계약: one need cut into parts, each below the limit (지방계약법 시행령 제77조).

    When announced, by department, kind and words; when awarded, by the partner too, who is known
    only then: whatever department of the agency has the other contract.
    """

    _name = "gotgan.contract.case.split.mixin"
    _description = "Parts of One Need"

    def _check_contract_splitting(self, _edition):
        """Private contracts that may be one need and together pass the limit."""
        if self.method not in PRIVATE or self.ground != "amount":
            return
        limit = self._get_law().private.get(self.kind) or 0
        others = self._find_split()
        if self.state == "opened":
            # What was looked at with the notice is not asked about again.
            with_partner = self._find_split_of_partner()
            others = (others | with_partner) if with_partner - others else others.browse()
        total = self.estimated_price + sum(others.mapped("estimated_price"))
        if others and total > limit:
            yield Finding(
                self.env._(
                    "Together with %(others)s the need comes to %(total)s won, above the "
                    "%(limit)s won of a private contract.",
                    others=", ".join(one._word_part() for one in others), total=won_text(total),
                    limit=won_text(limit),
                ),
                fix=self.env._("Tender them together, or explain why they are separate needs."),
                facts=("split", sorted(others.ids), total),
            )

    def _find_split(self):
        """Return private cases of like name that may be parts of one need."""
        others = self._find_recent([
            ("department_id", "=", self.department_id.id),
            ("state", "not in", ("draft", "failed", "cancelled")),
        ])
        return others.filtered(self._is_alike)

    def _find_split_of_partner(self):
        """Return private contracts with the partner who is first, of this department or alike."""
        partner = self.offer_ids.filtered(lambda one: one.rank == 1)[:1].partner_id
        if not partner:
            return self.browse()
        others_sudo = self.sudo()._find_recent([
            ("winner_id.partner_id", "=", partner.id), ("state", "in", ("awarded", "contracted")),
        ])
        return others_sudo.filtered(
            lambda one: one.department_id == self.department_id or self._is_alike(one)
        )

    def _find_recent(self, domain):
        """Return the private cases of this kind announced within the days of the rule."""
        code = "contract.splitting_days"
        edition = self.env["gotgan.rule"]._seek(code, self._get_rule_day(code))
        first = today(self.env) - timedelta(days=edition._get_days() if edition else 0)
        return self.search([
            ("id", "!=", self._origin.id), ("kind", "=", self.kind), ("method", "in", PRIVATE),
            ("announced_on", ">=", first), *domain,
        ])

    def _is_alike(self, other):
        """Whether the titles share a word that says something."""
        return bool(({*get_words(self.name)} - PLAIN_WORDS) & {*get_words(other.name)})

    def _word_part(self):
        """Return the other case with its partner and price, so that it can be looked up."""
        partner_sudo = self.sudo().winner_id.partner_id
        return " ".join(filter(None, (
            self.display_name, partner_sudo.name and f"({partner_sudo.name})",
            self.env._("%(won)s won", won=won_text(self.estimated_price)),
        )))
