from . import (
    test_agencies,
    test_doctests,
    test_pages,
    test_rights_attack,
    test_size,
    test_xlsx,
)
