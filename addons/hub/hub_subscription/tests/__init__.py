from . import (
    test_application_attack,
    test_code,
    test_doctests,
    test_operators,
    test_prices,
    test_sign_up,
    test_site,
    test_start,
)
