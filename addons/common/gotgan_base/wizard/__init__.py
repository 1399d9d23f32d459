from . import transition_wizard
