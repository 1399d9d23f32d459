import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_expenditure.shares import take_in_order

from ..statement import ERROR, Fault, read_statement

WRITER = "author|group:gotgan_expenditure.group_accountant"


class CardStatement(models.Model):
    """카드 이용내역: what the card company says was spent, row by row, until it is settled."""

    _name = "gotgan.card.statement"
    _description = "Card Statement"
    _inherit = ["gotgan.transition.mixin"]
    _order = "id desc"

    _transitions = {
        "check": Transition(("draft", "checked"), "checked", WRITER),
        "reopen": Transition(("checked",), "draft", WRITER),
        "take": Transition(("checked",), "taken", WRITER),
        "cancel": Transition(("draft", "checked"), "cancelled", WRITER, needs_reason=True),
    }
    _sealed_fields = ("state", "amount", "card_amount", "error_count", "warning_count")

    name = fields.Char(string="Title", required=True)
    card_id = fields.Many2one(
        "gotgan.card", ondelete="restrict", index=True, required=True,
    )
    partner_id = fields.Many2one(related="card_id.partner_id", string="Card Company")
    department_id = fields.Many2one(related="card_id.department_id", store=True, index=True)
    file = fields.Binary(string="Statement File", required=True, attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    use_ids = fields.One2many("gotgan.card.use", "statement_id", string="Uses", readonly=True)
    fault_ids = fields.One2many("gotgan.card.fault", "statement_id", string="Faults", readonly=True)
    use_count = fields.Integer(compute="_compute_counts", string="Number of Uses")
    open_count = fields.Integer(compute="_compute_counts", string="Not Matched")
    matched_count = fields.Integer(compute="_compute_counts", string="To Be Paid")
    error_count = fields.Integer(string="Errors", readonly=True, copy=False, aggregator=None)
    warning_count = fields.Integer(string="Notices", readonly=True, copy=False, aggregator=None)
    amount = Won(readonly=True, copy=False)
    card_amount = Won(string="By Card", readonly=True, copy=False)
    state = fields.Selection([
        ("draft", "Draft"), ("checked", "Checked"), ("taken", "In the Books"),
        ("cancelled", "Cancelled"),
    ], default="draft", required=True, readonly=True, copy=False)

    @api.depends("use_ids.state")
    def _compute_counts(self):
        for statement in self:
            uses = statement.use_ids
            statement.use_count = len(uses)
            statement.matched_count = len(uses.filtered(lambda one: one.state == "matched"))
            statement.open_count = len(uses.filtered(
                lambda one: one.state == "open" and one.method == "card"
            ))

    def action_check(self):
        """Read the file, and name what is wrong in it."""
        return self._do_transition("check")

    def action_reopen(self):
        """Go back, to load another file."""
        return self._do_transition("reopen")

    def action_take(self):
        """Take the uses in; they wait to be matched with requests."""
        return self._do_transition("take")

    def action_cancel(self):
        """Drop the statement, with a reason."""
        return self._do_transition("cancel")

    def action_open_uses(self):
        """Show the uses of the statements."""
        return {
            "type": "ir.actions.act_window", "domain": [("statement_id", "in", self.ids)],
            "res_model": "gotgan.card.use", "view_mode": "list,form",
            "name": self.env._("Card Uses"),
        }

    def action_settle(self):
        """Write the voucher to the card company for the uses that are matched."""
        return self._settle()._get_list_action(self.env._("Vouchers to the Card Company"))

    # ---- effects -------------------------------------------------------------

    def _do_transition(self, name, reason=None):
        """Uses that come into the books are set off against their refunds."""
        done = super()._do_transition(name, reason)
        if done is True and name == "take":
            self.use_ids._set_off()
        return done

    def _on_check(self):
        for statement in self:
            statement._read()

    def _on_take(self):
        for statement in self.filtered(lambda one: one.error_count or not one.use_ids):
            raise UserError(self.env._(
                "%(statement)s has %(count)s errors and %(rows)s rows. Correct the file, and "
                "check it again.", statement=statement.name, count=statement.error_count,
                rows=len(statement.use_ids),
            ))

    def _on_cancel(self, _reason):
        self.use_ids.sudo().unlink()

    def _on_reopen(self):
        self.use_ids.sudo().unlink()
        self.fault_ids.sudo().unlink()

    def _read(self):
        self._on_reopen()
        uses, faults = read_statement(base64.b64decode(self.file))
        use_sudo = self.env["gotgan.card.use"].sudo()
        faults += self._find_taken(uses)
        wrong = {one.row for one in faults if one.severity == ERROR}
        use_sudo.create([
            use_sudo._prepare_from_row(self, one) for one in uses if one.row not in wrong
        ])
        fault_sudo = self.env["gotgan.card.fault"].sudo()
        fault_sudo.create([
            {"statement_id": self.id, "row": one.row, "code": one.code, "params": one.params,
             "severity": one.severity} for one in faults
        ])
        errors = sum(one.severity == ERROR for one in faults)
        self._write_locked({
            "error_count": errors, "warning_count": len(faults) - errors,
            "amount": sum(one.amount for one in uses),
            "card_amount": sum(one.amount for one in uses if one.method == "card"),
        })

    def _find_taken(self, uses):
        """Name the rows that another statement of the card brought already."""
        known_sudo = self.env["gotgan.card.use"].sudo().search([
            ("card_id", "=", self.card_id.id), ("statement_id", "!=", self.id),
        ])
        places = {one._get_key(): one.statement_id.name for one in known_sudo}
        keys = [(one, known_sudo._make_key(
            one.approval, one.amount,
            (one.time.date(), f"{one.time:%H:%M}" if one.timed else False), one.merchant,
            one.method,
        )) for one in uses]
        return [
            Fault(one.row, "", "taken_before", {"document": places[key]}, ERROR)
            for one, key in keys if key in places
        ]

    # ---- settlement ------------------------------------------------------------

    def _settle(self):
        """Return draft vouchers to the card company: one for each commitment of the uses' requests.

        Their payment order is one: it pays all vouchers of one payee and account.

        :raises UserError: nothing is matched, or a request has no commitment to the card company
        """
        self.check_access("write")
        uses = self.use_ids.filtered(lambda one: one.state == "matched" and one.method == "card")
        if not uses:
            raise UserError(self.env._(
                "No use of a card is matched and waits to be paid. Match the uses with requests.",
            ))
        vouchers = self.env["gotgan.voucher"]
        for request, some in uses.grouped("request_id").items():
            voucher = vouchers.create(self._prepare_voucher(request, some))
            some._write_locked({"voucher_id": voucher.id})
            vouchers += voucher
        uses._do_transition("settle")
        return vouchers

    def _prepare_voucher(self, request, uses):
        company, won = uses.card_id.partner_id, sum(uses.mapped("amount"))
        commitment = request.commitment_ids.filtered(
            lambda one: one.state == "committed" and one.partner_id == company
        )[:1]
        lines = commitment.line_ids
        left = [line._get_claimable() for line in lines]
        if sum(left) < won or won <= 0:
            raise UserError(self.env._(
                "%(request)s: %(won)s won were spent by card, but only %(left)s won of a "
                "commitment to %(company)s are inspected and not yet claimed. Commit the request "
                "to the card company first.", request=request.display_name, won=won_text(won),
                left=won_text(sum(left)), company=company.name or "-",
            ))
        return {
            "name": self.env._("Card: %(title)s", title=request.name), "kind": "card",
            "commitment_id": commitment.id,
            "line_ids": [
                Command.create({"commitment_line_id": line.id, "amount": part})
                for line, part in zip(lines, take_in_order(won, left), strict=True) if part
            ],
        }
