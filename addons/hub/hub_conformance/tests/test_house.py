"""The structural tests once more, where the hub's addons are installed."""

from odoo.addons.gotgan_conformance.tests.test_access import TestAccess
from odoo.addons.gotgan_conformance.tests.test_buttons import TestButtons
from odoo.addons.gotgan_conformance.tests.test_copy import TestCopy
from odoo.addons.gotgan_conformance.tests.test_korean import TestKorean
from odoo.addons.gotgan_conformance.tests.test_money import TestMoney
from odoo.addons.gotgan_conformance.tests.test_screens import TestScreens
from odoo.addons.gotgan_conformance.tests.test_surface import TestSurface
from odoo.addons.gotgan_conformance.tests.test_transitions import TestTransitions

__all__ = [
    "TestAccess",
    "TestButtons",
    "TestCopy",
    "TestKorean",
    "TestMoney",
    "TestScreens",
    "TestSurface",
    "TestTransitions",
]
