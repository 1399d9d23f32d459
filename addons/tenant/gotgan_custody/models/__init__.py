from . import (
    custody,
    custody_account,
    custody_book_line,
    custody_case,
    custody_closing,
    custody_closing_line,
    custody_document_mixin,
    custody_move,
    custody_payout,
    custody_payout_line,
    custody_receipt,
)
