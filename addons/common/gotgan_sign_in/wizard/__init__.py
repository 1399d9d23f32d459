from . import second_factor_reset
