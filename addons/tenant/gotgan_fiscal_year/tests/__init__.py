from . import test_attack, test_fiscal_year, test_period_lock, test_posting, test_roles
