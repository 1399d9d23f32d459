from . import contract
from . import contract_change
