from . import test_doctests, test_duties, test_solver, test_subsidy, test_whatif, test_whatif_attack
