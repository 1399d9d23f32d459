"""Many tenants and many people, for the measurements of the platform.

``estate(number, template)`` opens tenants in a product of its own (harness.product) through the
hub's register, the way sign-ups do; the provisioner makes them.
"""

import contextlib
import json
import pathlib
import re
import subprocess
import time

from harness.product import Product
from harness.visitor import Visitor

__all__ = ["Visitor", "estate", "memory", "open_tenants"]

OPENING = """
import json
names, template = json.loads({values!r})
for name in names:
    tenant = env["hub.tenant"]._request({{"name": name, "agency_name": name, "kind": "agency"}})
    if template:
        tenant._write_locked({{"release": template}})
    tenant._provision()
env.cr.commit()
"""


@contextlib.contextmanager
def estate(names, template=None, **env):
    """Yield a running product in which tenants of these names are open."""
    with Product(standby=0) as product:
        open_tenants(product, names, template)
        yield product


def open_tenants(product, names, template=None):
    """Open tenants; returns the seconds it took until the last one was active."""
    begun = time.monotonic()
    code = OPENING.format(values=json.dumps([list(names), template]))
    subprocess.run(
        [str(w) for w in product.odoo("shell", "-d", product.database, "--no-http")],
        env={**product._bare(), **product.provisioner_env()},
        input=code, text=True, check=True, capture_output=True,
    )
    wanted = len(names)
    while True:
        listed = ",".join(f"'{name}'" for name in names)
        states = dict(product.query(
            f"SELECT state, count(*) FROM hub_tenant WHERE name IN ({listed}) GROUP BY state"
        ))
        if states.get("active") == wanted:
            return time.monotonic() - begun
        if states.get("failed"):
            raise RuntimeError(f"tenants failed: {product.log('provisioner')[-2000:]}")
        time.sleep(0.2)


def memory(pid):
    """Proportional set size of a process and its children, in bytes."""
    pids = [pid, *(int(p) for p in _children(pid))]
    total = 0
    for one in pids:
        text = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1]) * 1024
    return total


def _children(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
