from . import home, idle, password, second_factor, session
