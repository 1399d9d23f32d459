from .engine import catalogue
from . import models
from . import wizard
from .hooks import _post_init
