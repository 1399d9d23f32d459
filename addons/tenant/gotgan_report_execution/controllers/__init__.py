from . import execution
