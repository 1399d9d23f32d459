from . import own_password
