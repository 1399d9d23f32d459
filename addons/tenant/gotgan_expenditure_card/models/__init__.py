from . import (
    card,
    card_fault,
    card_refund_mixin,
    card_statement,
    card_use,
    spending_kind_mixin,
    voucher,
)
