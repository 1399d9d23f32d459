"""The spreadsheet of people: the form that is filled in, and what is wrong in it.

Plain Python: bytes and facts go in, rows and problems come out; the words are the caller's.
"""

import io
import re
import zipfile
from collections import Counter
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

MAX_ROWS = 2_000
MAX_BYTES = 5_000_000
MAX_UNPACKED = 50_000_000
SHEET, LISTS = "직원", "목록"


class Column(NamedTuple):
    """A column of the form: our name, heading, whether it must be filled, width, an example."""

    name: str
    heading: str
    needed: bool
    width: int
    example: str


COLUMNS = (
    Column("name", "이름", True, 14, "홍길동"),
    Column("login", "아이디(이메일 또는 행정번호)", True, 30, "hong@agency.example"),
    Column("email", "이메일", True, 30, "hong@agency.example"),
    Column("department", "부서", False, 24, ""),
    Column("position", "직위", False, 16, "주무관"),
    Column("phone", "전화번호", False, 18, "031-000-0000"),
)
LENGTHS = {"name": 60, "login": 64, "email": 120, "department": 120, "position": 60, "phone": 30}
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
LOGIN = re.compile(r"[a-z0-9._%+-]{3,64}|[a-z0-9._%+-]{1,64}@[a-z0-9.-]+")
PHONE = re.compile(r"[0-9+() -]{7,30}")


class Problem(NamedTuple):
    """What is wrong: row of the sheet (0: the file), our column, kind, and what stands there."""

    row: int
    column: str
    kind: str
    value: str = ""


class SheetProblem(Exception):
    """The file as a whole cannot be read; ``kind`` says why."""

    def __init__(self, kind):
        super().__init__(kind)
        self.kind = kind


class Person(NamedTuple):
    row: int
    name: str
    login: str
    email: str
    department: str
    position: str
    phone: str


class Known(NamedTuple):
    """What the agency has already: logins in use, departments by code and by name."""

    logins: frozenset
    departments: dict


def read(content):
    """Return the people of a filled-in form, row by row; empty rows are left out.

    :raises SheetProblem: not a spreadsheet, too large, or not this form
    """
    _check_archive(content)
    try:
        sheets = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:
        raise SheetProblem("unreadable") from error
    sheet = sheets[SHEET] if SHEET in sheets.sheetnames else sheets.worksheets[0]
    table = [[_text(cell) for cell in row] for row in sheet.iter_rows(
        max_row=MAX_ROWS + 2, max_col=30, values_only=True)]
    sheets.close()
    places = _find_columns(table)
    people = [
        Person(number, *(_at(row, places.get(column.name)) for column in COLUMNS))
        for number, row in enumerate(table[1:], start=2)
        if any(row)
    ]
    if not people:
        raise SheetProblem("empty")
    if len(people) > MAX_ROWS:
        raise SheetProblem("too_many")
    return [one._replace(login=one.login.lower(), email=one.email.lower()) for one in people]


def _check_archive(content):
    if len(content) > MAX_BYTES:
        raise SheetProblem("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SheetProblem("unreadable") from error
    if unpacked > MAX_UNPACKED:
        raise SheetProblem("too_large")


def _text(value):
    """Return a cell as a person reads it: whole numbers without a point, no spaces around.

    >>> _text(20260001.0), _text(None), _text("  홍길동 ")
    ('20260001', '', '홍길동')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _find_columns(table):
    headings = [re.sub(r"[\s*]", "", one) for one in (table[0] if table else [])]
    places = {
        column.name: headings.index(column.heading.replace(" ", ""))
        for column in COLUMNS if column.heading.replace(" ", "") in headings
    }
    if any(column.needed and column.name not in places for column in COLUMNS):
        raise SheetProblem("other_form")
    return places


def _at(row, place):
    return row[place] if place is not None and place < len(row) else ""


def find_problems(people, known):
    """Return every problem of every row, in the order of the sheet.

    >>> facts = Known(frozenset({"kim@a.kr"}), {"회계과": 3, "100": 3})
    >>> kim = Person(2, "김", "kim@a.kr", "kim@a.kr", "세무과", "", "전화")
    >>> [(one.column, one.kind) for one in find_problems([kim], facts)]
    [('login', 'taken'), ('department', 'unknown'), ('phone', 'shape')]
    """
    logins = Counter(one.login for one in people if one.login)
    places = {column.name: place for place, column in enumerate(COLUMNS)}
    return [
        problem
        for person in people
        for problem in sorted(
            [*_find_missing(person), *_find_shapes(person), *_find_clashes(person, known, logins)],
            key=lambda one: places[one.column],
        )
    ]


def _find_missing(person):
    return [
        Problem(person.row, column.name, "missing")
        for column in COLUMNS if column.needed and not getattr(person, column.name)
    ] + [
        Problem(person.row, column.name, "too_long", getattr(person, column.name)[:20])
        for column in COLUMNS if len(getattr(person, column.name)) > LENGTHS[column.name]
    ]


def _find_shapes(person):
    shapes = (("login", LOGIN), ("email", EMAIL), ("phone", PHONE))
    return [
        Problem(person.row, name, "shape", value)
        for name, shape in shapes
        if (value := getattr(person, name)) and not shape.fullmatch(value)
    ]


def _find_clashes(person, known, logins):
    found = []
    if person.login in known.logins:
        found.append(Problem(person.row, "login", "taken", person.login))
    if logins[person.login] > 1:
        found.append(Problem(person.row, "login", "twice", person.login))
    if person.department and person.department not in known.departments:
        found.append(Problem(person.row, "department", "unknown", person.department))
    return found


def write_form(departments, positions):
    """Return the form as bytes: headings, one example, and lists to choose from.

    :param departments: labels of the departments, as ``find_problems`` knows them
    """
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, place, column.heading + (" *" if column.needed else ""))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0B50A4")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 30
    _add_lists(book, sheet, {"department": departments, "position": positions})
    _add_guide(book)
    return _to_bytes(book)


def _add_lists(book, sheet, choices):
    """Lists stand in a sheet of their own: a list typed into a cell ends at 255 characters."""
    lists = book.create_sheet(LISTS)
    names = [column.name for column in COLUMNS]
    for place, (name, values) in enumerate(choices.items(), start=1):
        for row, value in enumerate(values, start=1):
            _put_text(lists.cell(row, place), value)
        if not values:
            continue
        letter = get_column_letter(place)
        rule = DataValidation(
            type="list", formula1=f"={LISTS}!${letter}$1:${letter}${len(values)}", allow_blank=True,
            showErrorMessage=name == "department",
        )
        rule.error = "목록에 있는 부서를 고르십시오. 없는 부서는 먼저 등록해야 합니다."
        target = get_column_letter(names.index(name) + 1)
        rule.add(f"{target}2:{target}{MAX_ROWS + 1}")
        sheet.add_data_validation(rule)


def _add_guide(book):
    guide = book.create_sheet("작성 요령")
    lines = [
        f"'{SHEET}' 시트의 둘째 줄부터 한 사람을 한 줄에 적습니다. "
        f"한 번에 {MAX_ROWS:,}명까지 올릴 수 있습니다.",
        "* 표가 있는 칸은 꼭 적어야 합니다.",
        "아이디: 이메일 주소 또는 행정번호(영문 소문자·숫자 3자 이상). "
        "기관 안에서 한 사람만 쓸 수 있습니다.",
        "이메일: 비밀번호를 정하는 안내 메일을 받을 주소입니다.",
        "부서: 목록에서 고르거나 부서코드를 적습니다. 비워 두고 나중에 정할 수 있습니다.",
        "한 줄이라도 잘못되면 아무도 등록되지 않습니다. 고칠 곳을 줄과 칸으로 알려 드립니다.",
        "예: " + " | ".join(column.example or "-" for column in COLUMNS),
    ]
    guide.column_dimensions["A"].width = 100
    for row, line in enumerate(lines, start=1):
        _put_text(guide.cell(row, 1), line)


def _put_text(cell, value):
    """Write a text that stays a text: a name that begins with = is no formula."""
    cell.value = value
    cell.data_type = "s"


def _to_bytes(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
