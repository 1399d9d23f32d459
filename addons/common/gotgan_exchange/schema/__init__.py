"""The versioned schemas of what crosses between a tenant and its hub. No database, no Odoo."""

from .consent import validate_consent
from .cutting import cut
from .depth import CASE, DEPTHS, OBJECT, PROJECT, TOTAL, exceeds
from .report import SCHEMA, VERSION, VERSIONS, upgrade, validate
from .violation import Violation
