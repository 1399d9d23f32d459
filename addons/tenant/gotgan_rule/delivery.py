"""New editions of the law from a file: what an operator brings to many agencies at once.

The file has the columns of ``data/tables/rule_edition.csv``, so that what was brought today can be
part of the next release as it stands. What the command ``odoo rules`` says is put together here.
"""

import csv
import io
import json
from datetime import date

COLUMNS = (
    "code", "tenant_kind", "tier", "date_from", "date_to", "value", "severity", "article",
    "source", "verified", "note",
)
NEEDED = ("code", "tenant_kind", "tier", "date_from", "article")
DAYS = ("date_from", "date_to")


class BadFile(Exception):
    """Why a file is no list of editions.

    :param str code: which fault, put into words by the model
    :param int row: the row in the file, the heading being row 1
    :param str text: what stands there
    """

    def __init__(self, code, row=1, text=""):
        super().__init__(code)
        self.code, self.row, self.text = code, row, text


def read(text):
    """Return ``[(row, line)]``: the number of the row and its cells, empty ones as False.

    :raises BadFile: no heading, a column that is not known or lacking, an empty cell that has to
        be filled, a day that is none, no line at all

    >>> head = "code,tenant_kind,tier,date_from,date_to,value,severity,article,source,verified,note"
    >>> [(row, line)] = read(head + "\\na.b,any,any,2027-01-01,,40,,법 제1조,,yes,")
    >>> row, line["value"], line["date_to"]
    (2, '40', False)
    """
    table = csv.DictReader(io.StringIO(text))
    _check_heading(table.fieldnames or ())
    lines = [(table.line_num, _clean(table.line_num, line)) for line in table]
    if not lines:
        raise BadFile("empty")
    return lines


def _check_heading(names):
    unknown = [name or "?" for name in names if name not in COLUMNS]
    if unknown:
        raise BadFile("unknown", text=", ".join(unknown))
    lacking = [name for name in COLUMNS if name not in names]
    if lacking:
        raise BadFile("lacking", text=", ".join(lacking))


def _clean(row, line):
    if None in line or None in line.values():
        raise BadFile("cells", row)
    cells = {name: text.strip() or False for name, text in line.items()}
    for name in NEEDED:
        if not cells[name]:
            raise BadFile("needed", row, name)
    for name in DAYS:
        try:
            date.fromisoformat(cells[name] or "2000-01-01")
        except ValueError as error:
            raise BadFile("day", row, cells[name]) from error
    if cells["verified"] not in ("yes", "no", False):
        raise BadFile("verified", row, cells["verified"])
    return cells


def deliver(env, text):
    """Bring the editions of ``text`` into the agency of ``env``; all, or none.

    :return: a list of dicts: ``row``, ``rule``, ``date_from``, ``outcome`` (see
        ``rule_delivery.OUTCOMES``)
    :raises UserError: names the row, what is wrong with it and what to do
    """
    return env["gotgan.rule.delivery"]._deliver(text)


def as_json(result, _env):
    return json.dumps(result, ensure_ascii=False, default=str) + "\n"


def as_text(result, env):
    if not result["ok"]:
        return f"{result['error']}\n"
    words = env["gotgan.rule.delivery"]._get_outcome_words()
    return "".join(
        f"{one['rule']} ({one['date_from']}): {words[one['outcome']]}\n"
        for one in result["editions"]
    )
