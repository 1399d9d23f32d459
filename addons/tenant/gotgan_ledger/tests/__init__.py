from . import test_append_only, test_parts, test_posting, test_verifier
