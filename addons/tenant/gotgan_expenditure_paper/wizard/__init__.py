from . import contract_book, spending_print
