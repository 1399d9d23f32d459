from odoo import models

from odoo.addons.gotgan_approval.subject import Subject


class ContractDecisionMixin(models.AbstractModel):
    """계약, 변경계약, 발주: what binds the money is itself the 지출원인행위 (지방회계법 29).

    The regulation's row for 지출원인행위 speaks for it too: where there is one, the author or the
    contract office submits it to its line, and the last signature, the commitment officer's, signs.
    """

    _name = "gotgan.contract.decision.mixin"
    _description = "Contract Decided by the Commitment Officer"
    _inherit = ["gotgan.officer.decision.mixin"]

    _approval_kind = "commitment"
    _approval_office = "commitment_officer"
    _approval_article = "지방회계법 제29조"

    def _get_capacity_drafter(self, value):
        """The contract office hands in what an award has made."""
        own = super()._get_capacity_drafter(value)
        if own or not self._is_governed():
            return own
        return self._get_capacity_group("gotgan_contract.group_contract_officer")

    def _get_approval_subject(self):
        """Return what those who sign look at: with whom, about what, and for whose money."""
        pairs = self._get_approval_fields()
        known = self.fields_get([name for name, _text in pairs], ["string"])
        rows = [(known[name]["string"], text or "-") for name, text in pairs]
        return Subject(
            self._get_approval_title(), abs(self._get_bound()), self.department_id,
            rows=tuple(rows),
        )

    def _get_approval_title(self):
        return self.name

    def _get_approval_fields(self):
        """Return pairs (field, text) of what the signatures are given for."""
        raise NotImplementedError

    def _get_bound(self):
        """Return how many won are bound, or given back."""
        raise NotImplementedError
