from . import test_card, test_doctests, test_mayor
