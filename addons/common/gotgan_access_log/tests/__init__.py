from . import (
    test_attack,
    test_cells,
    test_cost,
    test_doctests,
    test_journey,
    test_masking,
    test_reading,
    test_review,
    test_rights,
    test_screening,
    test_seal,
    test_upload,
)
