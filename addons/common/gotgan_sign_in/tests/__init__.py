from . import (
    test_append_only,
    test_doctests,
    test_lock_attack,
    test_parallel_attack,
    test_password,
    test_password_attack,
    test_policy,
    test_second_factor_attack,
    test_session_attack,
    test_technical_attack,
)
