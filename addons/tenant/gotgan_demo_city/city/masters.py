"""Stage 1: departments, people, offices with their holders, and payees."""

from datetime import date

from odoo.fields import Command

from . import tables
from .register import ensure, find

CITY = "가온시"


def build(env, year):
    """Make everything that is there before the first won is spent.

    :param env: the system's environment, in Korean
    :param year: the fiscal year the demo city lives in
    """
    _name_city(env)
    _ensure_departments(env)
    _ensure_people(env)
    _ensure_offices(env, date(year.year, 1, 1))
    ensure_payees(env)


def _name_city(env):
    """Name the tenant, once: afterwards it is the manager's to name."""
    if not find(env, "dept_communication"):
        env.ref("base.main_company").write({"name": CITY, "country_id": env.ref("base.kr").id})


def _ensure_departments(env):
    for row in tables.read("departments"):
        parent = find(env, row["parent"]) if row["parent"] else env["hr.department"]
        ensure(env["hr.department"], {
            row["key"]: {"name": row["name"], "code": row["code"], "parent_id": parent.id},
        })


def _ensure_people(env):
    """Members of staff; the stage of the doors lets those with a password in the table in."""
    rows = tables.read("people")
    ensure(env["res.users"].with_context(no_reset_password=True), {
        row["key"]: _prepare_user(env, row) for row in rows
    })
    first_time = not find(env, "employee_staff")
    ensure(env["hr.employee"], {
        f"employee_{row['key']}": _prepare_employee(env, row) for row in rows
    })
    for row in rows:
        if row["head"] and first_time:
            find(env, row["department"]).manager_id = find(env, f"employee_{row['key']}")


def _prepare_user(env, row):
    home = env.ref(row["home"], raise_if_not_found=False) if row["home"] else None
    return {
        "name": row["name"], "login": row["login"], "email": f"{row['login']}@gaon.example",
        "lang": "ko_KR", "tz": "Asia/Seoul", "action_id": home.id if home else False,
        "group_ids": [Command.link(env.ref(name).id) for name in row["groups"].split()],
    }


def _prepare_employee(env, row):
    user = find(env, row["key"])
    return {
        "name": row["name"], "user_id": user.id, "work_email": user.email,
        "department_id": find(env, row["department"]).id, "job_title": row["post"],
    }


def _ensure_offices(env, since):
    rows = tables.read("offices")
    ensure(env["gotgan.office"], {
        row["key"]: {
            "kind": row["kind"], "rank": row["rank"], "department_id": find(env, row["home"]).id,
            "department_ids": [Command.link(find(env, key).id) for key in row["serves"].split()],
        }
        for row in rows
    })
    ensure(env["gotgan.office.term"], {
        f"term_{row['key']}": {
            "office_id": find(env, row["key"]).id, "user_id": find(env, row["holder"]).id,
            "date_from": since, "appointment": f"{CITY} 인사발령 제{since.year}-1호",
        }
        for row in rows
    })


def ensure_payees(env):
    """Payees with an account each; their business numbers belong to no tax office."""
    rows = tables.read("payees")
    ensure(env["res.bank"], {
        # No bank has a code from 901 on, and none of these banks exists.
        f"bank_{place}": {"name": name, "bic": f"9{place:02}"}
        for place, name in enumerate(dict.fromkeys(row["bank"] for row in rows), 1)
    })
    banks = {bank.name: bank.id for bank in env["res.bank"].search([])}
    ensure(env["res.partner"], {
        row["key"]: {
            "name": row["name"], "is_company": bool(row["business_number"]), "city": CITY,
            "business_number": row["business_number"] or False,
            "country_id": env.ref("base.kr").id,
        }
        for row in rows
    })
    ensure(env["res.partner.bank"], {
        f"account_{row['key']}": {
            "partner_id": find(env, row["key"]).id, "acc_number": row["account"],
            "bank_id": banks[row["bank"]], "acc_holder_name": row["name"],
        }
        for row in rows
    })
