"""Support access: the request is put into the tenant's database, where the agency decides."""

import json

from odoo.addons.hub_tenant.engine.kinds import Step

ASKED = "SELECT gotgan_request_support(%s::jsonb)"
STATE = "SELECT state FROM gotgan_support_grant WHERE request_number = %s"


def _do_ask(work):
    with work.inside() as cur:
        cur.execute(ASKED, [json.dumps(work.facts["arguments"]["request"], ensure_ascii=False)])
        return {"support": cur.fetchone()[0]}


def _do_look(work):
    with work.inside() as cur:
        cur.execute(STATE, [work.facts["arguments"]["request"]["number"]])
        found = cur.fetchone()
    return {"support": found[0] if found else "lapsed"}


ASK = Step("support", lambda work: None, _do_ask)
LOOK = Step("support_state", lambda work: None, _do_look)
