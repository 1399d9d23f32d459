"""The stages of an agency of the demo in their order; each is one transaction."""

from ..city import doors
from ..city.register import find
from . import budget, masters, spending, supplement
from . import plan as plans


def let_in(env, year, _plan):
    """The people a visitor can be get the demo's password."""
    doors.open_office(env)
    people = {find(env, role): plans.PASSWORD for role, _label, _groups in plans.ROLES}
    doors.give_passwords(env, people)


def agree(env, _year, _plan):
    """The agency lets its city see reports down to the object subitem."""
    consents = env(user=find(env, "manager").id)["gotgan.hub.consent"]
    if not consents.search_count([("state", "=", "agreed")]):
        consents.create({
            "depth": "object", "basis": "가온시 출자·출연기관 지도·감독 조례",
        }).action_agree()


STAGES = (masters.build, budget.build, spending.build, supplement.build, let_in, agree)
