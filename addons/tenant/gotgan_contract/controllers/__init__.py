from . import ocds
