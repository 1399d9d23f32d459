"""(f) The budget book: 20,000 budget lines of 3,463,154,010천원 as one PDF, and as XLSX and HWPX.

The book is made of made-up rows that say so ("bench"), of the total of a real city's budget; it
goes through the same description and the same renderers as on the screen, without a database. The
peer of the ratio is reportlab's own LongTable with the same cells of a part of the book, in the
same run: what anybody would write first. Each kind of file is made in a process of its own, so
that its memory is its own.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import ground

ABOUT = "The budget book of 20,000 lines as PDF, XLSX and HWPX."
ADDONS = Path(__file__).resolve().parents[2] / "addons"
AIM_SECONDS, AIM_BYTES = 60, 1 << 30
TOTAL = 3_463_154_010_000  # won: 3,463,154,010천원, a city of a million people
DEPARTMENTS, PER_PROJECT = 166, 8
KINDS = ("pdf", "xlsx", "hwpx")


def make_budget(lines):
    """Return a made-up budget of ``lines`` lines that amounts to TOTAL, as a book reads it."""
    from odoo.addons.gotgan_budget_paper.book.tree import Entry, Name

    own, national = Name("09", "자체재원"), Name("01", "국고보조금")
    even = TOTAL // lines // 1_000 * 1_000
    entries = []
    for number in range(lines):
        project, subitem = divmod(number, PER_PROJECT)
        department, item = project % DEPARTMENTS, f"{201 + subitem // 2}"
        won = even if number else TOTAL - even * (lines - 1)
        place = (
            Name("100", "일반회계"), Name(f"{department:04d}", f"시험부서{department}"),
            Name("010", "일반공공행정"), Name("016", "일반행정"),
            Name(f"P{project // 24:04d}", f"정책사업 bench {project // 24}"),
            Name(f"U{project // 6:04d}", f"단위사업 bench {project // 6}"),
            Name(f"S{project:05d}", f"세부사업 bench {project} 시민과 함께하는 사업 추진"),
            Name("200", "200 물건비"), Name(item, f"{item} 운영비"),
            Name(f"{item}-{subitem:02d}", f"{subitem:02d} 사무관리비"),
            national if number % 5 == 0 else own,
        )
        entries.append(Entry(place, won, won * 9 // 10 // 1_000 * 1_000))
    return entries


class Budget:
    """What a book asks of a version, without a database: two 산출기초 to a line."""

    year, kind, title, issuer = 2026, "예산", "2026년도 예산", "가온시"
    decision = compared = ""
    date = None
    revenues, articles, continuing, debts, carryovers = (), (), (), (), ()

    def __init__(self, lines):
        self.entries = make_budget(lines)
        self.formulas, self.reasons = {}, {}

    def get_estimates(self, _place, amount):
        from odoo.addons.gotgan_budget_paper.estimates import Shown

        half = amount // 2_000 * 1_000
        return [
            Shown(1, "위원회 참석수당과 운영", f"{half:,}원*1회", half),
            Shown(1, "홍보물 제작", f"{amount - half:,}원*1식", amount - half),
        ]


def make_paper(lines):
    from odoo.addons.gotgan_budget_paper.book.contents import PARTS, make_book
    from odoo.addons.gotgan_budget_paper.book.words import Terms

    return make_book(Budget(lines), list(PARTS), Terms(1_000, False))


def make_one(kind, lines):
    """Make one file in this process; return seconds, peak memory, bytes, pages and the total."""
    from odoo.addons.gotgan_document.render import render

    before = peak()
    start = time.perf_counter()
    paper = make_paper(lines)
    data = render(paper, kind)
    took = time.perf_counter() - start
    after = peak()
    return {
        "seconds": round(took, 2), "peak_mb": round(after / 1e6), "start_mb": round(before / 1e6),
        "file_mb": round(len(data) / 1e6, 2),
        **(read_pdf(data) if kind == "pdf" else {"total_found": find_total(data)}),
    }


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def read_pdf(data):
    """Return the pages of the book, and whether its total stands in it."""
    import io

    import pypdf

    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    front = " ".join(page.extract_text() for page in pages[:12])
    return {"pages": len(pages), "total_found": f"{TOTAL // 1_000:,}" in front}


def find_total(data):
    """Return whether the total stands in one of the files of an archive (XLSX, HWPX)."""
    import io
    import zipfile

    wanted = (f"{TOTAL // 1_000:,}".encode(), f"{TOTAL // 1_000}".encode())
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        texts = (files.read(name) for name in files.namelist() if name.endswith(".xml"))
        return any(one in text for text in texts for one in wanted)


def make_peer(lines):
    """Lay the statement of a part of the book out as reportlab's LongTable; return its figures."""
    import io

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    from odoo.addons.gotgan_document.korean import figure
    from odoo.addons.gotgan_document.paper import Sheet
    from odoo.addons.gotgan_document.pdf.fonts import REGULAR, register_fonts

    register_fonts()
    start = time.perf_counter()
    style = ParagraphStyle("cell", fontName=REGULAR, fontSize=8, leading=10.4)
    sheets = [block for block in make_paper(lines).blocks if isinstance(block, Sheet)]
    sheet = sheets[-1]
    statement = [row for one in sheets if one.columns == sheet.columns for row in one.rows]
    cells = [
        [Paragraph(figure(cell).replace("\n", "<br/>"), style) for cell in row.cells]
        for row in statement
    ]
    share = 180 * mm / sum(column.width for column in sheet.columns)
    table = LongTable(cells, colWidths=[column.width * share for column in sheet.columns])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.3, "#555555")])
    SimpleDocTemplate(io.BytesIO()).build([table])
    return {"seconds": round(time.perf_counter() - start, 2), "rows": len(statement)}


def run_alone(what, lines):
    """Run one measurement in a process of its own; return its figures."""
    command = [sys.executable, str(Path(__file__).resolve()), "--alone", what, str(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    return json.loads(done.stdout.splitlines()[-1])


def measure(chosen):
    kinds = {kind: run_alone(kind, chosen.lines) for kind in KINDS}
    part = max(chosen.lines // chosen.part, 100)
    ours, peer = run_alone("pdf", part), run_alone("peer", part)
    pdf = kinds["pdf"]
    return {
        "lines": chosen.lines, "total_thousand_won": TOTAL // 1_000, "kinds": kinds,
        "part_lines": part, "part_s": ours["seconds"], "peer_part_s": peer["seconds"],
        "ratio": round(peer["seconds"] / ours["seconds"], 1),
        "aim_s": AIM_SECONDS, "aim_mb": round(AIM_BYTES / 1e6),
        "met": (pdf["seconds"] <= AIM_SECONDS and pdf["peak_mb"] * 1e6 <= AIM_BYTES
                and all(one["total_found"] for one in kinds.values())),
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
        f"(aim: {result['aim_s']} s, {result['aim_mb']:,} MB)",
        head, *rows,
        f"{result['part_lines']:,} lines as PDF: {result['part_s']:.2f} s; as reportlab's "
        f"LongTable {result['peer_part_s']:.2f} s, {result['ratio']:.1f} times as long",
    ])


def main(argv):
    """Measure and print; 1 where the aim is missed."""
    chosen = ground.options(argv, ABOUT, lines=20_000, part=20)
    result = measure(chosen)
    ground.report(result, as_text(result), chosen.json)
    return 0 if result["met"] else 1


def alone(what, lines):
    """Make one file, or the peer's, and print its figures as one line."""
    load_addons()
    figures = make_peer(lines) if what == "peer" else make_one(what, lines)
    print(json.dumps(figures))
    return 0


def load_addons():
    """Let the plain Python of the addons be found without starting a server."""
    from odoo.tools import config

    import odoo.addons

    config["addons_path"] = [str(ADDONS / room) for room in ("common", "tenant")]
    odoo.addons.__path__ = [*odoo.addons.__path__, *config["addons_path"]]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        sys.exit(alone(sys.argv[2], int(sys.argv[3])))
    sys.exit(main(sys.argv[1:]))
