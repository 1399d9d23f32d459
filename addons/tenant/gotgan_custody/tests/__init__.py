from . import (
    test_attack,
    test_book,
    test_closing,
    test_custody,
    test_http_attack,
    test_payout,
    test_receipt,
    test_withheld,
)
