from . import controllers, kinds, models, monthly, papers, spreading, wizard
