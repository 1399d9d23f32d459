from . import (
    test_bank,
    test_bulk,
    test_checking,
    test_doctests,
    test_recurring,
    test_size,
)
