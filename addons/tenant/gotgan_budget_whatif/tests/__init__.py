from . import test_doctests, test_solver, test_whatif, test_whatif_attack
