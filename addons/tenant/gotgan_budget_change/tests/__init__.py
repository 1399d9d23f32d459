from . import (
    test_allotment_plan,
    test_allotment_request,
    test_change,
    test_doctests,
    test_kinds,
    test_limits,
    test_papers,
    test_reserve,
    test_rights,
    test_sequences,
    test_suballotment,
    test_withholding,
)
