"""A hub with a provisioner, keys, a map and folders of its own, to be killed and looked at.

The provisioner's role may create databases and roles and is no superuser. Everything the register
names is dropped at the end.
"""

import contextlib
import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import tempfile

import psycopg2
from psycopg2.extensions import make_dsn, parse_dsn

HERE = pathlib.Path(__file__).parent
ENGINE = """
import sys
sys.path.insert(0, {folder!r})
from engine import cluster
dsn, hub, password, template = sys.argv[1:]
with cluster.connect(dsn) as cur:
    cluster.create_role(cur, hub, password)
    cluster.clone(cur, template, hub)
cluster.give_away(dsn, hub, hub, {role!r})
"""


class Ground:
    """``with Ground() as ground``: ``order(...)`` writes a job down, ``run(...)`` runs it."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="gotgan-ground-"))
        self.hub = f"gotgan_hub{os.getpid()}{secrets.token_hex(2)}"
        self.dsn = os.environ["GOTGAN_PG_DSN"]
        self.template = os.environ["GOTGAN_KIND_TEMPLATE"]
        self.hosts = self.home / "hosts.json"
        self.filestore = self.home / "data" / "filestore"
        self._zygote = None

    # ---- life ----

    def __enter__(self):
        try:
            self._write_files()
            self._make_hub()
            self.query("UPDATE ir_cron SET active = false")
            self.tenant("template", "add", "agency", self.template)
            self.set_pool(0)
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_error):
        if self._zygote:
            self._zygote.stdin.close()
            self._zygote.wait(20)
        with contextlib.suppress(psycopg2.OperationalError):
            rows = self.query(
                "SELECT database FROM hub_tenant UNION SELECT database FROM hub_standby")
            for name in [row[0] for row in rows if row[0]]:
                self._drop(name)
        self._drop(self.hub)
        shutil.rmtree(self.home, ignore_errors=True)

    def _write_files(self):
        for folder in ("data/filestore", "var", "run"):
            (self.home / folder).mkdir(parents=True)
        keys = self.home / "keys.json"
        keys.touch(mode=0o600)
        keys.write_text(json.dumps({"map": secrets.token_hex(32), "master": secrets.token_hex(32)}))
        source = pathlib.Path(os.environ["GOTGAN_LOCAL"]) / "data" / "filestore" / self.template
        if source.is_dir():
            shutil.copytree(source, self.filestore / self.template, copy_function=_link)
        where = parse_dsn(self.dsn)
        lines = {
            "db_host": where.get("host", ""), "db_port": where.get("port", ""),
            "db_user": where.get("user", ""), "db_password": where.get("password", ""),
            "data_dir": self.home / "data", "list_db": False, "log_level": "error",
            "server_wide_modules": "base,rpc,web", "db_maxconn": 8,
        }
        conf = self.home / "command.conf"
        conf.touch(mode=0o600)
        given = [f"{key} = {value}\n" for key, value in lines.items() if value != ""]
        conf.write_text("[options]\n" + "".join(given))

    def _make_hub(self):
        from odoo.addons.gotgan_isolation import credentials

        keys = credentials.read_keys(str(self.home / "keys.json"))
        folder = pathlib.Path(os.environ["GOTGAN_ROOT"]) / "addons/hub/hub_tenant"
        role = os.environ.get("GOTGAN_TEMPLATE_ROLE") or "gotgan_template"
        subprocess.run(
            [sys.executable, "-c", ENGINE.format(folder=str(folder), role=role), self.dsn, self.hub,
             credentials.password_of(self.hub, keys), os.environ["GOTGAN_REAL_HUB_TEMPLATE"]],
            check=True,
        )

    def env(self, **more):
        hidden = ("PG", "GOTGAN_PG_DSN", "GOTGAN_PG_ADMIN", "ODOO_RC", "PYTEST")
        bare = {key: one for key, one in os.environ.items() if not key.startswith(hidden)}
        return {
            **bare,
            "GOTGAN_PROVISIONER_DSN": self.dsn,
            "GOTGAN_KEYS": str(self.home / "keys.json"),
            "GOTGAN_HOSTS": str(self.hosts),
            "GOTGAN_VAR": str(self.home / "var"),
            "ODOO_RC": str(self.home / "command.conf"),
            **more,
        }

    # ---- doing ----

    def odoo(self, *words):
        path = f"--addons-path={os.environ['GOTGAN_ADDONS_PATH']}"
        return [os.environ["GOTGAN_ODOO_BIN"], path, *map(str, words), "-d", self.hub]

    def tenant(self, *words, check=True, **env):
        """Run ``odoo tenant WORDS --json``; return what it printed."""
        done = subprocess.run(
            [*self.odoo("tenant", *words), "--json"], env=self.env(**env), capture_output=True,
            text=True, timeout=300, check=False,
        )
        if check and done.returncode:
            raise RuntimeError(f"odoo tenant {words}: {done.stdout}\n{done.stderr}")
        lines = (done.stdout or done.stderr).strip().splitlines()
        answer = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
        return {**answer, "code": done.returncode}

    def start_provisioner(self, **env):
        return subprocess.Popen(
            self.odoo("provisioner"), env=self.env(**env), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )

    def zygote(self):
        """The process that forks one for each job."""
        if self._zygote is None:
            self._zygote = subprocess.Popen(
                [sys.executable, str(HERE / "zygote.py"), self.hub], env=self.env(), text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )
            assert self._zygote.stdout.readline().strip() == "ready"
        return self._zygote

    def run(self, job=None, fault="", pool=False):
        """Run a job in a process of its own; return how that ended (-9: it was killed)."""
        process = self.zygote()
        process.stdin.write(json.dumps({"job": job, "fault": fault, "pool": pool}) + "\n")
        process.stdin.flush()
        return int(process.stdout.readline())

    def order(self, function):
        """Run ``function(env)`` in a transaction of the hub, as a web process would."""
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.modules.registry import Registry

        registry = Registry(self.hub)
        with registry.cursor() as cr:
            result = function(Environment(cr, SUPERUSER_ID, {}))
        registry.signal_changes()
        return result

    def request(self, name, **values):
        """Have a tenant opened; return the id of the job."""
        return self.order(lambda env: env["hub.tenant"]._request({
            "name": name, "agency_name": f"{name} 재단", "kind": "agency",
            "officer_name": "김재무", "officer_email": f"kim@{name}.kr", **values,
        })._provision().id)

    def step(self, name, transition):
        """Perform a transition on a tenant; return the ids of the jobs it left."""

        def perform(env):
            tenant = self.find(env, name)
            before = tenant.job_ids.ids
            tenant._do_transition(transition, reason="시험")
            tenant.invalidate_recordset(["job_ids"])
            return sorted(set(tenant.job_ids.ids) - set(before))

        return self.order(perform)

    @staticmethod
    def find(env, name):
        return env["hub.tenant"].search([("name", "=", name)], order="id desc", limit=1)

    def set_pool(self, size):
        self.order(
            lambda env: env["ir.config_parameter"].set_param("hub.standby.agency", str(size)))

    # ---- looking ----

    def query(self, text, values=None, dbname=None):
        connection = psycopg2.connect(
            make_dsn(os.environ["GOTGAN_PG_ADMIN_DSN"], dbname=dbname or self.hub))
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(text, values)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def facts(self, name):
        """Return (state, database) of a tenant in the register."""
        return self.query(
            "SELECT state, database FROM hub_tenant WHERE name = %s ORDER BY id DESC LIMIT 1",
            [name])[0]

    def routes(self):
        """Return ``{host: entry}`` of the map, without the hub's own hosts."""
        if not self.hosts.exists():
            return {}
        hosts = json.loads(self.hosts.read_text())["hosts"]
        return {host: one for host, one in hosts.items() if one["database"] != self.hub}

    def things(self):
        """Return what of this hub's tenants there is: databases, roles, folders, silos, hosts."""
        known = {row[0] for row in self.query(
            "SELECT result->>'database' FROM hub_job_step WHERE result->>'database' IS NOT NULL "
            "UNION SELECT database FROM hub_standby UNION SELECT database FROM hub_tenant")}
        databases = {row[0] for row in self.query("SELECT datname FROM pg_database")}
        roles = {row[0] for row in self.query("SELECT rolname FROM pg_roles")}
        folders = {path.name.removeprefix(".making-") for path in self.filestore.iterdir()}
        silos = self.home / "var" / "silos"
        return {
            "databases": known & databases, "roles": known & roles, "folders": known & folders,
            "silos": {one.name for one in silos.iterdir()} if silos.is_dir() else set(),
            "hosts": set(self.routes()),
        }

    def audit(self):
        """Return the findings about this hub's own tenants; others share the server."""
        from odoo.addons.hub_tenant.engine import audit, settings

        told = settings.read(self.home / "data", self.env())
        register = self.order(lambda env: env["hub.tenant"]._get_register())
        mine = {*self.things()["databases"], *self.things()["roles"], *register.must}
        return [
            one for one in audit.look(told, register)
            if one["kind"] in ("host", "files", "process") or one["name"] in mine
        ]

    def identity(self, database):
        rows = self.query(
            "SELECT key, value FROM ir_config_parameter WHERE key IN ('database.uuid', "
            "'database.secret', 'gotgan.tenant.private_key', 'web.base.url', 'gotgan.tenant.name')",
            dbname=database)
        return dict(rows)

    def _drop(self, name):
        admin = psycopg2.connect(make_dsn(os.environ["GOTGAN_PG_ADMIN_DSN"]))
        try:
            admin.autocommit = True
            with admin.cursor() as cursor:
                for text in (f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
                             f'DROP ROLE IF EXISTS "{name}"'):
                    cursor.execute(text)
        finally:
            admin.close()


def _link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
