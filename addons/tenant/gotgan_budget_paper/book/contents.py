"""Which papers there are, and how they become one paper, or one book."""

from typing import NamedTuple

from odoo.addons.gotgan_document.paper import Chapter, Contents, Cover, Paper, Text

from . import changes, expenditure, provisions, revenue, summaries, words


class Part(NamedTuple):
    """One paper of a budget book: its title, and what makes its blocks or its chapters."""

    title: str
    make: object
    has_chapters: bool = False


PARTS = {
    "provisions": Part("예산총칙", provisions.blocks),
    "overview": Part("세입세출예산총괄표", summaries.overview),
    "function": Part("기능별 세출예산 총괄", summaries.by_function),
    "nature": Part("성질별 세출예산 총괄", summaries.by_nature),
    "organization": Part("조직별 세출예산 총괄", summaries.by_organization),
    "source": Part("재원별 세출예산 총괄", summaries.by_source),
    "changes": Part("추가경정예산 비교표", changes.sheets),
    "revenue": Part("세입예산서", revenue.chapters, True),
    "statement": Part("세출예산사업명세서", expenditure.chapters, True),
}


def make_paper(book, kind, terms):
    """Return one paper of a budget book by itself."""
    part = PARTS[kind]
    blocks = part.make(book, terms)
    if part.has_chapters:
        blocks = (
            Cover(part.title, (book.title, book.decision, book.compared), book.issuer,
                  f"{book.year}년도"),
            Contents(), *blocks,
        )
    return Paper(
        _entitle(book, part), (*blocks, *_notes(book, terms)), issuer=book.issuer,
        running=f"{book.issuer} {book.title}".strip(),
    )


def _entitle(book, part):
    """Return the title of a paper by itself; which budget it is of is said once."""
    if book.version.kind == "original":
        return f"{book.year}년도 {part.title}"
    return f"{book.title} {part.title.removeprefix('추가경정예산 ')}"


def make_book(book, kinds, terms):
    """Return the chosen papers as one book with a cover and contents."""
    cover = Cover(
        _spread(book.kind), (book.decision, book.compared), book.issuer, f"{book.year}년도",
    )
    blocks = [cover, Contents()]
    for kind in PARTS:
        if kind in kinds:
            blocks += _chapters(book, kind, terms)
    return Paper(
        f"{book.title}서", (*blocks, *_notes(book, terms)), issuer=book.issuer,
        running=f"{book.issuer} {book.title}".strip(),
    )


def _chapters(book, kind, terms):
    part = PARTS[kind]
    if part.has_chapters:
        return part.make(book, terms)
    return (Chapter(part.title), *part.make(book, terms))


def _notes(book, terms):
    """Say so where figures of the book are rounded."""
    odd = any(entry.after % terms.unit or entry.before % terms.unit
              for entry in (*book.entries, *book.revenues))
    return (Text(f"※ {words.ROUNDED}", align="right"),) if odd else ()


def _spread(kind):
    return f"{kind}서" if kind.endswith("예산") else f"{kind} 예산서"
