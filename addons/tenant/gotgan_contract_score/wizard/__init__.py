from . import contract_tally
