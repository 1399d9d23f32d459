from . import (
    test_book,
    test_doctests,
    test_export,
    test_fiscal,
    test_issue,
    test_version,
    test_yongin,
)
