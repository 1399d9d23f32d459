from . import test_consent, test_doctests, test_report, test_signing
