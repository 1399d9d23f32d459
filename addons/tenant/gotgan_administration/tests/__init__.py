from . import (
    test_become,
    test_doctests,
    test_entry_attack,
    test_first_steps,
    test_people,
    test_people_attack,
    test_plan,
    test_rights_attack,
    test_support,
    test_system_attack,
)
