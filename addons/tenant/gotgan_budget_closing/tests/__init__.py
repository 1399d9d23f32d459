from . import (
    test_attack,
    test_carrying,
    test_closing,
    test_doctests,
    test_eligibility,
    test_mapping,
    test_register,
    test_rights,
    test_taking_back,
)
