"""What must be true of a year whoever asks: ledger, version, report and explanation."""

from odoo.addons.gotgan_report_execution.rules.figures import FIGURES, TOTALS, figure_of

from .papers import figure, issue, read_numbers, read_pdf


def assert_one_truth(hall, version, year=2026):
    """Ledger and version say the same of every cell."""
    hall.root.flush_all()
    cells = hall.root["gotgan.budget.cell"].search([("fiscal_year_id.year", "=", year)])
    ledger = {
        tuple(one[name].id for name in version.line_ids._address): one.voted
        for one in cells if one.voted
    }
    assert ledger == {place: won for place, won in version._read_whole().items() if won}
    assert sum(ledger.values()) == version.amount


def assert_papers_say_so(hall, version, year=2026):
    """총괄표 and 세출예산사업명세서, as PDF and XLSX, have what the ledger has."""
    cells = hall.root["gotgan.budget.cell"]
    domain = [("fiscal_year_id.year", "=", year), ("voted", "!=", 0)]
    whole, departments, lines = (
        {won for *_group, won in cells._read_group(domain, group, ["voted:sum"])}
        for group in ([], ["department_id"], ["department_id", "project_id", "subitem_id"])
    )
    assert whole == {version.amount} == {version.revenue_amount}
    files = issue(hall, version, "overview", "statement")
    for part, amounts in (("overview", whole), ("statement", departments | lines)):
        assert not amounts - read_numbers(files[part, "xlsx"])
        text = read_pdf(files[part, "pdf"])
        assert not [won for won in amounts if figure(won) not in text]


def explain_one_figure(hall, today, names, name, year=2026):
    """What is behind one figure of the row with these names: ``[(kind, won), …]``."""
    options = {"fiscal_year_id": hall.year(year).id, "date": today.isoformat(),
               "axis": "department"}
    tree = hall.model("gotgan.execution.report", "auditor").action_get_tree(options)
    path, found = [], []
    for depth, one, *_totals in tree["rows"]:
        path = [*path[:depth], one]
        called = [tree["names"][model][key][1]
                  for (_key, model), key in zip(tree["levels"], path, strict=False)]
        if called == list(names):
            found.append(list(path))
    [path] = found
    explanation = hall.model("gotgan.execution.explanation", "auditor")
    return explanation.action_explain(options, path, name)["steps"]


def explain_every_figure(hall, today, year=2026):
    """집행현황 of a day: what is behind each figure of each department adds up to it.

    Return the totals of the report as ``{name: won}``.
    """
    options = {"fiscal_year_id": hall.year(year).id, "date": today.isoformat(),
               "axis": "department"}
    tree = hall.model("gotgan.execution.report", "auditor").action_get_tree(options)
    explanation = hall.model("gotgan.execution.explanation", "auditor")
    rows = [([], tree["total"])] + [([one], totals) for depth, one, *totals in tree["rows"]
                                    if not depth]
    for path, totals in rows:
        values = dict(zip(TOTALS, totals, strict=True))
        for name in FIGURES:
            found = explanation.action_explain(options, path, name)
            steps = found["steps"]
            while len(steps) < found["count"]:
                steps += explanation.action_explain(options, path, name, len(steps))["steps"]
            assert found["won"] == figure_of(name, values), (path, name)
            assert found["won"] == sum(step["won"] for step in steps)
            assert all(step["basis"]["article"] for step in steps)
    return dict(zip(TOTALS, tree["total"], strict=True))
