from . import enter, people
