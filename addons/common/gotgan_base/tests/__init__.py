from . import (
    test_append_only,
    test_clock,
    test_doctests,
    test_event,
    test_log_in_page,
    test_number,
    test_papers,
    test_transition,
    test_transition_attack,
    test_transition_line,
    test_won,
)
