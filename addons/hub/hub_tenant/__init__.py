from . import engine
from . import models
from .hooks import _post_init
