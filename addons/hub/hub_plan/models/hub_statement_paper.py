import hashlib

from odoo import models
from odoo.exceptions import UserError

from .. import billing, tax_invoice
from ..papers import statement as statement_paper
from ..papers.words import LINES


class HubStatementPaper(models.AbstractModel):
    """The papers of a statement: for the agency, and for the tax office."""

    _name = "hub.statement.paper"
    _description = "Papers of a Statement"

    def action_print(self):
        """The statement as PDF."""
        return self._issue_paper("statement").action_download()

    def action_tax_invoice(self):
        """The data of the tax invoice as XML."""
        return self._issue_paper("tax_invoice").action_download()

    def _get_paper(self, kind):
        """Return (file name, bytes): ``statement`` (PDF) or ``tax_invoice`` (XML)."""
        paper = self._issue_paper(kind)
        return paper.file_name, paper._get_bytes()

    def _issue_paper(self, kind):
        self.ensure_one()
        if self.state == "draft":
            raise UserError(self.env._(
                "%(statement)s is a draft and has no papers yet. Issue it first.",
                statement=self._get_document_label(),
            ))
        papers, statement_sudo = self.env["hub.paper"], self.sudo()
        if kind == "statement":
            return papers._issue(
                self, kind, lambda number: statement_paper.build(statement_sudo, number),
                self.number,
            )
        return papers._keep(
            self, kind, lambda _number: tax_invoice.to_xml(statement_sudo._get_invoice()),
            (lambda data: hashlib.sha256(data).hexdigest(), bytes, "xml"), self.number,
        )

    def _get_invoice(self):
        """Return the tax invoice of this statement as plain data.

        :raises UserError: something that the law wants on it is missing
        """
        self.ensure_one()
        day = billing.month_end(self.month)
        invoice = tax_invoice.Invoice(
            key=self.number, day=day, supplier=self._get_supplier_party(),
            buyer=self._get_buyer_party(), items=self._get_items(day),
            note=f"{self.month_text} {self.number}",
        )
        if faults := tax_invoice.faults(invoice):
            raise UserError(self._get_fault_message(faults))
        return invoice

    def _get_items(self, day):
        rows = [
            (f"{LINES[line.code]} ({line.plan_id.name})", line.quantity, line.unit_price,
             line.amount)
            for line in self.line_ids
        ]
        rows += [(one.name, 1, one.amount, one.amount) for one in self.adjustment_ids]
        taxes = tax_invoice.spread_tax([row[3] for row in rows], self.tax)
        return tuple(
            tax_invoice.Item(day, name, quantity, price, amount, tax)
            for (name, quantity, price, amount), tax in zip(rows, taxes, strict=True)
        )

    def _get_supplier_party(self):
        supplier = self.env["hub.supplier"]._get()
        return tax_invoice.Party(
            supplier.business_number or "", supplier.name, supplier.representative or "",
            supplier.address or "", supplier.business_type or "", supplier.business_item or "",
            supplier.email or "", supplier.contact_name or "", supplier.phone or "",
            supplier.branch_number or "",
        )

    def _get_buyer_party(self):
        contract = self.contract_id
        return tax_invoice.Party(
            contract.business_number or "", contract.agency_name, contract.representative or "",
            contract.address or "", email=contract.officer_email or "",
            contact=contract.officer_name or "", phone=contract.officer_phone or "",
        )

    def _get_fault_message(self, faults):
        sides = {
            "supplier": self.env._("the supplier"), "buyer": self.contract_id.agency_name,
        }
        whats = {
            "number": self.env._("a right business registration number"),
            "name": self.env._("a name"), "representative": self.env._("the representative"),
        }
        lacking = ", ".join(f"{sides[side]}: {whats[what]}" for side, what in faults)
        return self.env._(
            "%(statement)s: a tax invoice needs what is missing here (Value-Added Tax Act, "
            "Article 32(1)): %(lacking)s. Add it to the contract or to the supplier.",
            statement=self._get_document_label(), lacking=lacking,
        )
