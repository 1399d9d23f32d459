from . import test_book, test_doctests, test_hwpx, test_korean, test_pdf, test_picture, test_xlsx
