from . import custody_book
