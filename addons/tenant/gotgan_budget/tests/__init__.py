from . import (
    test_allotment,
    test_command,
    test_doctests,
    test_formula,
    test_import,
    test_plan,
    test_problems,
    test_reader,
    test_supplement,
    test_supplement_import,
)
