from . import hwpx, korean, paper, pdf, render, xlsx
