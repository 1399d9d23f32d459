"""The steps that jobs are made of: each with probe, do and undo. See :mod:`.kinds`."""

import shutil

from odoo.addons.gotgan_isolation.credentials import password_of

from . import agency, cluster, files, identity, process, routes
from .fault import strike
from .kinds import Step


def _half(step):
    return lambda: strike(step, "inside")


# ---- reserve -------------------------------------------------------------------


def _probe_reserve(work):
    return {"database": work.database} if work.database else None


def _do_reserve(work):
    return work.transaction(
        lambda env: env["hub.tenant"].browse(work.facts["tenant"])._reserve()
    )


def _undo_reserve(work):
    work.transaction(
        lambda env: env["hub.tenant"].browse(work.facts["tenant"])._release_database()
    )


# ---- role ----------------------------------------------------------------------


def _probe_role(work):
    with work.server() as cur:
        return {} if cluster.is_role_ready(cur, work.database) else None


def _do_role(work):
    with work.server() as cur:
        # A role without a password is what is left of a process killed half-way.
        cluster.create_role(cur, work.database)
        strike("role", "inside")
        cluster.create_role(cur, work.database, password_of(work.database, work.keys))
    return {}


def _undo_role(work):
    if work.database:
        with work.server() as cur:
            cluster.drop_role(cur, work.database)


# ---- database ------------------------------------------------------------------


def _probe_database(work):
    with work.server() as cur:
        return {} if cluster.is_open(cur, work.database) else None


def _do_database(work):
    with work.server() as cur:
        cluster.copy(cur, work.facts["template"], work.database)
        strike("database", "inside")
        cluster.open_to_owner(cur, work.database)
        return {"bytes": cluster.size(cur, work.database)}


def _undo_database(work):
    if work.database:
        with work.server() as cur:
            cluster.drop(cur, work.database)


# ---- ownership -----------------------------------------------------------------


def _probe_ownership(work):
    with work.server() as cur:
        return {} if cluster.is_given_away(cur, work.database, work.database) else None


def _do_ownership(work):
    role = work.settings.template_role
    cluster.give_objects(work.settings.dsn, work.database, work.database, role, work.label)
    strike("ownership", "inside")
    with work.server() as cur:
        cluster.give_database(cur, work.database, work.database)
    return {}


# ---- identity ------------------------------------------------------------------


def _probe_identity(work):
    with work.inside() as cur:
        return identity.read(cur, work.database)


def _do_identity(work):
    with work.inside() as cur:
        found = identity.renew(cur, work.database)
        strike("identity", "inside")
    return found


# ---- files ---------------------------------------------------------------------


def _probe_files(work):
    return {} if files.exists(work.settings.filestore, work.database) else None


def _do_files(work):
    number = files.clone(
        work.settings.filestore, work.facts["template"], work.database, half=_half("files"),
    )
    return {"files": number}


def _undo_files(work):
    if work.database:
        files.remove(work.settings.filestore, work.database)


# ---- agency, parameters ----------------------------------------------------------


def _probe_agency(work):
    with work.inside() as cur:
        return {} if agency.is_told(cur, work.facts["agency"]) else None


def _do_agency(work):
    with work.inside() as cur:
        told = agency.tell(cur, work.facts["agency"])
        strike("agency", "inside")
    return {"administrator": told}


def _probe_parameters(work):
    with work.inside() as cur:
        return {} if identity.has_parameters(cur, work.facts["parameters"]) else None


def _do_parameters(work):
    with work.inside() as cur:
        identity.write_parameters(cur, work.facts["parameters"])
        strike("parameters", "inside")
    return {"parameters": sorted(work.facts["parameters"])}


# ---- process -------------------------------------------------------------------


def _is_silo(work):
    return work.facts["isolation"] == "silo"


def _probe_process(work):
    folder = work.settings.silo(work.database)
    return {"origin": process.origin(folder)} if process.is_running(folder) else None


def _do_process(work):
    process.prepare(work, half=_half("process"))
    return {"origin": process.start(work)}


def _undo_process(work):
    if work.database:
        folder = work.settings.silo(work.database)
        process.stop(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _probe_halt(work):
    return None if work.settings.silo(work.database).exists() else {}


def _do_halt(work):
    _undo_process(work)
    return {"origin": False}


# ---- route ---------------------------------------------------------------------


def _is_routed(work, hosts):
    return routes.is_routed(work.settings.hosts, work.keys.map, hosts, work.database)


def _probe_route(work):
    if work.facts["state"] == "provisioning":
        return None
    hosts = work.facts["routes"]
    return {"hosts": sorted(hosts)} if _is_routed(work, hosts) else None


def _do_route(work):
    """Only here a new tenant becomes active and reachable, both in one step."""

    def publish(env):
        tenant = env["hub.tenant"].browse(work.facts["tenant"])
        if tenant.state == "provisioning":
            tenant._do_transition("activate")
            env.flush_all()
        _write_map(work, env)
        strike("route", "inside")
        return tenant._get_facts()

    with work.locked("map"):
        facts = work.transaction(publish)
    work.facts.update(facts)
    if _is_silo(work) and work.settings.silo(work.database).exists():
        process.write_map(work)
    return {"hosts": sorted(facts["routes"])}


def _undo_route(work):
    """The register does not route a tenant that failed; the map is written as it says."""
    with work.locked("map"):
        work.transaction(lambda env: _write_map(work, env))


def _write_map(work, env):
    routes.write(work.settings.hosts, env["hub.tenant"]._get_map(), work.keys.map)


# ---- closing, reopening, removing --------------------------------------------------


def _probe_close(work):
    with work.server() as cur:
        closed = not cluster.allows(cur, work.database)
        return {} if closed and not cluster.has_connections(cur, work.database) else None


def _do_close(work):
    with work.server() as cur:
        cluster.close(cur, work.database)
    return {}


def _probe_reopen(work):
    with work.server() as cur:
        return {} if cluster.allows(cur, work.database) else None


def _do_reopen(work):
    with work.server() as cur:
        cluster.open_to_owner(cur, work.database)
    return {}


def _is_gone(work):
    with work.server() as cur:
        left = cluster.exists(cur, work.database) or cluster.has_role(cur, work.database)
    folders = files.listing(work.settings.filestore)
    kept = work.settings.kept(work.database)
    return not left and not kept and work.database not in folders


def _probe_remove(work):
    return {"bytes": "", "files": 0} if not work.database or _is_gone(work) else None


def _do_remove(work):
    with work.server() as cur:
        size = cluster.size(cur, work.database)
        cluster.drop(cur, work.database)
        strike("remove", "inside")
        cluster.drop_role(cur, work.database)
    number = files.remove(work.settings.filestore, work.database)
    for folder in work.settings.kept(work.database):
        shutil.rmtree(folder)
    _undo_process(work)
    return {"bytes": str(size), "files": number}


def _probe_certify(work):
    return {} if work.facts["state"] == "deleted" else None


def _do_certify(work):
    """The certificate and the state say the same, in one transaction; then the hosts go."""

    def certify(env):
        env["hub.tenant"].browse(work.facts["tenant"])._certify(work.facts["job"])
        env.flush_all()
        _write_map(work, env)
        strike("certify", "inside")
        return {}

    with work.locked("map"):
        return work.transaction(certify)


RESERVE = Step("reserve", _probe_reserve, _do_reserve, _undo_reserve)
ROLE = Step("role", _probe_role, _do_role, _undo_role)
DATABASE = Step("database", _probe_database, _do_database, _undo_database)
OWNERSHIP = Step("ownership", _probe_ownership, _do_ownership)
IDENTITY = Step("identity", _probe_identity, _do_identity)
FILES = Step("files", _probe_files, _do_files, _undo_files)
AGENCY = Step("agency", _probe_agency, _do_agency)
PARAMETERS = Step("parameters", _probe_parameters, _do_parameters)
PROCESS = Step("process", _probe_process, _do_process, _undo_process, applies=_is_silo)
HALT = Step("halt", _probe_halt, _do_halt)
ROUTE = Step("route", _probe_route, _do_route, _undo_route)
CLOSE = Step("close", _probe_close, _do_close)
REOPEN = Step("reopen", _probe_reopen, _do_reopen)
REMOVE = Step("remove", _probe_remove, _do_remove)
CERTIFY = Step("certify", _probe_certify, _do_certify)
