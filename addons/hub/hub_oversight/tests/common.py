"""What the tests of oversight speak of: 가온시 with its 13 agencies, in their real size."""

from collections import defaultdict

from odoo.addons.gotgan_exchange.schema.figures import FIGURES, add
from odoo.addons.hub_collect.tests.common import WHERE, CollectCase, HubWorld

from ..demo.agencies import CITY, make_agencies

DEPTHS = ("case", "object", "project", "total")


def make_report_parts(agency, day_of_year=325):
    """Return lines, cases and names of a made-up agency as it stands on a day of the year."""
    sums, names = defaultdict(int), {"fund": {"100": "일반회계"}, "program": {}, "object": {}}
    for subject in agency.budget:
        codes = (
            "100", _code("P", subject.policy, names), _code("U", subject.unit, names),
            _code("S", subject.project, names), subject.object[:3], subject.object,
        )  # fmt: skip
        names["object"].update({subject.object: subject.object_name, subject.object[:3]: "목"})
        sums[codes] += subject.amount
    lines = [_make_line(place, codes, won, day_of_year) for place, (codes, won) in
             enumerate(sums.items())]
    cases = [
        {**{key: line[key] for key in WHERE}, "number": f"2026-{place:06}", "date": "2026-04-01",
         "committed": line["committed"], "paid": line["paid"]}
        for place, line in enumerate(lines, 1) if line["committed"]
    ]  # fmt: skip
    return lines, cases, names


def _code(letter, name, names):
    known = {label: code for code, label in names["program"].items() if code[0] == letter}
    code = known.get(name) or f"{letter}{len(names['program']) + 1:05}"
    names["program"][code] = name
    return code


def _make_line(place, codes, won, day_of_year):
    """Money goes out as the year passes, in some subjects faster than in others."""
    pace = 55 + place * 37 % 60
    allotted = won * min(100, 40 + day_of_year // 5) // 100
    committed = min(allotted, won * day_of_year * pace // 36500)
    paid = committed * (80 + place % 20) // 100
    requested = min(allotted - committed, won // 50)
    figures = (won, allotted, requested, committed, paid, allotted - requested - committed)
    return {**dict(zip(WHERE, codes, strict=True)), **dict(zip(FIGURES, figures, strict=True))}


def make_trouble(line):
    item = {**{key: line[key] for key in WHERE}, "number": "2026-000001", "count": 1,
            "amount": 5_000_000, "days": 12}
    return {"kind": "payment_late", "count": 1, "amount": 5_000_000, "items": [item]}


class OversightWorld(HubWorld):
    """가온시 with 13 agencies of 수원's size instead of the small ones."""

    def __init__(self, env):
        self.env = env
        self.city = self.make_tenant("city-gaon", CITY, "municipality")
        self.other_city = self.make_tenant("city-narae", "나래시", "municipality")
        self.plain = make_agencies()
        self.agencies = [self.make_agency(one.address, one.name, self.city) for one in self.plain]
        self.foreign = self.make_agency("narae-a", "나래문화재단", self.other_city)


class OversightCase(CollectCase):
    @classmethod
    def setUpClass(cls):
        super(CollectCase, cls).setUpClass()
        cls.world = world = OversightWorld(cls.env)
        cls.city, cls.other_city, cls.foreign = world.city, world.other_city, world.foreign
        cls.agencies = world.agencies
        cls.agency, cls.second, cls.third = cls.agencies[:3]
        cls.person = world.make_person("oversight_city", cls.city)
        cls.stranger = world.make_person("oversight_other_city", cls.other_city)
        cls.homeless = world.make_person("oversight_no_city", cls.env["hub.tenant"])
        cls.operator = cls.env["res.users"].create(
            {"login": "oversight_operator", "name": "운영자", "group_ids": [
                (4, cls.env.ref("gotgan_base.group_manager").id)]}
        )
        cls.receiver = cls.env["hub.receiver"]

    def report(self, place, depth="case"):
        """Let an agency agree and report as deep as it agrees."""
        agency = self.agencies[place]
        lines, cases, names = make_report_parts(self.world.plain[place])
        link = self.link(agency, depth)
        self.send(agency, agency.report(depth, lines=lines, cases=cases, names=names, exceptions=[
            make_trouble(lines[0])
        ]))
        return link, add(lines)

    def page(self, user=None, **options):
        model = self.env["hub.oversight"].with_user(user or self.person)
        return model.action_get_page(options)

    def row(self, page, name):
        return next(row for row in page["rows"] if name in (row.get("name"), row.get("agency")))
