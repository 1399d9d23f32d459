from hashlib import sha256

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.gotgan_base.clock import now, seoul_day, today
from odoo.addons.gotgan_base.fields import Won, won_text
from odoo.addons.gotgan_base.transition import Transition
from odoo.addons.gotgan_exchange.signing import seal, sign

from .. import statements
from ..bank.signature import content, spoken

OFFICER = "office:disbursing_officer"


class BankList(models.Model):
    """지급명령 목록: what one disbursing officer sends to the bank together, under one signature.

    Orders go onto the open list when they are issued. Closing fixes the list and its fingerprint,
    so that what is signed is what was seen; only a signed list leaves (지방회계법 37, 38).
    """

    _name = "gotgan.bank.list"
    _description = "List of Payment Orders"
    _inherit = ["gotgan.transition.mixin", "gotgan.number.mixin"]
    _order = "id desc"

    _number_series = "bank_list"
    _transitions = {
        "close": Transition(("draft",), "closed", OFFICER),
        "reopen": Transition(("closed",), "draft", OFFICER),
        "sign": Transition(("closed",), "signed", OFFICER),
    }
    _sealed_fields = ("state", "number", "count", "amount", "digest", "signature", "signed_on",
                      "officer_key_id")

    account_id = fields.Many2one(
        "gotgan.treasury.account", required=True, readonly=True, ondelete="restrict", index=True,
    )
    disbursing_officer_office_id = fields.Many2one(
        "gotgan.office", string="Disbursing Office", required=True, readonly=True,
        ondelete="restrict",
    )
    date = fields.Date(required=True, readonly=True, default=lambda self: today(self.env))
    instruction_ids = fields.One2many("gotgan.bank.instruction", "list_id", string="Instructions")
    count = fields.Integer(string="Transfers", readonly=True, copy=False)
    amount = Won(readonly=True, copy=False)
    digest = fields.Char(string="Fingerprint", readonly=True, copy=False)
    signature = fields.Text(readonly=True, copy=False)
    officer_key_id = fields.Many2one(
        "gotgan.officer.key", string="Signed With", readonly=True, copy=False, ondelete="restrict",
    )
    signed_on = fields.Datetime(readonly=True, copy=False)
    progress = fields.Char(compute="_compute_progress")
    state = fields.Selection([
        ("draft", "Collecting"),
        ("closed", "To Sign"),
        ("signed", "Signed"),
    ], default="draft", required=True, readonly=True, copy=False)

    _one_open = models.UniqueIndex(
        "(account_id, disbursing_officer_office_id) WHERE state = 'draft'",
        "There is one open list per account and office.",
    )

    @api.depends("instruction_ids.state")
    @api.depends_context("lang")
    def _compute_progress(self):
        state = self.env["gotgan.bank.instruction"]._fields["state"]
        labels = dict(state._description_selection(self.env))
        found = self.env["gotgan.bank.instruction"]._read_group(
            [("list_id", "in", self.ids)], ["list_id", "state"], ["__count"],
        )
        for one in self:
            one.progress = ", ".join(
                f"{labels[state]} {count:,}" for of, state, count in found if of == one
            )

    def action_close(self):
        """Fix the lists, so that they can be signed as they are."""
        return self._do_transition("close")

    def action_reopen(self):
        """Let orders come and go again."""
        return self._do_transition("reopen")

    def action_sign(self):
        """Sign the lists as disbursing officer; what is on them goes to the bank."""
        return self._do_transition("sign")

    def action_close_and_sign(self):
        """Fix the list and sign it at once, if it still holds what the officer has seen.

        :raises UserError: something came onto the list, or was taken off, since it was opened
        """
        self.ensure_one()
        self._lock(self)
        self.invalidate_recordset(["count", "amount"])
        if self.env.context.get("seen") != [self.count, self.amount]:
            raise UserError(self.env._(
                "%(list)s holds %(count)s transfers of %(won)s won by now: that is not what was "
                "shown. Reload the page, look at it, and sign again.",
                list=self._get_document_label(), count=self.count, won=won_text(self.amount),
            ))
        return self._do_transition("close") and self._do_transition("sign")

    # ---- effects ---------------------------------------------------------

    def _on_close(self):
        for one in self:
            if not one._read_waiting():
                raise UserError(self.env._(
                    "%(list)s holds no transfers. Issue payment orders first.",
                    list=one._get_document_label(),
                ))
        self._take_numbers()
        self._write_figures()

    def _on_reopen(self):
        other = self.search([
            ("state", "=", "draft"), ("account_id", "in", self.account_id.ids),
            ("disbursing_officer_office_id", "in", self.disbursing_officer_office_id.ids),
        ], limit=1)
        if other:
            raise UserError(self.env._(
                "New orders are being collected on another list already. Sign this one as it is, "
                "or cancel those of its orders that should not go.",
            ))

    def _on_sign(self):
        self._lock(self)
        key = self.env["gotgan.officer.key"]._get_own()
        private = key._open()
        for one in self:
            if not one.count or one.digest != self._get_digest(one._read_waiting()):
                raise UserError(self.env._(
                    "%(list)s has changed since it was closed. Open it again, look at it, and "
                    "close it anew.", list=one._get_document_label(),
                ))
            self.env["gotgan.bank.limit"]._use(
                one.account_id, one.disbursing_officer_office_id, one.amount, today(self.env),
            )
            one._write_locked({
                "signature": one._seal(private), "signed_on": now(self.env),
                "officer_key_id": key.id,
            })
            one._sign_instructions(key, private)
        self.env["gotgan.bank.instruction"]._wake_sender()

    def _refresh(self):
        """Something was taken off lists that are not signed yet."""
        closed = self.filtered(lambda one: one.state == "closed")
        closed._write_figures()
        self.env["gotgan.bank.instruction"].flush_model()
        for one in self - closed:
            self.env.cr.execute(statements.count_waiting(one.id))
            one.invalidate_recordset(["count", "amount"], flush=False)

    def _add(self, transfers):
        """Count what was put onto the open list, which the caller has locked."""
        won = sum(one.amount for one in transfers)
        self.env.cr.execute(statements.add_waiting(self.id, len(transfers), won))
        self.invalidate_recordset(["count", "amount"], flush=False)

    def _write_figures(self):
        for one in self:
            waiting = one._read_waiting()
            one._write_locked({
                "digest": self._get_digest(waiting), "count": len(waiting),
                "amount": sum(row[-1] for row in waiting),
            })

    def _read_waiting(self):
        """Return (key, bank, account, holder, won) of what the list would pay."""
        self.env["gotgan.bank.instruction"].flush_model()
        return self.env.execute_query(statements.read_waiting(self.id))

    @api.model
    def _get_digest(self, waiting):
        """Return the fingerprint of what would be paid: key, account, holder and amount of each."""
        lines = ["|".join(map(str, row)) for row in waiting]
        return sha256("\n".join(lines).encode()).hexdigest()

    def _seal(self, private):
        """Return the officer's word over the list, signed with the officer's own key."""
        office = self.disbursing_officer_office_id
        return seal(private, {
            "purpose": "payment_list", "list": self.number, "account": self.account_id.number,
            "digest": self.digest, "count": self.count, "amount": self.amount,
            "officer": office._get_capacity_label(self.env.user, today(self.env)),
            "time": now(self.env).isoformat(),
        })

    def _sign_instructions(self, key, private):
        """Sign what the bank will be told of each transfer; the bank holds it against the key."""
        account, date = self.account_id, self._get_signing_date()
        instructions = self.env["gotgan.bank.instruction"]
        self.env.flush_all()
        rows = []
        for number, *said in self.env.execute_query(statements.read_to_sign(self.id)):
            told = dict(zip(statements.SIGNED, said, strict=True))
            told.update(holder=spoken(told["holder"]), date=date, officer=key.number)
            rows.append((number, sign(private, content(account.client, account.number, told))))
        self.env.cr.execute(statements.write_signatures(rows, key.id))
        instructions.invalidate_model(["signature", "officer_key_id"], flush=False)

    def _get_signing_date(self):
        """Return the day of the signature in Seoul as the bank is told it: ``YYYYMMDD``."""
        return seoul_day(self.signed_on).strftime("%Y%m%d")

    # ---- collecting ------------------------------------------------------

    @api.model
    def _get_open(self, account, office):
        """Return the open list of account and office, made where there is none.

        It is locked: nobody closes it before what goes onto it now is there.
        """
        list_sudo = self.sudo()
        domain = [
            ("account_id", "=", account.id), ("disbursing_officer_office_id", "=", office.id),
            ("state", "=", "draft"),
        ]
        found = list_sudo.search(domain, limit=1) or list_sudo.create({
            "account_id": account.id, "disbursing_officer_office_id": office.id,
        })
        self._lock(found)
        return found.sudo(self.env.su)

    @api.model
    def _lock(self, lists):
        """Meet everybody else who fills, empties, closes or signs the lists."""
        self.flush_model()
        if lists:
            self.env.cr.execute(SQL(
                "UPDATE gotgan_bank_list SET write_date = write_date WHERE id IN %s",
                tuple(lists.ids),
            ))
