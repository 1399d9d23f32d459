"""Two departments of a real city's 2026 budget come out to the won.

The file is public and lies beside the checkout; these tests skip, and say so, where it is not.
Its rows added up blindly give 138,190 and 190,198천원, which is wrong: breakdowns are not added.
"""

import base64
import csv
import io
import json

import pytest

FILE = "budget_book/yongin_2026/용인시_2026_세출예산_시민소통관_감사관.csv"
PUBLISHED = {"시민소통관": 130_390_000, "감사관": 178_348_000}
BLIND = {"시민소통관": 138_190_000, "감사관": 190_198_000}
OFFICER = "budget_of_yongin"


@pytest.fixture(scope="module")
def book(shared_data):
    return (shared_data / FILE).read_bytes()


@pytest.fixture
def city(tenant, odoo_env):
    """A fresh tenant with a budget officer, whose year 2026 is kept open for as long as we test."""
    with odoo_env(tenant) as env:
        year = env["gotgan.fiscal.year"]._get_of_year(2026)
        year._write_locked({"state": "open", "completion_date": "2099-12-31"})
        env["res.users"].with_context(no_reset_password=True).create({
            "name": "예산담당", "login": OFFICER,
            "group_ids": env.ref("gotgan_budget.group_budget_officer").ids,
        })
    return tenant


def table(book):
    return list(csv.reader(io.StringIO(book.decode("utf-8-sig"))))


def as_csv(rows):
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(rows):
    """Return the same table as a workbook: amounts as numbers, funding sources as merged cells."""
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for cells in rows:
        sheet.append([number(cell) for cell in cells])
    first = rows[0].index("국고보조금") + 1
    for column in range(first, len(rows[0]) + 1, 3):
        sheet.merge_cells(start_row=1, end_row=1, start_column=column, end_column=column + 2)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def number(cell):
    plain = cell.replace(",", "")
    return int(plain) if plain.lstrip("-").isdecimal() else cell


def bring_in(env, data, name="book.csv"):
    """Load, preview and confirm as the budget officer; return the import."""
    document = env["gotgan.budget.import"].create({
        "file": base64.b64encode(data), "file_name": name,
        "fiscal_year_id": env["gotgan.fiscal.year"]._get_of_year(2026).id,
    })
    document.action_preview()
    assert not document.error_count, document.problem_ids.mapped("message")
    document.action_confirm()
    return document


def by_department(env):
    rows = env["gotgan.budget.cell"]._read_group(
        [("fiscal_year_id.year", "=", 2026)], ["department_id"], ["appropriated:sum"],
    )
    return {department.name: won for department, won in rows}


def moves(env, document):
    return env["gotgan.ledger.move"].search([
        ("source_model", "=", "gotgan.budget.version"),
        ("source_id", "=", document.version_id.id),
    ])


@pytest.mark.parametrize("kind", ["csv", "cp949", "xlsx"])
def test_the_two_departments_to_the_won(book, city, odoo_env, kind):
    rows = table(book)
    data = {
        "csv": lambda: book,
        "cp949": lambda: book.decode("utf-8-sig").encode("cp949"),
        "xlsx": lambda: as_xlsx(rows),
    }[kind]()
    with odoo_env(city, OFFICER) as env:
        document = bring_in(env, data, f"book.{kind}")
        assert by_department(env) == PUBLISHED
        assert {one.name: one.amount for one in document.department_total_ids} == PUBLISHED
        estimates = env["gotgan.cost.estimate"].search([("import_id", "=", document.id)])
        assert len(estimates) == len(rows) - 2
        assert sum(estimates.mapped("counted_amount")) == sum(PUBLISHED.values())
        assert not env["gotgan.ledger.verifier"].sudo()._verify()["findings"]


def test_adding_every_row_would_be_wrong(book):
    first, _second, *rows = table(book)
    found = dict.fromkeys(BLIND, 0)
    for cells in rows:
        found[cells[first.index("부서명")]] += number(cells[first.index("예산액")]) * 1000
    assert found == BLIND


def test_the_same_file_twice_changes_nothing(book, city, odoo_env):
    with odoo_env(city, OFFICER) as env:
        bring_in(env, book)
    with odoo_env(city, OFFICER) as env:
        assert not moves(env, bring_in(env, book))
        assert not moves(env, bring_in(env, as_xlsx(table(book)), "book.xlsx"))
        assert by_department(env) == PUBLISHED
        assert env["gotgan.cost.estimate"].with_context(active_test=False).search_count([]) == 53


def test_a_corrected_file_posts_the_difference(book, city, odoo_env):
    rows = table(book)
    [place] = [at for at, cells in enumerate(rows) if "Ο갈등관리교육" in cells]
    rows[place] = [
        {"6,000": "7,500", "6,000,000원": "7,500,000원"}.get(cell, cell) for cell in rows[place]
    ]
    with odoo_env(city, OFFICER) as env:
        bring_in(env, book)
        corrected = bring_in(env, as_csv(rows))
        assert moves(env, corrected).mapped("amount") == [1_500_000]
        assert by_department(env) == {**PUBLISHED, "시민소통관": 131_890_000}
        bring_in(env, book)
        assert by_department(env) == PUBLISHED


def supplement(first, original, number, new, base):
    """Return the row of the ``number``-th 추경 that changes a real row, in 천원 of 자체재원."""
    changed = list(original)
    changed[first.index("예산구분")] = f"추경{number}회"
    changed[first.index("산출근거식")] = f"{new * 1000:,}원"
    for heading in ("예산액", "자체재원"):
        place = first.index(heading)
        changed[place:place + 3] = f"{new:,}", f"{base:,}", f"{new - base:,}"
    return changed


def find(rows, name):
    [found] = [cells for cells in rows if name in cells]
    return found


def test_a_supplementary_row_takes_the_place_of_its_original(book, city, odoo_env):
    rows = table(book)
    changed = supplement(rows[0], find(rows, "Ο갈등관리교육"), 1, 7000, 6000)
    with odoo_env(city, OFFICER) as env:
        bring_in(env, book)
        later = bring_in(env, as_csv([*rows, changed]))
        assert moves(env, later).mapped("amount") == [1_000_000]
        assert by_department(env)["시민소통관"] == 131_390_000


def test_a_file_of_supplementary_rows_only_builds_on_the_book(book, city, odoo_env):
    first, second, *rows = table(book)
    conflict = find(rows, "Ο갈등관리교육")
    added = supplement(first, conflict, 1, 800, 0)
    added[first.index("산출근거명")] = "Ο갈등조정 자문"
    change = supplement(first, conflict, 1, 7000, 6000)
    again = supplement(first, conflict, 2, 5500, 7000)
    with odoo_env(city, OFFICER) as env:
        bring_in(env, book)
        one = bring_in(env, as_csv([first, second, change, added]))
        assert (one.difference, one.supplement_count) == (1_800_000, 1)
        assert by_department(env) == {**PUBLISHED, "시민소통관": 132_190_000}
        assert not moves(env, bring_in(env, as_csv([first, second, change, added])))
        corrected = bring_in(env, as_csv([first, second, change]))
        assert moves(env, corrected).mapped("amount") == [-800_000]
        bring_in(env, as_csv([first, second, again]), "2회.csv")
        assert by_department(env) == {**PUBLISHED, "시민소통관": 129_890_000}
        assert not moves(env, bring_in(env, as_csv([first, second, *rows, change, again])))
        assert not env["gotgan.ledger.verifier"].sudo()._verify()["findings"]


def test_one_department_alone_leaves_the_other(book, city, odoo_env):
    rows = table(book)
    ours = [cells for cells in rows if "감사관" not in cells]
    with odoo_env(city, OFFICER) as env:
        bring_in(env, book)
        assert not moves(env, bring_in(env, as_csv(ours)))
        assert by_department(env) == PUBLISHED


def test_a_wrong_formula_stops_everything(book, city, odoo_env):
    spoiled = book.replace("100,000원*11명*2회".encode(), "100,000원*12명*2회".encode())
    with odoo_env(city, OFFICER) as env:
        document = env["gotgan.budget.import"].create({
            "file": base64.b64encode(spoiled),
            "fiscal_year_id": env["gotgan.fiscal.year"]._get_of_year(2026).id,
        })
        document.action_preview()
        [problem] = document.problem_ids.filtered(lambda one: one.severity == "error")
        assert (problem.row, problem.column, problem.code) == (5, "산출근거식", "formula_mismatch")
        with pytest.raises(Exception, match="2,400,000"):
            document.action_confirm()
        assert not by_department(env)


def test_the_command(book, city, tmp_path, run_odoo):
    file = tmp_path / "book.csv"
    file.write_bytes(book)
    dry = run_odoo("budget", "import", "-d", city, file, "--dry-run", "--json")
    assert (dry.returncode, json.loads(dry.stdout)["written"]) == (0, False)
    first = json.loads(run_odoo("budget", "import", "-d", city, file, "--json").stdout)
    assert {one["name"]: one["amount"] for one in first["totals"]["department"]} == PUBLISHED
    assert first["moves"] == 30
    assert json.loads(run_odoo("budget", "import", "-d", city, file, "--json").stdout)["moves"] == 0
    file.write_bytes(book.replace(b",203-03,", b",299-99,"))
    broken = run_odoo("budget", "import", "-d", city, file)
    assert broken.returncode == 1
    assert "299-99" in broken.stdout
