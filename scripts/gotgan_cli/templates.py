"""Template databases, named by what is in them, so that a change of code makes a new one.

``gotgan__base_HASH``    Odoo's own addons, Korean loaded; made once per set of pins
``gotgan__tenant_HASH``  plus our addons
``gotgan__KIND_HASH``    a tenant's template of this kind; what tenants are cloned from
``gotgan__demo_HASH``    plus the demo city, built; ``gotgan__stage_HASH``: its addon only
``gotgan__hub_HASH``     what the hub's database is cloned from
``gotgan__test_HASH``    plus the test addons; what test runs are cloned from
``gotgan__hubtest_HASH`` the same for the addons of the hub

What is inside belongs to the role ``gotgan_template``, so that a clone can be given away.
A database under construction ends in ``_making`` and is renamed when whole, so
an interrupted run leaves nothing that could be mistaken for a template.
"""

from . import addons, cluster, database, odoo, postgres, say
from .dsn import literal

KINDS = ("municipality", "agency", "corporation")
KEEP = 3
"""How many older test templates stay for switching back and forth between branches."""


def _make(name, build, keep=0, guarded=False):
    """The template ``name``; ``build(dbname)`` fills a new one. Older ones of its family go.

    :param guarded: what tenants and hubs are cloned from; see :func:`cluster.guard`
    """
    if database.exists(name):
        return name
    family = name.rpartition("_")[0] + "_"
    for stale in database.names(family):
        if stale.endswith("_making"):
            say.line(f"  an earlier run stopped half-way making {stale}; starting it again")
            database.drop(stale)
    making = name + "_making"
    build(making)
    cluster.own_objects(making)
    if guarded:
        cluster.guard(making)
    database.rename(making, name)
    database.close(name)
    older = [
        n for n in database.names(family) if n != name and n.rpartition("_")[0] + "_" == family
    ]
    for old in older[: len(older) - keep]:
        database.drop(old)
    return name


def base():
    def build(dbname):
        with say.step("Preparing Odoo's own addons in Korean (once)"):
            database.create(dbname)
            odoo.server_once(
                "Installing Odoo's addons",
                dbname,
                "-i",
                ",".join(addons.from_odoo()),
                "--load-language=ko_KR",
                "--without-demo=all",
            )

    return _make(f"gotgan__base_{addons.base_digest()}", build, keep=1)


def _installer(source, names, text):
    """How to fill a new template: clone ``source()``, install, finish."""
    below = source()

    def build(dbname):
        with say.step(text):
            database.clone(below, dbname)
            odoo.server_once(
                "Installing our addons", dbname, "-i", ",".join(names), "--without-demo=all"
            )
            sources = {name: addons.digest(name) for name in addons.closure(names)}
            odoo.script("Finishing the template", dbname, "finish_template", sources=sources)

    return build


def for_tenants():
    """What all tenants have in common, of whatever kind."""
    names = addons.for_tenants()
    name = f"gotgan__tenant_{addons.set_digest(names)}"
    if database.exists(name):
        return name
    return _make(name, _installer(base, names, "Preparing the template of a tenant"))


def for_kind(kind):
    name = f"gotgan__{kind}_{addons.set_digest(addons.for_tenants())}"
    if database.exists(name):
        return name
    below = for_tenants()

    def build(dbname):
        database.clone(below, dbname)
        postgres.sql(
            f"INSERT INTO ir_config_parameter (key, value) VALUES ('gotgan.kind', {literal(kind)})",
            dbname=dbname,
        )

    return _make(name, build, guarded=True)


def for_stage():
    """What the agencies of the demo are cloned from: the demo's addon, and nothing built."""
    names = [*addons.for_tenants(), *addons.EDGES]
    name = f"gotgan__stage_{addons.set_digest(names)}"
    if database.exists(name):
        return name
    return _make(name, _installer(lambda: for_kind(KINDS[0]), names, "Preparing the demo"))


def for_demo():
    """The demo city, built, so that its tenant is there whole or not at all."""
    source = for_stage()

    def build(dbname):
        with say.step("Building the demo city"):
            database.clone(source, dbname)
            odoo.run_command("Building the demo city", "democity", "-d", dbname)

    return _make(source.replace("gotgan__stage_", "gotgan__demo_"), build)


def for_hub():
    names = addons.for_hub()
    name = f"gotgan__hub_{addons.set_digest(names)}"
    if database.exists(name):
        return name
    build = _installer(base, names, "Preparing the template of the hub")
    return _make(name, build, guarded=True)


def for_hub_tests(only=None):
    """The hub's addons and the structural tests, in a database of their own."""
    names = addons.closure(only or [*addons.for_hub(), "hub_conformance"])
    name = f"gotgan__hubtest_{addons.set_digest(names)}"
    if database.exists(name):
        return name
    install = _installer(base if only else for_hub, names, "Preparing the hub's test database")

    def build(dbname):
        install(dbname)
        cluster.unguard(dbname)

    return _make(name, build, keep=KEEP)


def for_tests(only=None):
    """Every addon on top of a tenant; or, for a run of few addons, just those."""
    names = addons.closure(only) if only else addons.for_tests()
    name = f"gotgan__test_{addons.set_digest(names)}"
    if database.exists(name):
        return name
    source = base if only else for_tenants
    return _make(name, _installer(source, names, "Preparing the test database"), keep=KEEP)


def demo_for_tests():
    """A test template in which the demo city has been built."""
    source = for_tests()

    def build(dbname):
        with say.step("Preparing the demo city for the tests"):
            database.clone(source, dbname)
            odoo.run_command("Building the demo city", "democity", "-d", dbname)

    return _make(source.replace("gotgan__test_", "gotgan__testdemo_"), build, keep=0)
