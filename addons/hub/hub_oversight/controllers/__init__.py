from . import oversight
