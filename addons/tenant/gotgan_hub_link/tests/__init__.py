from . import (
    test_announce,
    test_consent,
    test_delivery_attack,
    test_doctests,
    test_exceptions,
    test_report,
    test_send,
)
