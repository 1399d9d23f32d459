from . import (
    test_authority,
    test_cash,
    test_custody,
    test_day,
    test_doctests,
    test_files,
    test_first_account,
    test_lists,
    test_officer_keys,
    test_payout,
    test_payees,
    test_send,
)
