"""The stages of an agency of the demo in their order; each is one transaction."""

from ..city import doors
from ..city.register import find
from . import budget, masters, spending
from . import plan as plans


def let_in(env, year, _plan):
    """The people a visitor can be get the demo's password."""
    doors.open_office(env)
    people = {find(env, role): plans.PASSWORD for role, _label, _groups in plans.ROLES}
    doors.give_passwords(env, people)


STAGES = (masters.build, budget.build, spending.build, let_in)
