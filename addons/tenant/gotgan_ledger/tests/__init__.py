from . import test_append_only, test_posting, test_verifier
