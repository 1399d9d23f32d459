from . import (
    test_authority,
    test_cancellation,
    test_chain,
    test_figures,
    test_partial,
    test_payment_checks,
    test_request_form,
    test_shares,
    test_work_item,
)
