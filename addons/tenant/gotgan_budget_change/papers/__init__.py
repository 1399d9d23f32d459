from . import notice, statement, suballotment, words
