from . import (
    test_department,
    test_handover,
    test_office,
    test_office_capacity,
    test_office_screen,
    test_official_seal,
    test_roster,
    test_separation,
    test_term,
)
