from datetime import timezone

from odoo import api, models

from odoo.addons.gotgan_base.clock import SEOUL

from ..bank.signature import spoken

# How our line to a bank speaks of itself (``courier.Silence``).
UNREADABLE = ("statement:", "results:")
UNREACHED = ("Error", "Timeout", "Exception")


class BankAdapter(models.AbstractModel):
    """One way to a bank. Whoever calls has kept (committed) its intent before.

    Every call may raise :class:`..bank.courier.Silence`: nobody knows then what the bank did.
    """

    _name = "gotgan.bank.adapter"
    _description = "Way to a Bank"

    def _send(self, account, instructions):
        """Speak of the instructions, once; return a list of ``bank.answer.Verdict``."""
        raise NotImplementedError

    def _inquire(self, account, instructions):
        """Ask what became of the instructions; return a list of ``bank.answer.Verdict``."""
        raise NotImplementedError

    def _read_statement(self, account, day):
        """Return the ``bank.statement.Entry`` rows of the account on ``day``."""
        raise NotImplementedError

    def _check_holder(self, account, bank_code, number):
        """Return the name of the holder of a payee's account; '' when the bank knows none."""
        raise NotImplementedError

    # ---- in words --------------------------------------------------------

    @api.model
    def _tell(self, reason):
        """Return why a transfer stands as it does, in words for a cashier.

        What a bank said stays as it said it; what our line says of itself is translated.
        """
        reason = reason or ""
        known = {
            "import": self.env._("this account works by files"),
            "unconfigured": self.env._("the connection to the bank is not set up yet"),
        }
        if reason in known:
            return known[reason]
        if reason.isdecimal():
            return self.env._("the bank's server answered with error %(code)s", code=reason)
        if reason.startswith(UNREADABLE):
            return self.env._("the bank's answer could not be read")
        if reason.endswith(UNREACHED):
            return self.env._("the bank could not be reached")
        return reason

    # ---- shared ----------------------------------------------------------

    def _say(self, instruction):
        """Return an instruction as both ways say it; the moment is that of Seoul."""
        until = instruction.valid_until
        local = self._to_seoul(until)
        return {
            "key": instruction.key, "bank": instruction.bank_code or "",
            "number": instruction.number, "holder": spoken(instruction.holder),
            "amount": instruction.amount, "valid_until": local.strftime("%Y%m%d%H%M%S"),
        }

    def _say_order(self, instruction):
        """Return an instruction with the officer's signature, as both ways give it to the bank."""
        return {
            **self._say(instruction), "order": instruction._get_document().number,
            "date": instruction.list_id._get_signing_date(),
            "officer": instruction.officer_key_id.number or "",
            "signature": instruction.signature or "",
        }

    def _to_seoul(self, moment):
        return moment.replace(tzinfo=timezone.utc).astimezone(SEOUL)
