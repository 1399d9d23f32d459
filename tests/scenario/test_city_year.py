"""한빛시's year, from the call for requests in 2025 to the won that is paid in 2027.

The steps stand on each other: a broken one names itself and ends the story. Each is done by the
person whose work it is, on the day it is done; nobody is an administrator.
"""

import pytest

from . import city_closing, city_living, city_next, city_preparing
from .city import City

STORY = (
    *city_preparing.STORY, *city_living.STORY, *city_next.PREPARED, *city_closing.WORKS_BOUND,
    city_next.the_next_budget_is_voted, *city_closing.YEAR_ENDS,
    city_next.the_next_budget_takes_effect, *city_closing.CARRIED,
)


@pytest.fixture(scope="module")
def city(tenant_module):
    city = City(tenant_module)
    yield city
    city.close()


@pytest.mark.parametrize("step", STORY, ids=[step.__name__ for step in STORY])
def test_city_year(city, step):
    step(city)
