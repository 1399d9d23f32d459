from . import contract_disclosure
from . import contract_flag
