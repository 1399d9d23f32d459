from . import korean, paper, pdf
