from . import (
    test_authority,
    test_cashbook,
    test_petty,
    test_petty_guard,
    test_petty_twice,
    test_prior,
    test_return,
    test_settlement,
)
