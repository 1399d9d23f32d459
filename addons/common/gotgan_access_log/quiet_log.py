"""The server's own log says nothing secret: every record is masked where it is made.

It acts on the whole process, on purpose: one pool serves many tenants and writes one log.
"""

import logging

from .masking import mask

_formatter = logging.Formatter()


class MaskingFactory:
    """Makes log records as the factory before it did, and masks what they say."""

    def __init__(self, before):
        self.before = before

    def __call__(self, *args, **kwargs):
        record = self.before(*args, **kwargs)
        clean = self._get_clean(record)
        if clean is not None:
            record.msg, record.args = clean, ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = mask(_formatter.formatException(record.exc_info))
        return record

    def _get_clean(self, record):
        """Return the masked message where it differs, else nothing.

        Arguments that do not fit their format are left to ``logging``, which reports them itself.
        """
        try:
            text = record.getMessage()
        except (TypeError, ValueError, KeyError):
            return None
        clean = mask(text)
        return clean if clean != text else None


def install():
    """Put the masking factory in front, once."""
    before = logging.getLogRecordFactory()
    if not isinstance(before, MaskingFactory):
        logging.setLogRecordFactory(MaskingFactory(before))
