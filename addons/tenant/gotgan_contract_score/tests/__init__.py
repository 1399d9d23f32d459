from . import test_doctests
from . import test_negotiated
from . import test_rights
from . import test_sheets
from . import test_two_stage
