from . import test_as_of, test_drill_down, test_figures, test_rights, test_tree, test_xlsx
