from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.gotgan_base.fields import Won, won_text

from ..cashbook import EFFECT, GRANT_EFFECT, play


class PettyMove(models.Model):
    """현금출납부: one entry of an imprest cashier's book, written once and never changed.

    Each entry carries the balance after it; the entries of a book are numbered without gaps.
    """

    _name = "gotgan.petty.move"
    _description = "Entry of the Petty Cash Book"
    _inherit = ["gotgan.append.only.mixin"]
    _order = "designation_id, sequence desc"
    _rec_name = "name"
    _log_access = False

    designation_id = fields.Many2one(
        "gotgan.petty.designation", string="Petty Cash", required=True, readonly=True,
        ondelete="restrict", index=True,
    )
    sequence = fields.Integer(string="No.", required=True, readonly=True, aggregator=None)
    date = fields.Date(required=True, readonly=True)
    kind = fields.Selection([
        ("grant", "Granted"),
        ("spend", "Spent"),
        ("undo", "Use Taken Back"),
        ("return", "Returned"),
        ("withdraw", "Transfer Came Back"),
    ], required=True, readonly=True, string="Entry")
    name = fields.Char(string="Particulars", required=True, readonly=True)
    amount = Won(required=True, readonly=True)
    income = Won(compute="_compute_sides", string="In", store=True, precompute=True)
    outgo = Won(compute="_compute_sides", string="Out", store=True, precompute=True)
    balance = Won(required=True, readonly=True, aggregator=None)
    advance_id = fields.Many2one(
        "gotgan.advance", string="Grant", required=True, readonly=True, ondelete="restrict",
        index=True,
    )
    budget_line_id = fields.Many2one(
        related="advance_id.budget_line_id", store=True, precompute=True,
    )
    res_model = fields.Char(string="Kind of Document", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", string="Document", required=True, readonly=True,
    )
    author_id = fields.Many2one(
        "res.users", string="By", required=True, readonly=True, ondelete="restrict",
    )
    time = fields.Datetime(required=True, readonly=True)

    _amounts = models.Constraint(
        "CHECK (amount > 0 AND balance >= 0)", "The petty cash book never goes below zero.",
    )
    _number_unique = models.UniqueIndex(
        "(designation_id, sequence)", "Each entry of a cash book has a number of its own.",
    )
    _months = models.Index("(designation_id, date)")

    @api.depends("amount", "kind")
    def _compute_sides(self):
        for move in self:
            gained = EFFECT.get(move.kind, 0) > 0
            move.income, move.outgo = (move.amount, 0) if gained else (0, move.amount)

    @api.model
    def _post(self, kind, parts, document, day):
        """Enter what happened to grants of one petty cash, and change book and grants with it.

        :param parts: ``{grant (gotgan.advance): won above zero}``
        :param document: whose doing it is
        :raises UserError: the book, or a grant, has less; or the month is settled already
        """
        grants = self.env["gotgan.advance"].union(*parts)
        designation = grants.designation_id.ensure_one()
        self.env["gotgan.petty.settlement"]._check_month_open(designation, day)
        balance, count = designation._lock()
        try:
            balances = play(balance, [(kind, won) for won in parts.values()])
        except ValueError as short:
            raise UserError(self.env._(
                "%(petty)s holds %(balance)s won, asked %(won)s won. Ask for a grant first (Local "
                "Accounting Act, Article 34).", petty=designation._get_document_label(),
                balance=won_text(balance), won=won_text(sum(parts.values())),
            )) from short
        if kind in GRANT_EFFECT:
            name, sign = GRANT_EFFECT[kind]
            grants._add_total(name, {one.id: sign * won for one, won in parts.items()})
        designation._set_balance(balances[-1], count + len(parts))
        move_sudo = self.sudo()
        return move_sudo.create([
            {
                "designation_id": designation.id, "sequence": count + place, "date": day,
                "kind": kind, "name": document.display_name, "amount": won, "balance": after,
                "advance_id": grant.id, "res_model": document._name, "res_id": document.id,
                "author_id": self.env.uid, "time": self.env.cr.now(),
            }
            for place, ((grant, won), after) in enumerate(
                zip(parts.items(), balances, strict=True), start=1,
            )
        ])
