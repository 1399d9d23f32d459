"""A paper as PDF: A4, the program's own fonts, text that can be selected and searched."""

from .document import render
