from . import hwpx, korean, models, paper, pdf, render, xlsx
