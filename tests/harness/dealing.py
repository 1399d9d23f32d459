"""Which tests are dealt to a worker together, and which are dealt first.

Tests that share something started once for a session (the product, the estate) stay together: it
is started once and not once for each worker. What takes long is dealt first, so that no worker
waits for the other at the end; the addons' classes, many and short, come last. What measures time
(the isolation tests) runs while the other worker has tests of one process only.
"""

import collections

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/isolation/": "isolation",
    "tests/cli/test_tenants.py": "product",
    "tests/journeys/test_new_agency.py": "product",
    "tests/journeys/test_sign_up.py": "product",
    "tests/provisioning/test_report.py": "product",
}
FIRST = (
    "isolation",
    "tests/rules/",
    "tests/properties/",
    "tests/acceptance/",
    "tests/scenario/",
    "product",
    "tests/provisioning/",
    "tests/races/",
    "tests/journeys/",
    "tests/attacks/",
    "tests/",
    "addons/common/gotgan_conformance/",
    "addons/tenant/gotgan_demo_city/",
)


def unit_of(nodeid):
    """Return the name of what is dealt in one piece: a module, an addon's class, or a group.

    >>> unit_of("tests/isolation/test_map.py::test_a[pool]")
    'isolation'
    >>> unit_of("addons/tenant/x/tests/test_y.py::TestY::test_z")
    'addons/tenant/x/tests/test_y.py::TestY'
    """
    group = next((name for start, name in TOGETHER.items() if nodeid.startswith(start)), None)
    return group or nodeid.rsplit("::", 1)[0]


def sort(items):
    """Put ``items`` in the order of dealing; those of one module keep the order they have."""
    units = {item: unit_of(item.nodeid) for item in items}
    sizes = collections.Counter(units.values())

    def rank(item):
        unit = units[item]
        place = next(
            (number for number, start in enumerate(FIRST) if unit.startswith(start)), len(FIRST)
        )
        return place, -sizes[unit], unit, item.nodeid.partition("::")[0]

    items.sort(key=rank)


class Dealing(LoadScopeScheduling):
    """As ``--dist loadscope``, by our units and in the order of the collection."""

    def __init__(self, config, log=None):
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid):
        return unit_of(nodeid)
