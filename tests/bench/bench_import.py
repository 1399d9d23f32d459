"""(d) Importing a budget file of 100,000 rows: rows per second, seconds, peak memory.

The file is made by repeating real shapes of rows under new programmes and departments, written
as the export is (two header rows, 55 columns, 천원 with commas). It is imported twice through the
document people use: the first time everything is new, the second time nothing may change.

    scripts/gotgan bench import [--rows 100000] [--json]
"""

import base64
import csv
import io
import os
import resource
import sys
import threading
import time

import ground

ABOUT = "Import a budget file made by repeating real rows under new codes."
AIM_SECONDS, AIM_MB = 60, 1024
DEPARTMENTS = 160
SOURCES = (
    "국고보조금", "균특보조금", "기금보조금", "특별교부세", "분권교부세", "광역보조금",
    "재정보전금", "특별조정교부금", "자체재원", "지방채", "기타",
)
TEXTS = (
    "회계연도", "예산구분", "분야명", "부문명", "위원회명", "정책사업명", "단위사업명", "회계코드",
    "회계명", "세부사업명", "자체보조구분명", "부서명", "편성목", "편성목명", "통계목", "통계목명",
    "의무/재량구분", "산출근거명", "산출근거식", "예산액", "기정액", "비교증감",
)
GENERAL, OTHER = ("일반공공행정", "일반행정"), ("기타", "기타")
# what is named, then: 산출근거명, 산출근거식, 예산액, 기정액 (천원), funding source, 예산구분
POLICY, OFFICE = "203-03 시책추진업무추진비", "201-01 사무관리비"
TRAVEL, EVENT = "202-01 국내여비", "201-03 행사운영비"
ORIGINAL, SUPPLEMENTARY = "본예산", "추경1회"
PATTERN = (
    (GENERAL, "시책", POLICY, "Ο현장 업무추진", "2,700,000원", 2700, 0, 8, ORIGINAL),
    (GENERAL, "교육", OFFICE, "Ο교육", "6,000,000원", 6000, 0, 8, ORIGINAL),
    (GENERAL, "조정", OFFICE, "Ο참석수당", "100,000원*11명*2회", 2200, 0, 8, ORIGINAL),
    (GENERAL, "조정", OFFICE, "Ο자문료", "100,000원*2명*3시간*12회", 7200, 0, 8, ORIGINAL),
    (GENERAL, "조정", TRAVEL, "Ο출장", "10,000원*1명*8일*12월", 960, 0, 8, ORIGINAL),
    (GENERAL, "기반", EVENT, "Ο포럼", "5,000,000원", 5000, 0, 5, ORIGINAL),
    (GENERAL, "기반", "301-11 행사실비지원금", "Ο급식비", "9,000원*170명", 1530, 0, 8, ORIGINAL),
    (GENERAL, "기반", EVENT, "Ο포럼", "6,500,000원", 6500, 5000, 5, SUPPLEMENTARY),
    (GENERAL, "감사", OFFICE, "Ο감사장 설치", "12,228,000원", 12228, 0, 8, SUPPLEMENTARY),
    (GENERAL, "감사", "405-01 자산및물품취득비", "Ο노트북", "1,500,000원*5", 7500, 0, 0, ORIGINAL),
    (OTHER, "경비", OFFICE, "Ο일반수용비", "60,000원*10명*12월*90%", 6480, 0, 8, ORIGINAL),
    (OTHER, "경비", OFFICE, "Ο행정장비 운영", "", 7800, 0, 8, ORIGINAL),
    (OTHER, "경비", OFFICE, "  ο소모품", "300,000원*4대*4회", 4800, 0, 8, ORIGINAL),
    (OTHER, "경비", OFFICE, "  ο장비유지", "3,000,000원", 3000, 0, 8, ORIGINAL),
    (OTHER, "경비", TRAVEL, "Ο업무추진", "10,000원*10명*5일*12월", 6000, 0, 8, ORIGINAL),
    (OTHER, "경비", "203-04 부서운영업무추진비", "Ο15인", "250,000원*12월", 3000, 0, 8, ORIGINAL),
)


def text(amount):
    """Return an amount as the export writes it."""
    return f"{amount:,}"


def make_row(pattern, copy, year):
    """Return the 55 cells of one row of the ``copy``-th repetition."""
    (field, section), project, subitem, name, formula, new, base, source, kind = pattern
    code, subitem_name = subitem.split(" ", 1)
    fund = ("100", "일반회계") if copy % 10 else ("201", "교통사업특별회계")
    department = f"측정부서{copy % DEPARTMENTS + 1}"
    triples = [["0", "0", "0"] for _one in SOURCES]
    triples[source] = [text(new), text(base), text(new - base)]
    return [
        year, kind, field, section, "위원회", f"측정정책 {copy // 8}", f"측정단위 {copy // 4}",
        *fund, f"{project} {copy}", "자체", department, code[:3], "", code, subitem_name, "재량",
        name, formula, text(new), text(base), text(new - base),
        *(cell for triple in triples for cell in triple),
    ]


def make_file(rows, year):
    """Return the bytes of a file of at least ``rows`` data rows, and how many it has."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([*TEXTS, *(cell for name in SOURCES for cell in (name, "", ""))])
    writer.writerow([""] * len(TEXTS) + ["경정", "기정", "증감"] * len(SOURCES))
    copies = -(-rows // len(PATTERN))
    for copy in range(copies):
        writer.writerows(make_row(pattern, copy, year) for pattern in PATTERN)
    return stream.getvalue().encode("utf-8-sig"), copies * len(PATTERN)


def counted_total(copies):
    """Return what the copies must come to in won: replaced rows and breakdowns do not count."""
    replaced = {name for *_what, name, _formula, _new, base, _source, _kind in PATTERN if base}
    amounts = [
        new for *_what, name, _formula, new, base, _source, _kind in PATTERN
        if name.startswith("Ο") and (base or name not in replaced)
    ]
    return sum(amounts) * copies * 1_000


class PeakMemory(threading.Thread):
    """Watches the resident memory of this process, in MB, while a step runs."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak, self.done = 0, threading.Event()

    def run(self):
        while not self.done.wait(0.05):
            self.peak = max(self.peak, resident())

    def stop(self):
        self.done.set()
        self.join()
        return round(max(self.peak, resident()))


def resident():
    """Return this process's resident memory in MB."""
    try:
        with open("/proc/self/statm") as status:
            return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        scale = 2**20 if sys.platform == "darwin" else 2**10
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def bring_in(registry, data, year):
    """Load, preview and confirm one file in a transaction; return seconds and the outcome."""
    from odoo.api import SUPERUSER_ID, Environment

    seconds, memory = {}, PeakMemory()
    memory.start()
    with registry.cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        fiscal_year = env["gotgan.fiscal.year"]._get_of_year(int(year))
        start = time.perf_counter()
        document = env["gotgan.budget.import"].create({
            "file": base64.b64encode(data), "file_name": "bench.csv",
            "fiscal_year_id": fiscal_year.id,
        })
        for step in ("action_preview", "action_confirm"):
            begun = time.perf_counter()
            getattr(document, step)()
            env.flush_all()
            seconds[step.removeprefix("action_")] = round(time.perf_counter() - begun, 2)
        kept = ("amount", "move_count", "line_count", "row_count")
        outcome = {name: document[name] for name in kept}
    seconds["total"] = round(time.perf_counter() - start, 2)
    return {"seconds": seconds, "peak_mb": memory.stop(), **outcome}


def measure(rows, year):
    data, made = make_file(rows, year)
    with ground.tenant() as registry:
        before = resident()
        first = bring_in(registry, data, year)
        again = bring_in(registry, data, year)
    expected = counted_total(made // len(PATTERN))
    wrong = first["amount"] != expected or again["move_count"] or first["row_count"] != made
    seconds, peak = first["seconds"]["total"], first["peak_mb"]
    return {
        "rows": made, "file_mb": round(len(data) / 2**20, 1), "seconds": seconds,
        "rows_per_second": round(made / seconds), "peak_mb": peak, "idle_mb": round(before),
        "preview_seconds": first["seconds"]["preview"],
        "confirm_seconds": first["seconds"]["confirm"],
        "budget_lines": first["line_count"], "moves": first["move_count"],
        "again_seconds": again["seconds"]["total"], "again_moves": again["move_count"],
        "aim": {"seconds": AIM_SECONDS, "peak_mb": AIM_MB},
        "met": not wrong and seconds <= AIM_SECONDS and peak <= AIM_MB, "right": not wrong,
    }


def as_text(result):
    return (
        "{rows:,} rows ({file_mb} MB) in {seconds} s: {rows_per_second:,} rows/s, "
        "peak {peak_mb} MB (aim 60 s, 1,024 MB: {verdict})\n"
        "  preview {preview_seconds} s, confirm {confirm_seconds} s; "
        "{budget_lines:,} budget lines, {moves:,} moves\n"
        "  the same file again: {again_seconds} s, {again_moves} moves"
    ).format(**result, verdict="met" if result["met"] else "MISSED")


def main(argv):
    """Measure and print; 1 where the aim is missed or a row is wrong."""
    options = ground.options(argv, ABOUT, rows=100_000, year="2026")
    result = measure(options.rows, options.year)
    ground.report(result, as_text(result), options.json)
    return 0 if result["met"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
