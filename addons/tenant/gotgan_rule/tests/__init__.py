from . import (
    test_doctests,
    test_edition,
    test_edition_attack,
    test_find,
    test_findings,
    test_loader,
    test_overlap,
    test_override,
    test_roles,
    test_seed,
    test_structure,
    test_values,
)
