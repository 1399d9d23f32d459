from odoo.exceptions import UserError


class LedgerShortage(UserError):
    """Money that is not there was asked for. ``shortages`` holds every one, with its figures.

    Nothing was posted: the caller's transaction is to be rolled back.
    """

    def __init__(self, message, shortages):
        super().__init__(message)
        self.shortages = shortages
