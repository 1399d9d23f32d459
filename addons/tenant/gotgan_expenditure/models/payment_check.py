from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import won_text


class PaymentCheck(models.Model):
    """One of the three checks before payment (지방회계법 시행령 33) of an order, with figures."""

    _name = "gotgan.payment.check"
    _description = "Check Before Payment"
    _order = "order_id, id"
    _rec_name = "kind"

    order_id = fields.Many2one(
        "gotgan.payment.order", string="Payment Order", required=True, readonly=True,
        ondelete="cascade", index=True,
    )
    kind = fields.Selection([
        ("papers", "Papers received"),
        ("allotment", "Inside allotment and commitment"),
        ("subject", "Right year and subject"),
    ], string="Check", required=True, readonly=True)
    passed = fields.Boolean(string="Met", readonly=True)
    finding = fields.Text(readonly=True)

    _kind_unique = models.UniqueIndex("(order_id, kind)", "Each check is done once per order.")

    @api.model
    def _record(self, orders):
        """Do the checks of the orders and keep the results; earlier ones are replaced."""
        check_sudo = self.sudo()
        check_sudo.search([("order_id", "in", orders.ids)]).unlink()
        return check_sudo.create([
            {"order_id": order.id, "kind": kind, "passed": passed, "finding": finding}
            for order in orders
            for kind, (passed, finding) in self._examine(order).items()
        ]).sudo(self.env.su)

    @api.model
    def _examine(self, order):
        return {
            "papers": self._examine_papers(order),
            "allotment": self._examine_allotment(order),
            "subject": self._examine_subject(order),
        }

    def _refuse_failed(self):
        """Refuse the orders of which a check failed, all of them in one message."""
        failed = self.filtered(lambda one: not one.passed)
        if failed:
            raise UserError("\n".join(
                self.env._(
                    "%(document)s may not be paid: %(finding)s (Enforcement Decree of the Local "
                    "Accounting Act, Article 33)",
                    document=one.order_id._get_document_label(), finding=one.finding,
                )
                for one in failed
            ))

    # ---- the three checks: (passed, what was found) ----------------------

    def _examine_papers(self, order):
        missing = order.voucher_ids.filtered(
            lambda one: not one.papers_date or not one.evidence_ids
        )
        if missing:
            return False, self.env._(
                "papers have not arrived for %(vouchers)s. Tick them on the voucher and record "
                "their receipt.", vouchers=", ".join(missing.mapped("display_name")),
            )
        unproven = order.voucher_ids.filtered(lambda one: not one._is_proven())
        if unproven:
            return False, self.env._(
                "nothing shows the papers ticked on %(vouchers)s. Attach them to the voucher, or "
                "write on it why no paper is attached.",
                vouchers=", ".join(unproven.mapped("display_name")),
            )
        papers = ", ".join(order.voucher_ids.evidence_ids.mapped("name"))
        latest = max(order.voucher_ids.mapped("papers_date"))
        return True, self.env._("Received until %(day)s: %(papers)s", day=latest, papers=papers)

    def _examine_allotment(self, order):
        """Against the cell what it was allotted, against the commitment what is left of it."""
        sums = order.voucher_ids.line_ids._get_sums(1)
        texts, passed = [], True
        for line in self.env["gotgan.commitment.line"].browse(sums):
            cell, won = line.cell_id, sums[line.id]
            owed = line.amount - line.reduced - line.paid
            passed = passed and cell.paid + won <= cell.allotted and won <= owed
            texts.append(self.env._(
                "%(cell)s — allotted %(allotted)s won, paid %(paid)s won, owed on the commitment "
                "%(owed)s won, this payment %(won)s won", cell=cell.display_name,
                allotted=won_text(cell.allotted), paid=won_text(cell.paid), owed=won_text(owed),
                won=won_text(won),
            ))
        return passed and bool(texts), "\n".join(texts)

    def _examine_subject(self, order):
        texts, passed = [], True
        for cell in order.voucher_ids.line_ids.commitment_line_id.cell_id:
            same_year = cell.fiscal_year_id == order.fiscal_year_id
            same_place = cell.department_id == order.department_id
            passed = passed and same_year and same_place and order.fiscal_year_id.state != "closed"
            texts.append(self.env._(
                "%(year)s, %(department)s, %(cell)s", year=cell.fiscal_year_id.display_name,
                department=cell.department_id.name, cell=cell.display_name,
            ))
        texts.append(self.env._(
            "order of %(year)s, %(department)s", year=order.fiscal_year_id.display_name,
            department=order.department_id.name,
        ))
        return passed, "\n".join(texts)
