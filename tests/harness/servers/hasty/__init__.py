"""A server whose people wait less: what proves nothing in a test takes a part of the time.

A request that lost a race is tried again after a tenth of Odoo's wait, which is up to 2, 4, 8 s;
who signs in is not given a new hash of 600,000 rounds.
"""

import random
import types

from odoo.service import model

from odoo.addons.base.models import res_users

PART = 0.1

model.random = types.SimpleNamespace(
    uniform=lambda low, high: PART * random.uniform(low, high),
)
res_users.MIN_ROUNDS = 1
