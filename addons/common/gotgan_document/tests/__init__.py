from . import test_doctests, test_korean, test_pdf
