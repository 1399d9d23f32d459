from . import (
    test_calendar,
    test_ceiling,
    test_doctests,
    test_estimates,
    test_funding,
    test_grid,
    test_plain,
    test_property,
    test_rounds,
    test_take_over,
    test_two_people,
    test_version,
)
