import logging

from odoo import api, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)


class BankPayerMixin(models.AbstractModel):
    """What documents have in common that the bank's word moves.

    A document says which of them the books do not follow yet (``_find_unentered``), what its last
    instructions are (``_get_instructions``) and what the bank's word does (``_enter_bank_words``).
    """

    _name = "gotgan.bank.payer.mixin"
    _description = "Document the Bank Pays"
    _inherit = ["gotgan.transition.mixin"]

    # The field of an instruction that names such a document.
    _instruction_field = None

    def action_open_instructions(self):
        """Show every transfer of the documents as the bank was told of it."""
        return {
            "type": "ir.actions.act_window", "res_model": "gotgan.bank.instruction",
            "domain": [(self._instruction_field, "in", self.ids)], "view_mode": "list,form",
            "name": self.env._("Bank Instructions"),
        }

    def _on_cancel(self, reason):
        self._get_instructions()._withdraw()
        effect = getattr(super(), "_on_cancel", None)
        return effect(reason) if effect else None

    def _get_authority_label(self, kind, value):
        if kind != "bank":
            return super()._get_authority_label(kind, value)
        return self.env._("the treasury bank")

    @api.model
    def _find_unentered(self):
        raise NotImplementedError

    def _get_instructions(self):
        raise NotImplementedError

    def _enter_bank_words(self):
        raise NotImplementedError

    @api.model
    def _enter_answers(self):
        """Let the bank's answers move their documents, each by itself, until none is left.

        An answer is kept before this; whatever dies here is entered the next time.
        """
        progress = self.env["ir.cron"]
        for document in self._find_unentered():
            document._enter_each()
            progress._commit_progress()

    def _enter_each(self):
        """Enter each by itself; what the books refuse is kept as a fault and tried again."""
        for document in self:
            last = document._get_instructions()[:1]
            try:
                with self.env.cr.savepoint():
                    document._enter_bank_words()
                    if last.fault:
                        last.write({"fault": False})
            except UserError as error:
                self.env.invalidate_all()
                _logger.warning("%s is not in the books: %s", last.key, error)
                last.write({"fault": str(error)[:500]})
