from . import (
    test_book,
    test_chain,
    test_doctests,
    test_download,
    test_export,
    test_fiscal,
    test_issue,
    test_statement,
    test_version,
    test_yongin,
)
