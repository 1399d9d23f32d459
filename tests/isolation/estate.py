"""An estate: several tenants with roles of their own, the map, the keys and real server processes.

``Estate.build()`` clones the template once for each tenant, gives each clone to its own
role as the provisioner does (``hub_tenant/engine/cluster.py``), writes keys and map, and
starts servers. Everything is dropped by ``Estate.close()``.

Environment: that of ``scripts/gotgan test`` (``GOTGAN_PG_DSN``, ``GOTGAN_PG_ADMIN_DSN``,
``GOTGAN_TEMPLATE``, ``GOTGAN_ODOO_BIN``, ``GOTGAN_ADDONS_PATH``, ``GOTGAN_LOCAL``,
``GOTGAN_LOCAL_KEYS``). ``GOTGAN_ISOLATION_TEMPLATE`` names another template.
"""

import importlib.util
import json
import os
import pathlib
import secrets
import shutil
import tempfile
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg2
from psycopg2.extensions import make_dsn, parse_dsn

from . import people
from .people import PASSWORD, password_hash
from .process import Process

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUS = "gotgan_bus"


def _load(path):
    """A plain-Python module of an addon, without the addon."""
    spec = importlib.util.spec_from_file_location(f"plain_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cluster = _load(ROOT / "addons/hub/hub_tenant/engine/cluster.py")
host_map = _load(ROOT / "addons/common/gotgan_isolation/host_map.py")
credentials = _load(ROOT / "addons/common/gotgan_isolation/credentials.py")


@dataclass
class Tenant:
    """One agency of the estate; ``secret`` is a text that only it may ever show."""

    name: str
    database: str
    state: str = "active"
    secret: str = field(default_factory=lambda: f"SECRET-{secrets.token_hex(8)}")
    api_key: str = field(default_factory=lambda: secrets.token_hex(20))

    @property
    def host(self):
        return f"{self.name}.localhost"


class Estate:
    """Tenants, and the processes that serve them.

    :param names: of the tenants; ``{name: state}``
    :param environ: for the server processes, over what the estate itself gives them
    """

    def __init__(self, names, environ=None):
        self.tenants = {
            name: Tenant(name, f"gotgan_t{secrets.token_hex(8)}", state)
            for name, state in names.items()
        }
        self.environ = environ or {}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="estate-", dir=_local()))
        self.dsn = os.environ["GOTGAN_PG_DSN"]
        self.admin_dsn = os.environ["GOTGAN_PG_ADMIN_DSN"]
        self.processes, self.version, self._template = {}, 0, None
        self._own_bus = False
        self.origins = {}

    # ---- what it is made of ----

    def build(self):
        self._write_keys()
        self._make_bus()
        self._make_template()
        with ThreadPoolExecutor(2) as side_by_side:
            list(side_by_side.map(self._make, self.housed()))
        self.write_map()
        return self

    def housed(self):
        """Tenants that have a database; closed ones are known to the map alone."""
        return [t for t in self.tenants.values() if t.state in host_map.SERVED]

    def _write_keys(self):
        local = os.environ.get("GOTGAN_LOCAL_KEYS")
        master = json.loads(pathlib.Path(local).read_text())["master"] if local else None
        self.keys = {"map": secrets.token_hex(32), "master": master or secrets.token_hex(32)}
        self.keys_file = self._secret_file("keys.json", self.keys)
        self.hosts_file = self.folder / "hosts.json"

    def _secret_file(self, name, content):
        file = self.folder / name
        file.touch(mode=0o600)
        file.write_text(json.dumps(content))
        return file

    def password(self, database):
        keys = credentials.Keys(map=self.keys["map"], master=self.keys["master"])
        return credentials.password_of(database, keys)

    def _make_bus(self):
        with cluster.connect(self.dsn) as cur:
            if cluster.exists(cur, BUS) and os.environ.get("GOTGAN_LOCAL_KEYS"):
                return
            self._own_bus = True
            cluster.drop(cur, BUS)  # of a run that was killed, with other keys
            cluster.create_role(cur, BUS, self.password(BUS))
            cluster.run(cur, "CREATE DATABASE {bus} TEMPLATE template0", bus=BUS)
            cluster.open_to_owner(cur, BUS)
            cluster.run(cur, "ALTER DATABASE {bus} OWNER TO {bus}", bus=BUS)

    def _make_template(self):
        """A template as the provisioner keeps it: its things belong to a role without databases."""
        source = os.environ.get("GOTGAN_ISOLATION_TEMPLATE") or os.environ["GOTGAN_TEMPLATE"]
        self.files = _local() / "data" / "filestore" / source
        if os.environ.get("GOTGAN_LOCAL_KEYS"):  # scripts/gotgan keeps its templates that way
            self._source = source
            return
        self._template = f"gotgan__run_{os.getpid()}_estate_{secrets.token_hex(3)}"
        with cluster.connect(self.dsn) as cur:
            cluster.create_role(cur, cluster.TEMPLATE_ROLE)
            cluster.clone(cur, source, self._template)
        with cluster.connect(self.dsn, self._template) as cur:
            cluster.run(cur, "GRANT CREATE ON SCHEMA public TO {role}", role=cluster.TEMPLATE_ROLE)
        cluster.own_objects(self.dsn, self._template, cluster.TEMPLATE_ROLE)
        self._source = self._template

    def _make(self, tenant):
        name = tenant.database
        with cluster.connect(self.dsn) as cur:
            cluster.create_role(cur, name, self.password(name))
            cluster.clone(cur, self._source, name)
        cluster.give_away(self.dsn, name, name)
        self._make_itself(tenant)
        target = self.folder / "data" / "filestore" / name
        if self.files.is_dir():
            shutil.copytree(self.files, target)

    def _make_itself(self, tenant):
        """What a clone must not share, one person, one API key and one secret file."""
        parameters = {
            "database.uuid": str(uuid.uuid4()), "database.secret": secrets.token_hex(32),
            "web.base.url": f"https://{tenant.host}", "web.base.url.freeze": "True",
        }
        with self.as_tenant(tenant) as cur:
            for key, value in parameters.items():
                cur.execute(
                    "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])
            cur.execute("UPDATE res_users SET password = %s WHERE login = 'admin'",
                        [password_hash(PASSWORD)])
            cur.execute(
                "INSERT INTO res_users_apikeys (name, user_id, index, key, create_date) "
                "SELECT 'test', id, %s, %s, now() FROM res_users WHERE login = 'admin'",
                [tenant.api_key[:8], password_hash(tenant.api_key, rounds=6_000)])
            cur.execute(
                "INSERT INTO ir_attachment (name, type, db_datas, mimetype, res_model, res_id, "
                "access_token, public, company_id) "
                "VALUES ('secret.txt', 'binary', %s, 'text/plain', 'res.partner', 1, %s, false, 1)"
                " RETURNING id", [tenant.secret.encode(), uuid.uuid4().hex])
            tenant.attachment = cur.fetchone()[0]
            cur.execute("UPDATE ir_cron SET active = false")
            people.let_in(cur)

    # ---- connections ----

    def connect(self, dbname, user=None, password=None):
        """A connection over TCP as any role; whether it comes about is the server's to say."""
        parts = {**parse_dsn(self.dsn), "dbname": dbname}
        if user:
            parts.update(user=user, password=password or self.password(user))
        return psycopg2.connect(make_dsn(**parts))

    def as_tenant(self, tenant, dbname=None):
        return _Transaction(self.connect(dbname or tenant.database, tenant.database))

    def as_superuser(self, dbname):
        return _Transaction(psycopg2.connect(
            make_dsn(**{**parse_dsn(self.admin_dsn), "dbname": dbname})))

    # ---- the map ----

    def entries(self):
        found = {
            tenant.host: {"database": tenant.database, "state": tenant.state,
                          "origin": self.origins.get(tenant.name, "")}
            for tenant in self.tenants.values()
        }
        return found

    def write_map(self, **changes):
        """Write the next version; ``changes`` are hosts with their entries, None to leave out."""
        self.version += 1
        hosts = {**self.entries(), **changes}
        host_map.write_map(
            self.hosts_file, self.version,
            {host: entry for host, entry in hosts.items() if entry}, self.keys["map"])

    # ---- processes ----

    def start_pool(self, *options, label="pool", **environ):
        """A process for all tenants; a second one needs a ``label`` of its own."""
        return self._start(label, self.keys_file, options, environ)

    def start_silo(self, name, *options, **environ):
        """A process that can open one tenant's database and no other."""
        tenant = self.tenants[name]
        keys = {"map": self.keys["map"],
                "passwords": {tenant.database: self.password(tenant.database)}}
        file = self._secret_file(f"keys-{name}.json", keys)
        return self._start(name, file, options, environ)

    def _start(self, label, keys_file, options, environ):
        process = Process(
            label, self.folder, self.dsn,
            {**self.environ, "GOTGAN_KEYS": str(keys_file), "GOTGAN_HOSTS": str(self.hosts_file),
             **environ}, options)
        self.processes[label] = process
        return process.start()

    def close(self):
        for process in self.processes.values():
            process.end()
        for process in self.processes.values():
            process.stop()
        databases = [t.database for t in self.housed()]
        with ThreadPoolExecutor(4) as side_by_side:
            list(side_by_side.map(self._drop, [*databases, *filter(None, [self._template])]))
        with cluster.connect(self.dsn) as cur:
            for role in databases:
                cluster.drop_role(cur, role)
            if self._own_bus:
                cluster.drop(cur, BUS)
                cluster.drop_role(cur, BUS)
        shutil.rmtree(self.folder, ignore_errors=True)


    def _drop(self, database):
        with cluster.connect(self.dsn) as cur:
            cluster.drop(cur, database)


class _Transaction:
    """A cursor that commits at the end of its block, on a connection of its own."""

    def __init__(self, connection):
        self._connection = connection

    def __enter__(self):
        self._cursor = self._connection.cursor()
        return self._cursor

    def __exit__(self, kind, _error, _trace):
        try:
            if kind is None:
                self._connection.commit()
        finally:
            self._connection.close()


def _local():
    folder = pathlib.Path(os.environ["GOTGAN_LOCAL"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder
