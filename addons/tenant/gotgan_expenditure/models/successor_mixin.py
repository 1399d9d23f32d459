from odoo import models

ACCOUNTING = (
    "gotgan_expenditure.group_accountant", "gotgan_organization.group_accounting_officer",
)


class SuccessorMixin(models.AbstractModel):
    """Accounting, and the accounting officers, write spending for every department."""

    _inherit = "gotgan.successor.mixin"

    def _may_write_elsewhere(self, author_sudo):
        return (
            any(author_sudo.has_group(one) for one in ACCOUNTING)
            or super()._may_write_elsewhere(author_sudo)
        )
