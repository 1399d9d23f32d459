"""How many tenants fit on a machine: memory and time per tenant, up to 243.

One server process serves all of them. Each tenant is opened by the provisioner, then visited once
(its login page), which loads it; what it costs to keep it loaded and idle is the growth of the
process's proportional set size.
"""

import statistics
import time

import crowd
import ground

ABOUT = "Memory and time per tenant in one server process."
AIM_MB = 5


def visit(product, names):
    """Return the seconds of the first visit to each tenant."""
    spent = []
    for name in names:
        visitor = crowd.Visitor(product.port, f"{name}.localhost")
        begun = time.perf_counter()
        status, text, _headers = visitor.request("GET", "/web/login")
        if status != 200 or "password" not in text:
            raise RuntimeError(f"{name} answered {status}: {text[:300]}")
        spent.append(time.perf_counter() - begun)
    return spent


def measure(number):
    names = [f"dense-{place:03d}" for place in range(1, number + 1)]
    first, rest = names[:3], names[3:]
    with crowd.estate(first) as product:
        server = product.processes["server"].pid
        visit(product, first)
        visit(product, first)
        made = crowd.open_tenants(product, rest)
        before = crowd.memory(server)
        seconds = visit(product, rest)
        after = crowd.memory(server)
        again = visit(product, rest)
        size = product.query(
            "SELECT pg_database_size(database) FROM hub_tenant WHERE state = 'active'"
        )
    per_tenant = (after - before) / len(rest)
    return {
        "tenants": number,
        "opened_seconds_each": round(made / len(rest), 2),
        "first_visit_seconds": round(statistics.median(seconds), 2),
        "later_visit_seconds": round(statistics.median(again), 3),
        "mb_per_idle_tenant": round(per_tenant / 1024**2, 2),
        "server_mb": round(after / 1024**2),
        "tenants_per_gib": round(1024**3 / per_tenant),
        "database_mb": round(statistics.median(row[0] for row in size) / 1024**2),
        "aim_mb_per_idle_tenant": AIM_MB,
    }


def as_text(result):
    return (
        "Tenants in one server process (aim: ≤ {aim_mb_per_idle_tenant} MB per idle tenant)\n"
        "  tenants                       {tenants:>8}\n"
        "  memory per idle tenant        {mb_per_idle_tenant:>8.2f} MB"
        "   ({tenants_per_gib} per GiB; the server {server_mb} MB)\n"
        "  opened by the provisioner     {opened_seconds_each:>8.2f} s each\n"
        "  first visit, which loads it   {first_visit_seconds:>8.2f} s"
        "   later {later_visit_seconds:.3f} s\n"
        "  on disk                       {database_mb:>8} MB"
    ).format(**result)


def main(argv):
    chosen = ground.options(argv, ABOUT, tenants=60)
    result = measure(chosen.tenants)
    return ground.report(result, as_text(result), chosen.json)
