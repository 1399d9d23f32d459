from . import fiscal_year, period_lock
