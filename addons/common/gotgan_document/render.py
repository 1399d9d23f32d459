"""One paper, three kinds of files."""

from importlib import import_module

KINDS = ("pdf", "xlsx", "hwpx")
LIBRARIES = {"pdf": "reportlab", "xlsx": "xlsxwriter", "hwpx": "python-hwpx"}


class LibraryMissing(ImportError):
    """A library that one kind of file needs is not installed. ``library``: its name."""

    def __init__(self, kind, library):
        super().__init__(
            f"{kind.upper()} files need the Python library {library}, which is not installed; "
            f"the other kinds can still be made."
        )
        self.kind, self.library = kind, library


def render_pdf(paper):
    """Return a paper as the bytes of a PDF: selectable text, embedded fonts, numbered pages."""
    return render(paper, "pdf")


def render_xlsx(paper):
    """Return a paper as the bytes of a workbook: real numbers, repeated and frozen headings."""
    return render(paper, "xlsx")


def render_hwpx(paper):
    """Return a paper as the bytes of an HWPX document (KS X 6101)."""
    return render(paper, "hwpx")


def render(paper, kind):
    """Return the bytes of a paper as a file of ``kind``: pdf, xlsx or hwpx.

    :raises LibraryMissing: the library for this kind is not installed
    :raises TypeError: a block that no paper knows
    :raises ValueError: a kind that there is not
    """
    if kind not in KINDS:
        raise ValueError(kind)
    try:
        module = import_module(f".{kind}", __package__)
        return module.render(paper)
    except ModuleNotFoundError as error:
        raise LibraryMissing(kind, LIBRARIES[kind]) from error
