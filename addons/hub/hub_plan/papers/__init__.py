"""What the papers of the service say. Papers are Korean by nature; so are the words here."""

from . import agreement, application, quote, statement, words
