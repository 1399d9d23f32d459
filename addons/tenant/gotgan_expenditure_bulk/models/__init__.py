# isort: off
# What others are made of comes first.
from . import bulk_payment_check_mixin, bulk_payment_return_mixin, bulk_payment_voucher_mixin
from . import (
    bulk_fault,
    bulk_payee,
    bulk_payment,
    bulk_preset,
    bulk_preset_column,
    bulk_total,
    payment_order,
    regular_charge,
    regular_charge_due,
    spending_kind_mixin,
    spending_request,
    travel_claim,
    voucher,
)
