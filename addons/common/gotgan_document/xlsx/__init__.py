"""A paper as a workbook: real numbers, repeated headings, a page set up for printing."""

from .workbook import render
