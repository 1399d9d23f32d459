"""A hall with its people and a calendar: what every scenario of a year begins with.

Nobody in a scenario is an administrator. Each document is made and signed by the person whose work
it is; the superuser only hires people and makes what a tenant has before its first budget.
"""

from contextlib import contextmanager
from datetime import date, datetime, time

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.modules.registry import Registry

OFFICES = ("commitment_officer", "disbursing_officer", "cashier")
KOREAN = {"lang": "ko_KR", "tz": "Asia/Seoul"}
STAFF = "gotgan_base.group_staff"


class Hall:
    """One agency in one database. Every day of the story is a transaction of its own.

    :param str dbname: a fresh tenant
    :param str kind: municipality, agency or corporation
    :param date day: the first day of the story
    """

    def __init__(self, dbname, kind, day):
        self.cr = Registry(dbname).cursor()
        self.root = Environment(self.cr, SUPERUSER_ID, dict(KOREAN))
        self.people, self.departments, self.kept = {}, {}, {}
        self.travel(day)
        parameters = self.root["ir.config_parameter"]
        parameters.set_param("gotgan.kind", kind)
        if kind == "municipality":
            parameters.set_param("gotgan.tier", "basic")

    def close(self):
        self.cr.rollback()
        self.cr.close()

    # ---- the calendar ------------------------------------------------------

    def travel(self, day):
        """End the day, and let the database's clock show noon of ``day`` in Seoul."""
        self.cr.commit()
        self.today, self.cr._now = day, datetime.combine(day, time(3))

    def year(self, number):
        return self.root["gotgan.fiscal.year"]._get_of_year(number)

    # ---- people ------------------------------------------------------------

    def found(self, name, parent=None):
        """Make a department."""
        self.departments[name] = self.root["hr.department"].create({
            "name": name, "parent_id": self.departments[parent].id if parent else False,
        })
        return self.departments[name]

    def hire(self, key, name, department, *groups):
        """Let somebody work in a department, with the rights of ``groups`` and no others."""
        user = self.root["res.users"].with_context(no_reset_password=True).create({
            "name": name, "login": f"scenario-{key}", **KOREAN, "group_ids": [Command.set([
                self.root.ref(one).id for one in ("base.group_user", *(groups or (STAFF,)))
            ])],
        })
        self.root["hr.employee"].create({
            "name": name, "user_id": user.id, "department_id": self.departments[department].id,
        })
        self.people[key] = user
        return user

    def appoint(self, kind, name, department, since):
        """Hire somebody who holds an office for the whole hall from ``since`` on."""
        user = self.hire(kind, name, department)
        office = self.root["gotgan.office"].create({
            "kind": kind, "department_id": self.departments[department].id,
        })
        self.root["gotgan.office.term"].create({
            "office_id": office.id, "user_id": user.id, "date_from": since,
        })
        return user

    def model(self, name, person):
        """The model as ``person`` (a key of ``people``) sees it."""
        return self.root[name].with_user(self.people[person])

    def by(self, person, record):
        """The record in the hands of ``person``."""
        return record.with_user(self.people[person])

    # ---- masters -----------------------------------------------------------

    def find(self, model, year, code, **match):
        """One row of the tables of a fiscal year by its code."""
        if model in ("gotgan.expenditure.object", "gotgan.revenue.source"):
            match.setdefault("subject_set", "local_government")
        return self.root[model]._get_by_code(self.year(year), [code], **match)[code]

    def make_projects(self, year, tree):
        """Make ``{policy: {unit: (project, …)}}``; return ``{project: record}``.

        Codes are those of the names, so that a project is found again in another year.
        """
        programs, found = self.root["gotgan.program"], {}
        for policy, units in tree.items():
            top = self._make_program(programs, year, "policy", policy)
            for unit, projects in units.items():
                middle = self._make_program(top, year, "unit", unit)
                for name in projects:
                    found[name] = self._make_program(middle, year, "project", name)
        return found

    def _make_program(self, parent, year, level, name):
        return self.root["gotgan.program"].create({
            "fiscal_year_id": self.year(year).id, "level": level, "name": name,
            "code": f"{level}-{name}", "parent_id": parent.id,
        })

    # ---- figures -----------------------------------------------------------

    def figures(self, cell, *names):
        """Fresh figures of a record."""
        cell.invalidate_recordset()
        return tuple(cell[name] for name in names)

    def total(self, name, year=2026):
        """A total of the ledger over a year."""
        self.root.flush_all()
        [(won,)] = self.root["gotgan.budget.cell"]._read_group(
            [("fiscal_year_id.year", "=", year)], [], [f"{name}:sum"],
        )
        return won or 0

    # ---- what must be true -------------------------------------------------

    @contextmanager
    def refused(self, *words, error=(UserError, AccessError)):
        """Expect a refusal that says every word, and go on as if nothing had been tried."""
        savepoint = self.cr.savepoint()
        try:
            yield
            self.root.flush_all()
        except error as refusal:
            savepoint.close(rollback=True)
            self.root.invalidate_all(flush=False)
            missing = [word for word in words if word not in str(refusal)]
            assert not missing, f"refused without saying {missing}:\n{refusal}"
        else:
            savepoint.close(rollback=True)
            raise AssertionError(f"not refused: {words}")

    def verify(self):
        """The ledger is what its moves say, in every year."""
        self.root.flush_all()
        findings = self.root["gotgan.ledger.verifier"]._verify()["findings"]
        assert not findings, findings


def day(month, number, year=2026):
    """The day of the story's year.

    >>> day(3, 2)
    datetime.date(2026, 3, 2)
    """
    return date(year, month, number)
