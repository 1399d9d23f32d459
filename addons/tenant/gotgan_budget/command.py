"""What the import command does and says; the command itself is ``cli/budget.py``."""

import base64
import json
from pathlib import Path

from .ehojo.reader import peek_year

SHOWN = 50
KINDS = ("department", "fund", "object", "source", "removed")


def bring_in(env, data, options):
    """Preview the file and, unless it has errors or this is a dry run, confirm it."""
    document = env["gotgan.budget.import"].create({
        "file": base64.b64encode(data),
        "file_name": Path(options.file).name,
        "fiscal_year_id": find_year(env, data, options).id,
        "replace_scope": not options.keep_missing,
        **({"date": options.date} if options.date else {}),
    })
    document.action_preview()
    written = not document.error_count and not options.dry_run
    if written:
        document.action_confirm()
    return {**describe(document), "written": written, "dry_run": options.dry_run}


def find_year(env, data, options):
    years = env["gotgan.fiscal.year"]
    number = options.year or peek_year(data)
    return years._get_of_year(number) if number else years._get_current()


def describe(document):
    """Return what an import is and found, as plain values."""
    totals = {
        kind: [
            {name: total[name] for name in ("code", "name", "amount", "imported", "difference")}
            for total in document.total_ids.filtered(lambda one, kind=kind: one.kind == kind)
        ]
        for kind in KINDS
    }
    problems = [
        {name: problem[name] for name in ("row", "column", "code", "severity", "message", "advice")}
        for problem in document.problem_ids
    ]
    return {
        "ok": not document.error_count,
        "fiscal_year": document.fiscal_year_id.year,
        "number": document.number or None,
        "rows": document.row_count,
        "lines": document.line_count,
        "new_lines": document.new_line_count,
        "estimates": document.estimate_count,
        "supplements": document.supplement_count,
        "moves": document.move_count,
        "amount": document.amount,
        "imported_before": document.imported,
        "difference": document.difference,
        "errors": document.error_count,
        "warnings": document.warning_count,
        "totals": totals,
        "problems": problems,
    }


def as_json(result, _env):
    return json.dumps(result, ensure_ascii=False) + "\n"


def as_text(result, env):
    """Return the result as people read it, in the language of ``env``."""
    if "error" in result:
        return result["error"] + "\n"
    kinds = dict(env["gotgan.budget.import.total"]._fields["kind"]._description_selection(env))
    lines = [headline(result, env), counts(result, env)]
    for kind in KINDS:
        if result["totals"][kind]:
            lines += ["", kinds[kind], *map(total_line, result["totals"][kind])]
    shown = result["problems"][:SHOWN]
    lines += ["", *(problem_line(one, env) for one in shown)] if shown else []
    hidden = result["errors"] + result["warnings"] - len(shown)
    lines += [env._("… and %(count)s more", count=f"{hidden:,}")] if hidden else []
    return "\n".join([*lines, ""])


def headline(result, env):
    if not result["ok"]:
        return env._("Not imported: %(count)s errors. Nothing was written.",
                     count=f"{result['errors']:,}")
    if result["dry_run"]:
        return env._("Dry run: nothing was written.")
    if not result["moves"]:
        return env._("Imported as %(number)s; the ledger already said the same.",
                     number=result["number"])
    return env._("Imported as %(number)s.", number=result["number"])


def counts(result, env):
    return env._(
        "FY%(year)s: %(rows)s rows, %(lines)s budget lines (%(new)s new), %(estimates)s cost "
        "estimates, %(moves)s moves. After this import %(amount)s won, so far %(before)s won, "
        "difference %(difference)s won.",
        year=result["fiscal_year"], rows=f"{result['rows']:,}", lines=f"{result['lines']:,}",
        new=f"{result['new_lines']:,}", estimates=f"{result['estimates']:,}",
        moves=f"{result['moves']:,}", amount=f"{result['amount']:,}",
        before=f"{result['imported_before']:,}", difference=f"{result['difference']:,}",
    )


def total_line(total):
    """Return one line of a list of totals.

    >>> total_line({"code": "100", "name": "일반회계", "amount": 2000, "difference": 2000})
    '           2,000  (+2,000)  100 일반회계'
    """
    name = f"{total['code'] or ''} {total['name']}".strip()
    return f"{total['amount']:>16,}  ({total['difference']:+,})  {name}"


def problem_line(problem, env):
    kinds = env["gotgan.budget.import.problem"]._fields["severity"]
    severity = dict(kinds._description_selection(env))
    place = env._("row %(row)s %(column)s", row=problem["row"], column=problem["column"])
    return f"[{severity[problem['severity']]}] {place}: {problem['message']} {problem['advice']}"
