from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import Won, won_text

TOTALS = ("used", "returned")
PERIOD = 7  # days between two reminders of the same thing


class Advance(models.Model):
    """Money that was paid before its use was known: one row per line of a paid voucher.

    일상경비 교부 (지방회계법 34), 개산급과 선금급 (35): each won of it is used, returned or open.
    The row is made by the payment, changed only by settlements, uses and returns; the figures
    are updated in place under constraints.
    """

    _name = "gotgan.advance"
    _description = "Money to Be Settled"
    _inherit = ["gotgan.spending.kind.mixin"]
    _order = "due_date, id"
    _rec_name = "voucher_id"

    voucher_line_id = fields.Many2one(
        "gotgan.voucher.line", required=True, readonly=True, ondelete="restrict", index=True,
    )
    voucher_id = fields.Many2one(
        "gotgan.voucher", required=True, readonly=True, ondelete="restrict",
        index=True,
    )
    request_id = fields.Many2one(
        "gotgan.spending.request", string="Spending Request", required=True, readonly=True,
        ondelete="restrict",
    )
    designation_id = fields.Many2one(
        "gotgan.petty.designation", string="Petty Cash", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )
    department_id = fields.Many2one(related="voucher_id.department_id", store=True, index=True)
    fiscal_year_id = fields.Many2one(related="voucher_id.fiscal_year_id", store=True)
    partner_id = fields.Many2one(related="voucher_id.partner_id", store=True, string="Payee")
    budget_line_id = fields.Many2one(
        related="voucher_line_id.budget_line_id", store=True, index=True, string="Budget Line",
    )
    date = fields.Date(string="Paid On", required=True, readonly=True)
    due_date = fields.Date(string="Settle By", required=True, readonly=True)
    amount = Won(required=True, readonly=True)
    used = Won(required=True, readonly=True, default=0)
    returned = Won(required=True, readonly=True, default=0)
    rest = Won(string="Open", required=True, readonly=True)
    settlement_id = fields.Many2one(
        "gotgan.advance.settlement", readonly=True, ondelete="restrict",
        index="btree_not_null",
    )
    reminded_date = fields.Date(string="Last Reminder", readonly=True)
    reminder_count = fields.Integer(string="Reminders", readonly=True, aggregator=None)
    state = fields.Selection([
        ("open", "Not Settled Yet"),
        ("returning", "Rest to Return"),
        ("settled", "Settled"),
        ("withdrawn", "Transfer Came Back"),
    ], required=True, readonly=True, default="open")
    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue",
    )

    _amounts = models.Constraint(
        "CHECK (amount > 0 AND LEAST(used, returned, rest) >= 0"
        " AND rest = amount - used - returned)",
        "More than was paid can be neither used nor returned.",
    )
    _line_once = models.UniqueIndex(
        "(voucher_line_id) WHERE state <> 'withdrawn'",
        "What a voucher pays is to be settled once.",
    )
    _waiting = models.Index("(due_date) WHERE state IN ('open', 'returning')")

    @api.depends("voucher_id.number", "budget_line_id")
    def _compute_display_name(self):
        for advance in self:
            advance.display_name = f"{advance.voucher_id.display_name} {advance._get_place()}"

    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        late = self.filtered_domain(self._get_overdue_domain())
        for advance in self:
            advance.is_overdue = advance in late

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self._get_overdue_domain()
        return Domain.OR([late if one else ~late for one in set(value)])

    def action_new_settlement(self):
        """Write the settlement of what one voucher paid."""
        vouchers = self.voucher_id.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Settlement"),
            "res_model": "gotgan.advance.settlement",
            "view_mode": "form",
            "context": {"default_voucher_id": vouchers.id},
        }

    # ---- what others call ------------------------------------------------

    @api.model
    def _open(self, lines, day):
        """Make the rows of what paid voucher lines handed over on ``day``; return them."""
        advance_sudo = self.sudo()
        return advance_sudo.create([
            line._prepare_advance(day) for line in lines if line.amount
        ]).sudo(self.env.su)

    def _withdraw(self, document, day):
        """Take the rows back: the transfer they came from was returned by the bank.

        :raises UserError: some of it was used, returned or settled already
        """
        busy = self.filtered(lambda one: one.used or one.returned)
        if busy:
            raise UserError(self.env._(
                "%(advance)s: %(used)s won of it were used and %(returned)s won returned already, "
                "so its transfer cannot have come back. Take those back first.",
                advance=busy[0].display_name, used=won_text(busy[0].used),
                returned=won_text(busy[0].returned),
            ))
        for _designation, grants in self.filtered("designation_id").grouped(
            "designation_id"
        ).items():
            parts = {one: one.amount for one in grants}
            self.env["gotgan.petty.move"]._post("withdraw", parts, document, day)
        self._set_state("withdrawn")

    def _add_total(self, name, deltas):
        """Add ``{advance id: won}`` to ``used`` or ``returned``; the rows stay locked.

        :raises UserError: with the figures of every row that has less left
        """
        assert name in TOTALS
        self.flush_recordset()
        rows = self.env.execute_query_dict(SQL(
            "SELECT id, used, returned, rest FROM gotgan_advance WHERE id = ANY(%s) ORDER BY id"
            " FOR NO KEY UPDATE", list(self.ids),
        ))
        for row in rows:
            won = deltas[row["id"]]
            left = row["rest"] if won > 0 else row[name]
            if abs(won) > left:
                raise UserError(self.env._(
                    "%(advance)s: only %(left)s won are left, asked %(won)s won. Lower the amount.",
                    advance=self.browse(row["id"]).display_name, left=won_text(left),
                    won=won_text(abs(won)),
                ))
        column = SQL.identifier(name)
        self.env.cr.execute(SQL(
            """UPDATE gotgan_advance AS a SET %s = a.%s + w.won, rest = a.rest - w.won
                 FROM unnest(%s::int[], %s::int8[]) AS w(id, won) WHERE a.id = w.id""",
            column, column, list(self.ids), [deltas[one] for one in self.ids],
        ))
        self.invalidate_recordset([name, "rest"])
        self._follow_figures()

    def _follow_figures(self):
        """Let the state say what the figures say."""
        for advance in self.filtered(lambda one: one.state != "withdrawn"):
            answered = advance.kind == "petty" or advance.settlement_id
            if not advance.rest:
                state = "settled" if answered else "open"
            else:
                state = "returning" if advance.settlement_id else "open"
            if advance.state != state:
                advance._set_state(state)

    def _set_state(self, state):
        advances_sudo = self.sudo()
        advances_sudo.write({"state": state})

    def _set_settlement(self, settlement):
        advances_sudo = self.sudo()
        advances_sudo.write({"settlement_id": settlement.id})

    # ---- reminders -------------------------------------------------------

    def _remind(self, day):
        for person, advances in self.grouped(lambda one: one.request_id._get_author()).items():
            person_sudo = person.sudo()
            self.env["mail.thread"].message_notify(
                partner_ids=person_sudo.partner_id.ids,
                subject=self.env._("Settlements are due"),
                body="\n".join(one._get_reminder_text() for one in advances),
            )
        for advance_sudo in self.sudo():
            advance_sudo.write({
                "reminded_date": day, "reminder_count": advance_sudo.reminder_count + 1,
            })

    def _get_reminder_text(self):
        return self.env._(
            "%(advance)s: %(rest)s won are to be settled by %(due)s (%(article)s).",
            advance=self.display_name, rest=won_text(self.rest), due=self.due_date,
            article=self.env._("Local Accounting Act, Article 34") if self.kind == "petty"
            else self.env._("Local Accounting Act, Article 35"),
        )

    # ---- words -----------------------------------------------------------

    def _get_place(self):
        return self.budget_line_id.subitem_id.name or ""

    @api.model
    def _get_overdue_domain(self):
        return Domain("state", "in", ("open", "returning")) & Domain(
            "due_date", "<", today(self.env),
        )

    # ---- daily -----------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Remind the people who asked for the money, before the day and every week after it."""
        day = today(self.env)
        edition = self.env["gotgan.rule"]._seek("advance.reminder_days", day)
        if not edition:
            return
        due = fields.Date.add(day, days=edition._get_days())
        waiting = self.search([
            ("state", "in", ("open", "returning")), ("due_date", "<=", due),
            "|", ("reminded_date", "=", False),
            ("reminded_date", "<=", fields.Date.subtract(day, days=PERIOD)),
        ], limit=500)
        waiting._remind(day)
