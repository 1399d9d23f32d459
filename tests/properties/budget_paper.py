"""What a reader of the papers and of the screen sees, as plain figures."""

from odoo.addons.gotgan_budget_paper.book.contents import make_paper
from odoo.addons.gotgan_budget_paper.book.words import Terms
from odoo.addons.gotgan_budget_paper.facts import Book
from odoo.addons.gotgan_document.paper import Chapter, Sheet


def read_statement(city, version, compare=None, day=None):
    """Return ``{(department, project, subitem): (won after, before)}`` of 세출예산사업명세서.

    The rows are read as a person reads them: each stands below the latest one of the level above.
    What a level says is checked against the rows below it.

    :param day: of 예산현액 as of that day, in place of what the version says
    """
    cells = None if day is None else _read_appropriation(city, day)
    book = Book(version, compare or version.browse(), cells=cells)
    paper = make_paper(book, "statement", Terms(1, book.same_year))
    found = {}
    for sheet in (one for one in paper.blocks if isinstance(one, Sheet)):
        _read_rows(city, list(sheet.rows), found)
    return found


def _read_rows(city, rows, found):
    labels, said, sums = {}, {}, {}
    for row in rows:
        label, after, before, change = row.cells[:4]
        if after is None or str(label).startswith("[재원]"):
            continue
        assert change == after - before, row
        labels = {level: name for level, name in labels.items() if level < row.level}
        labels[row.level] = label
        if row.level < 5:
            said[tuple(labels.values())] = (after, before)
            continue
        path = tuple(labels.values())
        code = f"{path[4].split()[0]}-{label.split()[0]}"
        found[path[0], path[3], code] = (after, before)
        for depth in range(1, len(path)):
            one = sums.setdefault(path[:depth], [0, 0])
            one[0], one[1] = one[0] + after, one[1] + before
    assert said == {path: tuple(pair) for path, pair in sums.items()}


def _read_appropriation(city, day):
    return {
        city._address(place): cell.get("appropriated", 0)
        for place, cell in city.read_as_of(day).items()
    }


def read_overview(city, version):
    """Return (revenue, expenditure) that 세입세출예산총괄표 shows of all funds."""
    book = Book(version)
    paper = make_paper(book, "overview", Terms(1))
    sheets = [one for one in paper.blocks if isinstance(one, Sheet)]
    [total] = [row for row in sheets[0].rows if row.cells[0] == "합계"]
    revenue, spending = total.cells[1], total.cells[4]
    for sheet, won in zip(sheets[1:], (revenue, spending), strict=True):
        assert sheet.rows[0].cells[1] == won
    assert not any(isinstance(one, Chapter) for one in paper.blocks)
    return revenue, spending


def read_report(city, day):
    """Return ``{(department, project, subitem): {total: won}}`` that 집행현황 shows on a day."""
    tree = city.env["gotgan.execution.report"].action_get_tree({
        "fiscal_year_id": city.year.id, "date": day.isoformat(), "axis": "department",
        "fund_ids": city.fund.ids,
    })
    models, found, path = [model for _key, model in tree["levels"]], {}, {}
    sums = [0] * len(tree["totals"])
    for depth, record, *totals in tree["rows"]:
        path[depth] = tree["names"][models[depth]][record]
        if depth == len(models) - 1:
            key = (path[0][1], path[1][1], path[2][0])
            found[key] = {
                name: won for name, won in zip(tree["totals"], totals, strict=True) if won
            }
            sums = [one + won for one, won in zip(sums, totals, strict=True)]
    assert tree["total"] == sums
    return {key: line for key, line in found.items() if line}
