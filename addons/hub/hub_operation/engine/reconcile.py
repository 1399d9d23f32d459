"""The daily audit of the register as a job (``hub_tenant.engine.audit`` compares).

Nothing is removed: a finding names what is wrong, and an operator decides.
"""

from odoo.addons.hub_tenant.engine import audit
from odoo.addons.hub_tenant.engine.kinds import Step


def _do(work):
    register = work.transaction(lambda env: env["hub.tenant"]._get_register())
    found = audit.look(work.settings, register)
    return {"findings": [[one["kind"], one["fault"], one["name"]] for one in found]}


RECONCILE = Step("reconcile", lambda work: None, _do)
