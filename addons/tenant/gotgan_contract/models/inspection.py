from odoo import fields, models

from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_rule.finding import Finding

from ..methods import WORKS


class Inspection(models.Model):
    """검사·기성·준공 of a contract: who signed it does not inspect it, nor alone above a point.

    (지방계약법 제17조, 시행령 제64조~제66조.)
    """

    _name = "gotgan.inspection"
    _inherit = [
        "gotgan.rule.check.mixin", "gotgan.inspection.committee.mixin",
        "gotgan.inspection.order.mixin", "gotgan.inspection",
    ]

    _rule_checks = {"accept": ("contract.inspector", "contract.supervision")}
    _finding_depends = ("inspector_id", "committee_ids", "commitment_id")

    contract_id = fields.Many2one(
        related="commitment_id.contract_id", string="Contract", store=True, index="btree_not_null",
    )
    stage = fields.Selection([
        ("delivery", "Delivery"), ("progress", "Progress Payment"), ("completion", "Completion"),
    ], required=True, default="delivery", help="What the inspection is for.")

    def _has_clock_bounds(self):
        """Days of a contract are those of its own steps."""
        return not self.commitment_id.contract_id and super()._has_clock_bounds()

    def _do_transition(self, name, reason=None):
        done = super()._do_transition(name, reason)
        contracts = self.commitment_id.contract_id
        if done is True and contracts:
            contracts._follow_inspections()
        return done

    def _count(self, sign):
        """What is accepted settles its share of the advance; taken back, it is open again."""
        lines = self.line_ids
        bound = lines.commitment_line_id.filtered("commitment_id.contract_id")
        if sign < 0:
            bound._settle_advances(lines._get_sums(sign))
        done = super()._count(sign)
        if sign > 0:
            bound._settle_advances()
        return done

    def _get_taken(self):
        """Return (day of the notice, won) of what was accepted."""
        return [
            (one.notice_date, one.amount) for one in self
            if one.state == "passed" and one.notice_date
        ]

    def _check_contract_inspector(self, _edition):
        """지방계약법 17: signing and inspecting are different duties, where the agency holds so."""
        contract_sudo = self.commitment_id.contract_id.sudo()
        signer = contract_sudo.signer_id
        if signer and signer in (self.inspector_id | self.committee_ids):
            yield Finding(
                self.env._(
                    "%(person)s signed %(contract)s. Who signs a contract does not inspect it.",
                    person=signer.name, contract=contract_sudo.display_name,
                ),
                fix=self.env._("Name another inspector."), facts=("inspector", signer.id),
            )

    def _check_contract_supervision(self, edition):
        """영 66: who supervises does not inspect; of goods and works, above an amount only."""
        contract_sudo = self.commitment_id.contract_id.sudo()
        watcher, limit = contract_sudo.supervisor_id, edition._get_won()
        if not watcher or watcher not in (self.inspector_id | self.committee_ids):
            return
        if contract_sudo.kind in (*WORKS, "goods") and contract_sudo.amount <= limit:
            return
        yield Finding(
            self.env._(
                "%(person)s supervises %(contract)s. Above %(limit)s won who supervises does not "
                "inspect.", person=watcher.name, contract=contract_sudo.display_name,
                limit=won_text(limit),
            ),
            fix=self.env._("Name another inspector."), facts=("supervisor", watcher.id),
        )
