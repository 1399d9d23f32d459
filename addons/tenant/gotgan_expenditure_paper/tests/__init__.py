from . import (
    test_books,
    test_contract,
    test_doctests,
    test_kinds,
    test_rights,
    test_seal,
    test_signed,
)
