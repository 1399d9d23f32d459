"""(f) The budget book: 20,000 budget lines of 3,463,154,010천원 as one PDF, as XLSX and as HWPX.

The budget is a real version in a database: an e호조 export of 40,000 cost estimates, made here and
saying so ("측정"), is imported and confirmed by the officer, who fills in the revenue and issues
the whole book, once for each kind of file. A budget of this size is made by the clock: measured is
that, the cron's own method in a process of its own that has done nothing else, from an empty cache:
reading the version, its estimates and names, describing the book, rendering it, keeping the file
with its fingerprint, and the commit. The peak memory is that of the whole process, Odoo included.

The peer is reportlab's own LongTable with the same rows of a part of the statement, each laid out
once in a process of its own: what anybody would write first.
"""

import base64
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import ground

ABOUT = "The budget book of 20,000 lines of a version as PDF, XLSX and HWPX."
AIM_SECONDS, AIM_BYTES = 60, 1 << 30
YEAR, TOTAL = 2026, 3_463_154_010  # 천원: a city of a million people
DEPARTMENTS, PER_PROJECT, REVENUES = 166, 8, 300
KINDS = ("pdf", "xlsx", "hwpx")
LOGIN = "bench-officer"


# ---- a budget in a database ------------------------------------------------------------


def make_rows(lines, subitems, sections):
    """Yield the rows of an e호조 export: two 산출기초 to a line, every fifth one a subsidy."""
    from odoo.addons.gotgan_budget.tests import sheet

    even = TOTAL // lines
    projects = -(-lines // PER_PROJECT)
    for number in range(lines):
        project, at = divmod(number, PER_PROJECT)
        amount = even if number else TOTAL - even * (lines - 1)
        (code, name), (field, section) = subitems[at], sections[project // 24 % len(sections)]
        words = {
            "부서명": f"측정부서{project * DEPARTMENTS // projects + 1}", "분야명": field,
            "부문명": section, "정책사업명": f"측정정책 {project // 24}",
            "단위사업명": f"측정단위 {project // 6}",
            "세부사업명": f"측정사업 {project} 시민과 함께하는 사업 추진",
            "편성목": code[:3], "편성목명": "", "통계목": code, "통계목명": name,
        }
        source = "국고보조금" if number % 5 == 0 else "자체재원"
        for label, won in (
            ("Ο위원회 참석수당과 운영", amount // 2), ("Ο홍보물 제작", amount - amount // 2),
        ):
            yield sheet.row(YEAR, won, sources={source: (won, 0)}, **words, 산출근거명=label,
                            산출근거식=f"{won * 1_000:,}원*1식")


def make_file(env, lines):
    from odoo.addons.gotgan_budget.tests import sheet

    year = env["gotgan.fiscal.year"]._get_of_year(YEAR)
    subitems = env["gotgan.expenditure.object"].search([
        ("fiscal_year_id", "=", year.id), ("subject_set", "=", "local_government"),
        ("level", "=", "subitem"), ("code", "=like", "20%"),
    ], limit=PER_PROJECT)
    sections = env["gotgan.function"].search([
        ("fiscal_year_id", "=", year.id), ("level", "=", "section"),
    ])
    return sheet.as_csv(make_rows(
        lines, [(one.code, one.name) for one in subitems],
        [(one.parent_id.name, one.name) for one in sections],
    ))


def make_revenues(env, version):
    """Return rows of revenue that come to the expenditure."""
    from odoo.addons.gotgan_budget.version_row import RevenueRow

    line = version.line_ids[:1]
    sources = env["gotgan.revenue.source"].search([
        ("fiscal_year_id", "=", version.fiscal_year_id.id), ("level", "=", "mok"),
    ], limit=50)
    even = TOTAL * 1_000 // REVENUES
    return [RevenueRow(
        line.fund_id.id, sources[place % len(sources)].id, line.department_id.id,
        f"측정 세입 {place}", even if place else TOTAL * 1_000 - even * (REVENUES - 1),
    ) for place in range(REVENUES)]


def bring_in(registry, lines):
    """Import the budget as its officer; return the id of the version and how it turned out."""
    from odoo.tests import new_test_user

    with opened(registry) as env:
        env["gotgan.fiscal.year"]._get_of_year(YEAR)._write_locked({"state": "open"})
        data = make_file(env, lines)
        new_test_user(env, LOGIN, groups="gotgan_budget.group_budget_officer", lang="ko_KR",
                      password=ground.password())
    with opened(registry, LOGIN) as env:
        document = env["gotgan.budget.import"].create({
            "file": base64.b64encode(data), "file_name": "측정.csv",
            "fiscal_year_id": env["gotgan.fiscal.year"]._get_of_year(YEAR).id,
        })
        document.action_preview()
        document.action_confirm()
        version = document.version_id
        version._fill("revenue", make_revenues(env, version), "측정")
        right = (version.amount, version.revenue_amount, document.line_count) == (
            TOTAL * 1_000, TOTAL * 1_000, lines,
        )
        return version.id, right


@contextmanager
def opened(registry, login=None):
    """A transaction of the program, or of a person."""
    from odoo.api import SUPERUSER_ID, Environment

    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {"lang": "ko_KR", "tz": "Asia/Seoul"})
        if login:
            env = env(user=env["res.users"].search([("login", "=", login)]).id)
        yield env


def ask(registry, version_id, kind):
    """Issue the whole book as one kind of file, as the officer; it is queued."""
    with opened(registry, LOGIN) as env:
        issue = env["gotgan.budget.issue"].create({
            "version_id": version_id, **{f"in_{one}": one == kind for one in KINDS},
        })
        issue.action_issue()
        if issue.state != "queued":
            raise RuntimeError(f"the book is {issue.state}, not made by the clock")


# ---- in a process of its own -----------------------------------------------------------


def make_one(registry, kind):
    """Make what is queued as the cron does; return seconds, peak memory, bytes and the total."""
    before = peak()
    start = time.perf_counter()
    with opened(registry) as env:
        env["gotgan.budget.issue"]._cron_issue()
    took, after = time.perf_counter() - start, peak()
    with opened(registry) as env:
        issue = env["gotgan.budget.issue"].search([], order="id desc", limit=1)
        if issue.state != "issued":
            raise RuntimeError(f"the book is {issue.state}: {issue.failure}")
        data = issue.file_ids._get_bytes()
    return {
        "seconds": round(took, 2), "peak_mb": round(after / 1e6), "start_mb": round(before / 1e6),
        "file_mb": round(len(data) / 1e6, 2),
        **(read_pdf(data) if kind == "pdf" else {"total_found": find_total(data)}),
    }


def peak():
    """Return the most memory this program has had; ``getrusage`` counts who started it too."""
    with open("/proc/self/status") as status:
        [line] = [one for one in status if one.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def read_pdf(data):
    """Return the pages of the book, and whether its total stands in it."""
    import io

    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    front = " ".join(page.extract_text() for page in pages[:12])
    return {"pages": len(pages), "total_found": f"{TOTAL:,}" in front}


def find_total(data):
    """Return whether the total stands in one of the files of an archive (XLSX, HWPX)."""
    import io
    import zipfile

    wanted = (f"{TOTAL:,}".encode(), f"{TOTAL}".encode())
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        texts = (files.read(name) for name in files.namelist() if name.endswith(".xml"))
        return any(one in text for text in texts for one in wanted)


def make_part(registry, what, part):
    """Lay a part of the statement out once, as ours or as the peer; return rows and seconds."""
    from odoo.addons.gotgan_budget_paper.book.contents import PARTS, make_book
    from odoo.addons.gotgan_budget_paper.book.words import Terms
    from odoo.addons.gotgan_budget_paper.facts import Book
    from odoo.addons.gotgan_document import pdf
    from odoo.addons.gotgan_document.paper import Sheet
    from odoo.addons.gotgan_document.pdf.fonts import register_fonts

    with opened(registry) as env:
        version = env["gotgan.budget.version"].search([], order="id desc", limit=1)
        book = Book(version, version.browse())
        paper = make_book(book, list(PARTS), Terms(1_000, book.same_year))
        sheets = [block for block in paper.blocks if isinstance(block, Sheet)]
        sheet = sheets[-1]
        rows = [row for one in sheets if one.columns == sheet.columns for row in one.rows]
    rows = rows[:len(rows) // part]
    register_fonts()
    start = time.perf_counter()
    if what == "peer":
        lay_out(sheet, rows)
    else:
        pdf.render(replace(paper, blocks=(replace(sheet, rows=rows),)))
    return {"rows": len(rows), "seconds": time.perf_counter() - start}


def lay_out(sheet, rows):
    """Lay rows out as reportlab's own LongTable."""
    import io

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    from odoo.addons.gotgan_document.korean import figure
    from odoo.addons.gotgan_document.pdf.fonts import REGULAR

    style = ParagraphStyle("cell", fontName=REGULAR, fontSize=8, leading=10.4)
    cells = [
        [Paragraph(figure(cell).replace("\n", "<br/>"), style) for cell in row.cells]
        for row in rows
    ]
    share = 180 * mm / sum(column.width for column in sheet.columns)
    table = LongTable(cells, colWidths=[column.width * share for column in sheet.columns])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.3, "#555555")])
    SimpleDocTemplate(io.BytesIO()).build([table])


def run_alone(what, dbname, *words):
    """Run one measurement in a process of its own; return its figures."""
    command = [sys.executable, str(Path(__file__).resolve()), "--alone", what, dbname,
               *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    return json.loads(done.stdout.splitlines()[-1])


def alone(what, dbname, *words):
    """Make one file, or a part of one, and print the figures as one line."""
    registry = ground.load(dbname)
    figures = make_part(registry, what, *map(int, words)) if words else make_one(registry, what)
    print(json.dumps(figures))
    return 0


# ---- the measurement -------------------------------------------------------------------


def measure(chosen):
    kinds = {}
    with ground.tenant() as registry:
        version_id, right = bring_in(registry, chosen.lines)
        for kind in KINDS:
            ask(registry, version_id, kind)
            kinds[kind] = run_alone(kind, registry.db_name)
        ours, peer = (run_alone(one, registry.db_name, chosen.part) for one in ("ours", "peer"))
    return {
        "lines": chosen.lines, "total_thousand_won": TOTAL, "kinds": kinds, "right": right,
        "part_rows": ours["rows"], "part_s": round(ours["seconds"], 2),
        "peer_part_s": round(peer["seconds"], 2),
        "ratio": round(peer["seconds"] / ours["seconds"], 1),
        "aim_s": AIM_SECONDS, "aim_mb": round(AIM_BYTES / 1e6),
        "met": right and all(
            one["seconds"] <= AIM_SECONDS and one["peak_mb"] * 1e6 <= AIM_BYTES
            and one["total_found"] for one in kinds.values()
        ),
    }


def as_text(result):
    head = f"{'file':>6}{'seconds':>10}{'peak MB':>10}{'file MB':>10}{'pages':>8}"
    rows = [
        f"{kind:>6}{one['seconds']:>10.2f}{one['peak_mb']:>10,}{one['file_mb']:>10.2f}"
        f"{one.get('pages', ''):>8}"
        for kind, one in result["kinds"].items()
    ]
    return "\n".join([
        f"budget book of {result['lines']:,} lines, {result['total_thousand_won']:,}천원 "
        f"(aim: {result['aim_s']} s, {result['aim_mb']:,} MB each: "
        f"{'met' if result['met'] else 'MISSED'})",
        head, *rows,
        f"{result['part_rows']:,} rows of its statement as PDF: {result['part_s']:.2f} s; as "
        f"reportlab's LongTable {result['peer_part_s']:.2f} s, {result['ratio']:.1f} times as long",
    ])


def main(argv):
    """Measure and print; 1 where the aim is missed or a total is wrong."""
    chosen = ground.options(argv, ABOUT, lines=20_000, part=20)
    result = measure(chosen)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        sys.exit(alone(*sys.argv[2:]))
    sys.exit(main(sys.argv[1:]))
