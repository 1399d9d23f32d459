# The mixin comes before the documents that inherit it.
from . import spending_paper, spending_paper_mixin  # isort: skip
from . import (
    advance_settlement,
    bulk_payment,
    commitment,
    contract,
    contract_defect_check,
    contract_order,
    inspection,
    labour_claim,
    payment_order,
    petty_settlement,
    spending_request,
    spending_return,
    voucher,
)
