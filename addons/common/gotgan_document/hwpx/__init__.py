"""A paper as HWPX (KS X 6101), the document format of Korean public offices."""

from .document import render
