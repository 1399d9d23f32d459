from . import approval_step_back
from . import approval_delegation_import
from . import approval_delegation_import_row
