from . import test_fiscal_year, test_period_lock, test_posting, test_roles
