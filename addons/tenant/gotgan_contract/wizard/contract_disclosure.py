from odoo import api, fields, models

from odoo.addons.gotgan_base.fields import Won

from ..disclosure import Row, build

PRIVATE_METHODS = ("private_one", "private_two")


class ContractDisclosure(models.TransientModel):
    """수의계약 내역 공개: the private contracts of some months, as a list and as XLSX.

    (지방계약법 제9조제5항, 시행령 제31조.)
    """

    _name = "gotgan.contract.disclosure"
    _description = "Publication of Private Contracts"
    _inherit = ["gotgan.publication.mixin"]

    contract_ids = fields.Many2many(
        "gotgan.contract", compute="_compute_contract_ids", string="Contracts",
    )
    amount = Won(compute="_compute_contract_ids", string="Contract Amount")

    @api.depends("date_from", "date_to")
    def _compute_contract_ids(self):
        for one in self:
            one.contract_ids = one._find_published()
            one.amount = sum(one.contract_ids.mapped("amount"))

    def _get_file_name(self):
        return self.env._(
            "Private contracts %(first)s to %(last)s.xlsx", first=self.date_from, last=self.date_to,
        )

    def _explain_nothing(self):
        return self.env._(
            "No private contract was signed from %(first)s to %(last)s. Choose other days.",
            first=self.date_from, last=self.date_to,
        )

    def _make_paper(self, records):
        records.case_id._refuse_unseen()
        title = f"수의계약 내역 ({self.date_from} ~ {self.date_to})"
        return build(title, [self._make_row(one) for one in records])

    def _find_published(self):
        """Return the private contracts signed in these days, in the order of signing."""
        if not (self.date_from and self.date_to):
            return self.env["gotgan.contract"]
        return self.env["gotgan.contract"].search([
            ("method", "in", PRIVATE_METHODS), ("number", "!=", False),
            ("signed_on", ">=", self.date_from), ("signed_on", "<=", self.date_to),
        ], order="signed_on, id")

    def _make_row(self, contract):
        case = contract.case_id
        return Row(
            contract.name, f"{contract.signed_on}", f"{contract.date_start} ~ {contract.date_end}",
            case.planned_price or case.base_price, contract.amount, case.awarded_rate or "",
            contract.partner_id.display_name, contract.partner_id.contact_address_inline or "",
            self._get_ground(case), contract.department_id.name, contract.place or "",
        )

    def _get_ground(self, case):
        """Return why the contract was private: the ground of the law, and the facts."""
        labels = dict(case._fields["ground"]._description_selection(self.env))
        return " ".join(filter(None, (labels[case.ground], case.ground_text)))
