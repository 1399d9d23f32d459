from . import treasury
