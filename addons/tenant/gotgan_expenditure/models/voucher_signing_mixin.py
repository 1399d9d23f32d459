from odoo import fields, models

from odoo.addons.gotgan_approval.subject import Subject
from odoo.addons.gotgan_base.clock import today


class VoucherSigningMixin(models.AbstractModel):
    """How a 지출결의 is signed: by the 지출원, who is neither who asked nor who bound the money."""

    _name = "gotgan.voucher.signing.mixin"
    _description = "Signing of Vouchers"
    _inherit = ["gotgan.officer.decision.mixin"]

    _approval_kind = "voucher"
    _approval_office = "disbursing_officer"
    _approval_article = "지방회계법 제31조"
    _approval_steps = {"submit": ("resolve", "reject")}

    committer_id = fields.Many2one(
        "res.users", string="Commitment Signed By", readonly=True, copy=False,
    )
    is_one_office = fields.Boolean(
        string="One Person Holds Both Offices", readonly=True, copy=False,
        help="Where very few people work, the law lets one person hold the offices that bind and "
             "pay (Enforcement Decree of the Local Accounting Act, Article 46).",
    )

    _two_people = models.Constraint(
        "CHECK (signer_id <> create_uid AND signer_id <> requester_id)",
        "Who wrote a voucher, or asked for its money, does not sign it.",
    )
    _two_officers = models.Constraint(
        "CHECK (signer_id <> committer_id OR is_one_office)",
        "Who bound the money does not sign its payment.",
    )

    def _prepare_signer(self):
        both = all(one._may_bind_too(self.env.user) for one in self)
        return {**super()._prepare_signer(), "is_one_office": both}

    def _may_bind_too(self, user):
        """Return whether the law lets the person hold the office that bound the money as well."""
        office = self._get_case_office("commitment_officer")
        return office._get_holder(today(self.env)) == user

    def _get_decision_bar(self, user):
        """Who bound the money does not pay it, unless the law lets him hold both offices."""
        if user != self.committer_id or self._may_bind_too(user):
            return super()._get_decision_bar(user)
        return self.env._(
            "%(document)s: its commitment was signed by %(person)s. Who binds the money does not "
            "pay it (Local Accounting Act, Article 36). A deputy or acting officer decides.",
            document=self._get_document_label(), person=user.sudo().name,
        )

    def _get_approval_subject(self):
        """Return what those who sign look at: who claims it, into which account, on what papers."""
        names = [
            "commitment_id", "partner_id", "bank_account_id", "invoice_number", "evidence_ids",
            "net_amount", "note",
        ]
        known = self.fields_get(names, ["string"])
        values = dict(zip(names, (
            self.commitment_id.display_name, self.partner_id.name,
            self.bank_account_id.display_name, self.invoice_number,
            ", ".join(self.evidence_ids.mapped("name")), self._word_won(self.net_amount), self.note,
        ), strict=True))
        *rows, net, note = [(known[name]["string"], text or "-") for name, text in values.items()]
        rows += [
            *(
                (one.budget_line_id.display_name, self._word_won(one.amount))
                for one in self.line_ids
            ),
            *((one.name, self._word_won(-one.amount)) for one in self.deduction_ids),
            net,
        ]
        if self.note:
            rows.append(note)
        return Subject(self.name, self.amount, self.department_id, rows=tuple(rows))
