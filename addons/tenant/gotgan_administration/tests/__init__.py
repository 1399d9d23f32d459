from . import (
    test_become,
    test_doctests,
    test_entry_attack,
    test_rights_attack,
    test_support,
    test_system_attack,
)
