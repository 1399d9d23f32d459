"""Every Python file of the project obeys the house rules."""

import pytest
from gotgan_conformance.rules import catalogue, sizes


@pytest.mark.parametrize("rule", catalogue.PYTHON_RULES, ids=lambda rule: rule.__name__)
def test_python(rule, sources, house):
    house([fault for source in sources for fault in rule(source)])


def test_functions_are_usually_short(sources, house):
    house(sizes.check_function_distribution(sources))
