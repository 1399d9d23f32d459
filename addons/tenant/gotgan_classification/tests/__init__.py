from . import (
    test_edition_files,
    test_edition_import,
    test_local_government,
    test_mapping,
    test_program,
    test_roles,
    test_rules,
    test_shipped,
    test_tables,
)
