"""The thirteen agencies of 가온시, a city that does not exist, after the size of 수원.

Plain data, always the same: whoever wants to bring up a demo or a test feeds it to tenants.
:func:`make_agencies` returns 13 agencies with 600 people and a budget each. Nothing in it is real:
the business numbers have a right check digit and a tax office that does not exist. The subjects
are those of affiliated agencies (관·항·목·세목 of the 지방공기업 예산편성기준).
"""

from typing import NamedTuple

from .themes import THEMES

CITY = "가온시"
# name, kind of tenant, address, theme, staff, departments, budget in million won a year
AGENCIES = (
    ("가온도시공사", "corporation", "gaon-works", "works", 180,
     ("경영지원처", "체육시설처", "교통사업처", "도시개발처", "환경사업처", "감사실"), 98_400),
    ("가온문화재단", "agency", "gaon-culture", "culture", 90,
     ("경영지원팀", "공연전시팀", "생활문화팀", "문화유산팀", "예술지원팀"), 31_250),
    ("가온청소년재단", "agency", "gaon-youth", "youth", 75,
     ("경영지원팀", "수련관", "활동진흥팀", "상담복지센터"), 17_860),
    ("가온시정연구원", "agency", "gaon-research", "research", 35,
     ("경영지원실", "도시연구실", "사회연구실", "데이터센터"), 7_940),
    ("가온도시재단", "agency", "gaon-urban", "urban", 45,
     ("경영지원부", "도시재생부", "사회적경제부", "주거복지부"), 11_320),
    ("가온국제교류센터", "agency", "gaon-exchange", "exchange", 12,
     ("운영지원팀", "교류사업팀"), 2_180),
    ("가온컨벤션센터", "agency", "gaon-convention", "convention", 38,
     ("경영지원팀", "마케팅팀", "시설운영팀"), 14_600),
    ("가온시자원봉사센터", "agency", "gaon-volunteer", "volunteer", 20,
     ("운영지원팀", "사업팀"), 2_450),
    ("가온시체육회", "agency", "gaon-sports", "sports", 30,
     ("경영지원과", "생활체육과", "전문체육과"), 12_900),
    ("가온시장애인체육회", "agency", "gaon-adapted-sports", "adapted_sports", 15,
     ("운영지원팀", "체육지원팀"), 3_260),
    ("가온박물관재단", "agency", "gaon-museum", "museum", 28,
     ("경영지원팀", "학예연구팀", "교육팀"), 6_730),
    ("가온복지재단", "agency", "gaon-welfare", "welfare", 22,
     ("경영지원팀", "돌봄사업팀"), 5_840),
    ("가온산업진흥원", "agency", "gaon-industry", "industry", 10,
     ("경영지원팀", "기업지원팀"), 4_470),
)  # fmt: skip

# Of the budget of an agency: what people cost, and what projects cost. Shares in permille.
STAFF_OBJECTS = (
    ("101-01", "보수", 610), ("101-03", "공무직(무기계약)근로자보수", 140),
    ("101-04", "기간제근로자등보수", 40), ("107-03", "퇴직급여", 70),
    ("109-01", "일반직평가급등", 30), ("204-02", "직급보조비", 15), ("201-15", "복리후생비", 20),
    ("304-01", "연금부담금", 30), ("304-02", "국민건강보험부담금등", 45),
)  # fmt: skip
OFFICE_OBJECTS = (
    ("201-01", "사무관리비", 300), ("201-02", "공공운영비", 260), ("201-11", "지급수수료", 90),
    ("201-12", "교육훈련비", 60), ("201-13", "임차료", 120), ("201-21", "공공요금및제세", 100),
    ("202-01", "국내여비", 40), ("217-02", "부서업무비", 30),
)  # fmt: skip
PROJECT_OBJECTS = {
    "works": (
        ("201-01", "사무관리비", 90), ("206-01", "일반재료비", 130), ("214-05", "수선유지비", 330),
        ("201-21", "공공요금및제세", 250), ("405-12", "수탁자산취득비", 200),
    ),
    "": (
        ("201-01", "사무관리비", 190), ("201-03", "행사운영비", 330), ("201-11", "지급수수료", 120),
        ("202-01", "국내여비", 30), ("207-02", "전산개발비", 50),
        ("301-09", "행사실비지원금", 130), ("307-05", "민간위탁금", 150),
    ),
}  # fmt: skip
SOURCES = (("자치단체출연금", 550), ("자치단체보조금", 300), ("자체수입", 150))

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = (
    "민준", "서연", "도윤", "지우", "하준", "수아", "건우", "지민", "현우", "예은", "준서", "다은",
    "유진", "은서", "시우", "채원", "태현", "소연", "재윤", "혜진", "성민", "가은", "동현", "나래",
    "승우", "보라", "정훈", "미르", "경수", "아름",
)  # fmt: skip
TITLES = ("처장", "팀장", "과장", "대리", "주임", "사원")
# A tax office that does not exist, and the middle digits of a corporation that works for no profit.
OFFICE_AND_KIND = {"corporation": "99981", "agency": "99982"}


class Subject(NamedTuple):
    """One budget subject. Amounts in won."""

    department: str
    policy: str
    unit: str
    project: str
    object: str
    object_name: str
    source: str
    amount: int


class Person(NamedTuple):
    login: str
    name: str
    department: str
    title: str


class Agency(NamedTuple):
    """One agency, complete."""

    name: str
    kind: str
    address: str
    business_number: str
    departments: tuple
    people: tuple
    budget: tuple

    @property
    def amount(self):
        return sum(subject.amount for subject in self.budget)


def make_agencies():
    """Return the 13 agencies.

    >>> agencies = make_agencies()
    >>> len(agencies), sum(len(agency.people) for agency in agencies)
    (13, 600)
    >>> agencies == make_agencies(), agencies[1].name, f"{agencies[1].amount:,}"
    (True, '가온문화재단', '31,250,000,000')
    """
    agencies, before = [], 0
    for place, (name, kind, address, theme, staff, departments, millions) in enumerate(AGENCIES, 1):
        agencies.append(Agency(
            name, kind, address, make_business_number(kind, place), departments,
            tuple(_make_people(address, departments, staff, before)),
            tuple(_make_budget(theme, departments, staff, millions * 1_000_000)),
        ))  # fmt: skip
        before += staff
    return agencies


def make_business_number(kind, place):
    """Return a business registration number with a right check digit.

    >>> make_business_number("agency", 2)
    '999-82-00026'
    """
    digits = f"{OFFICE_AND_KIND[kind]}{place:04}"
    numbers = [int(digit) for digit in digits]
    weighed = sum(
        number * weight for number, weight in zip(numbers, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True)
    )
    check = -(weighed + numbers[8] * 5 // 10) % 10
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}{check}"


def split(amount, shares):
    """Return ``amount`` split by ``shares`` to the thousand won, the rest to the first.

    >>> split(10_000, [1, 1, 1]), split(0, [1, 1])
    ([4000, 3000, 3000], [0, 0])
    """
    whole = sum(shares)
    parts = [amount * share // whole // 1000 * 1000 for share in shares]
    parts[0] += amount - sum(parts)
    return parts


def _make_people(address, departments, staff, before):
    short = address.removeprefix("gaon-").replace("-", "")
    for place in range(staff):
        number = before + place
        name = SURNAMES[number % len(SURNAMES)] + GIVEN[number * 7 % len(GIVEN)]
        department = departments[place % len(departments)]
        rank = min(place // len(departments), len(TITLES) - 1)
        yield Person(f"{short}{place + 1:03}@gaon.example", name, department, TITLES[rank])


def _make_budget(theme, departments, staff, whole):
    """Yield the subjects: people, the office, a reserve, and each project by its weight."""
    people = min(staff * 58_000_000, whole * 6 // 10)
    office, reserve = whole * 8 // 100, whole // 100  # at most 1 % (지방재정법 43①)
    first = departments[0]
    yield from _spread(first, "행정운영", "인력운영", "인력운영비", STAFF_OBJECTS, people)
    yield from _spread(first, "행정운영", "기본경비", "기본경비", OFFICE_OBJECTS, office)
    yield Subject(first, "재무활동", "예비비", "예비비", "801", "예비비", SOURCES[2][0], reserve)
    projects = [
        (policy, unit, project)
        for policy, unit, names in THEMES[theme]
        for project in names
    ]  # fmt: skip
    weights = [2 + (place * 5) % 7 for place in range(len(projects))]
    amounts = split(whole - people - office - reserve, weights)
    objects = PROJECT_OBJECTS.get(theme, PROJECT_OBJECTS[""])
    for place, (where, amount) in enumerate(zip(projects, amounts, strict=True)):
        department = departments[1 + place % (len(departments) - 1)]
        yield from _spread(department, *where, objects, amount)


def _spread(department, policy, unit, project, objects, amount):
    """Yield the subjects of one project: by object, the larger ones by funding source too."""
    parts = split(amount, [share for _code, _name, share in objects])
    for (code, name, _share), part in zip(objects, parts, strict=True):
        sources = SOURCES if part >= 300_000_000 else SOURCES[:1]
        for (source, _weight), won in zip(
            sources, split(part, [weight for _name, weight in sources]), strict=True
        ):
            if won:
                yield Subject(department, policy, unit, project, code, name, source, won)
