from . import bank_statement_import
