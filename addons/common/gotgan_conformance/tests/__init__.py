from . import (
    test_access,
    test_buttons,
    test_copy,
    test_korean,
    test_money,
    test_screens,
    test_surface,
    test_transitions,
)
