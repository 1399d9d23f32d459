"""Departments, people, offices and payees of an agency of the demo."""

from datetime import date

from odoo.fields import Command

from ..city.masters import ensure_payees
from ..city.register import ensure, find
from . import plan as plans


def build(env, year, plan):
    """Make everything that is there before the first won is spent."""
    env.ref("base.main_company").write({"name": plan.name, "country_id": env.ref("base.kr").id})
    ensure(env["hr.department"], {
        f"department_{place}": {"name": name, "code": f"D{place + 1:04d}"}
        for place, name in enumerate(plan.departments)
    })
    _ensure_people(env, plan)
    _ensure_offices(env, date(year.year, 1, 1), plan)
    ensure_payees(env)


def _ensure_people(env, plan):
    played = {place: role for role, place in plans.cast(plan.people, plan.departments).items()}
    groups = {role: names for role, _label, names in plans.ROLES}
    keys = [played.get(place, f"person_{place}") for place in range(len(plan.people))]
    ensure(env["res.users"].with_context(no_reset_password=True), {
        key: _prepare_user(env, person, key, groups.get(key, "gotgan_base.group_staff"))
        for key, person in zip(keys, plan.people, strict=True)
    })
    ensure(env["hr.employee"], {
        f"employee_{key}": _prepare_employee(env, plan, person, find(env, key))
        for key, person in zip(keys, plan.people, strict=True)
    })


def _prepare_user(env, person, key, groups):
    """Those a visitor can be have a short log-in, the others their own address."""
    return {
        "name": person["name"], "email": person["login"],
        "login": person["login"] if key.startswith("person_") else key,
        "lang": "ko_KR", "tz": "Asia/Seoul",
        "group_ids": [Command.link(env.ref(name).id) for name in groups.split()],
    }


def _prepare_employee(env, plan, person, user):
    department = find(env, f"department_{plan.departments.index(person['department'])}")
    return {
        "name": person["name"], "user_id": user.id, "work_email": person["login"],
        "department_id": department.id, "job_title": person["title"],
    }


def _ensure_offices(env, since, plan):
    home = find(env, "department_0")
    ensure(env["gotgan.office"], {
        key: {"kind": kind, "rank": "principal", "department_id": home.id}
        for key, kind, _holder in plans.OFFICES
    })
    ensure(env["gotgan.office.term"], {
        f"term_{key}": {
            "office_id": find(env, key).id, "user_id": find(env, holder).id,
            "date_from": since, "appointment": f"{plan.name} 인사발령 제{since.year}-1호",
        }
        for key, _kind, holder in plans.OFFICES
    })
