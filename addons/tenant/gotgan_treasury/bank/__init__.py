"""Speaking with a bank: what is said, how it is written, and when. No database, no Odoo."""

from . import answer, courier, mt940, records, statement
