from .engine import catalogue
from . import models
from .hooks import _post_init
