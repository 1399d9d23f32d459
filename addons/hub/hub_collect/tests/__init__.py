from . import (
    test_door_attack,
    test_doctests,
    test_link,
    test_receive,
    test_rights_attack,
)
