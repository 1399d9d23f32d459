"""시민소통과's year: every kind of spending, from the 품의 to the bank and into the next year.

The steps stand on each other: a broken one names itself and ends the story. Each is done by the
person whose work it is, on the day it is done; nobody is an administrator.
"""

import pytest

from . import (
    department_advances,
    department_closing,
    department_contract,
    department_deciding,
    department_many,
    department_paying,
)
from .department import Department

STORY = (
    *department_deciding.STORY, *department_paying.STORY, *department_advances.STORY,
    *department_many.STORY, *department_contract.STORY, *department_closing.STORY,
)


@pytest.fixture(scope="module")
def dept(tenant_module):
    dept = Department(tenant_module)
    yield dept
    dept.close()


@pytest.mark.parametrize("step", STORY, ids=[step.__name__ for step in STORY])
def test_department_year(dept, step):
    step(dept)
