from typing import NamedTuple


class Violation(NamedTuple):
    """What is wrong with a document, and where: ``lines[3].paid``."""

    path: str
    fault: str

    def __str__(self):
        return f"{self.path or 'document'}: {self.fault}"
