from . import test_backup, test_doctests, test_drift, test_health, test_support
