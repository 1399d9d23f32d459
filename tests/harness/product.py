"""The whole product for a test: hub, provisioner, server and mail, beside whatever else runs.

It lives on the PostgreSQL of ``scripts/gotgan test`` with a hub database, keys, a map and folders
of its own, so it meets neither the developer's hub nor another worker's. Whatever its register
names at the end is dropped.
"""

import contextlib
import email
import email.policy
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

import psycopg2
from psycopg2 import sql

from . import clones

START_SECONDS = 180
ENGINE = """
import sys
sys.path.insert(0, {folder!r})
from engine import cluster
hub, password, template = sys.argv[1:]
dsn = {dsn!r}
with cluster.connect(dsn) as cur:
    cluster.create_role(cur, hub, password)
    cluster.clone(cur, template, hub)
cluster.give_away(dsn, hub, hub)
"""


class Product:
    """``with Product() as product``: ``site``, ``hub`` and ``url(name)`` are its addresses."""

    def __init__(self, standby=1):
        self.standby = standby
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="gotgan-product-"))
        self.database = f"gotgan_hub{os.getpid()}"
        self.port = clones.free_port()
        self.mail_port = clones.free_port()
        self.mail_folder = self.home / "mail"
        self.filestore = pathlib.Path(os.environ["GOTGAN_LOCAL"]) / "data" / "filestore"
        self.processes = {}
        self.site = f"http://localhost:{self.port}"
        self.hub = f"http://hub.localhost:{self.port}"

    def url(self, name):
        return f"http://{name}.localhost:{self.port}"

    # ---- life ----

    def __enter__(self):
        try:
            return self._start()
        except BaseException:
            self.__exit__()
            raise

    def _start(self):
        self.mail_folder.mkdir(mode=0o755)
        (self.home / "var").mkdir()
        self._write_keys()
        self._make_hub()
        self.start(
            "mail",
            [
                sys.executable,
                self._root() / "scripts/gotgan_cli/mail_sink.py",
                self.mail_folder,
                self.mail_port,
            ],
            {},
        )
        self.start_provisioner()
        self.start_server()
        return self

    def __exit__(self, *_error):
        for name in list(self.processes):
            self.kill(name)
        self._drop_all()
        shutil.rmtree(self.home, ignore_errors=True)

    def start_provisioner(self, **env):
        self.start(
            "provisioner",
            self.odoo("provisioner", "-d", self.database),
            {**self.provisioner_env(), **env},
        )

    def start_server(self, **env):
        self.start(
            "server",
            [*self.odoo("server")[:2], "server", "-c", self._server_conf()],
            {**self.server_env(), **env},
        )
        self._wait()

    def start(self, name, command, env):
        log = (self.home / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [str(word) for word in command],
            env={**self._bare(), **env},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def kill(self, name):
        """kill -9, children and all."""
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self, name):
        return (self.home / f"{name}.log").read_text(errors="replace")

    # ---- what tests ask for ----

    def tenant(self, *words, check=True):
        """Run ``odoo tenant WORDS`` and return the finished process."""
        done = subprocess.run(
            [str(word) for word in [*self.odoo("tenant"), *words, "-d", self.database]],
            env={**self._bare(), **self.provisioner_env()},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if check and done.returncode:
            raise RuntimeError(f"odoo tenant {words}: {done.stdout}\n{done.stderr}")
        return done

    def run(self, *words):
        """Run another command of Odoo's, such as ``democity -d DB``, as the provisioner does."""
        subprocess.run(
            [str(word) for word in self.odoo(*words)],
            env={**self._bare(), **self.provisioner_env()},
            check=True,
            capture_output=True,
            timeout=300,
        )

    def query(self, text, dbname=None):
        with psycopg2.connect(
            os.environ["GOTGAN_PG_ADMIN_DSN"], dbname=dbname or self.database
        ) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(text)
                return cursor.fetchall() if cursor.description else []

    def mails(self, to):
        """The texts of the mails to one address, oldest first."""
        found = []
        for file in sorted(self.mail_folder.glob("*.eml")):
            message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            if to in str(message["To"]):
                found.append(message.get_body(("plain", "html")).get_content())
        return found

    # ---- how it is made ----

    def odoo(self, name, *words):
        return [
            os.environ["GOTGAN_ODOO_BIN"],
            f"--addons-path={os.environ['GOTGAN_ADDONS_PATH']}",
            name,
            *words,
        ]

    def _root(self):
        return pathlib.Path(os.environ["GOTGAN_ROOT"])

    def _bare(self):
        """No log-in of PostgreSQL slips through by the environment."""
        hidden = ("PG", "GOTGAN_PG", "GOTGAN_PROVISIONER", "ODOO_RC", "PYTEST")
        return {key: value for key, value in os.environ.items() if not key.startswith(hidden)}

    def _write_keys(self):
        """The installation's own: the bus is shared, and its role has one password."""
        file = self.home / "keys.json"
        file.touch(mode=0o600)
        file.write_text(pathlib.Path(os.environ["GOTGAN_LOCAL_KEYS"]).read_text())

    def server_env(self):
        return {
            "GOTGAN_KEYS": str(self.home / "keys.json"),
            "GOTGAN_HOSTS": str(self.home / "hosts.json"),
            "GOTGAN_OUTBOUND": f"hub.localhost:{self.port},127.0.0.1:{self.mail_port}",
            "GOTGAN_MAIL_FOLDER": str(self.mail_folder),
        }

    def provisioner_env(self):
        return {
            **self.server_env(),
            "GOTGAN_PROVISIONER_DSN": os.environ["GOTGAN_PG_DSN"],
            "GOTGAN_VAR": str(self.home / "var"),
            "GOTGAN_PG_BIN": os.environ.get("GOTGAN_PG_BIN", ""),
            "ODOO_RC": str(self._command_conf()),
        }

    def _conf(self, name, **options):
        where = psycopg2.extensions.parse_dsn(os.environ["GOTGAN_PG_DSN"])
        lines = {
            "db_host": where["host"],
            "db_port": where["port"],
            "data_dir": pathlib.Path(os.environ["GOTGAN_LOCAL"]) / "data",
            "list_db": False,
            "without_demo": True,
            "smtp_server": "127.0.0.1",
            "smtp_port": self.mail_port,
            "email_from": "gotgan@localhost",
            **options,
        }
        file = self.home / name
        file.touch(mode=0o600)
        file.write_text("[options]\n" + "".join(f"{k} = {v}\n" for k, v in lines.items()))
        return file

    def _server_conf(self):
        return self._conf(
            "server.conf",
            db_user="gotgan_bus",
            http_port=self.port,
            http_interface="127.0.0.1",
            max_cron_threads=1,
            server_wide_modules="base,rpc,web,gotgan_isolation",
        )

    def _command_conf(self):
        where = psycopg2.extensions.parse_dsn(os.environ["GOTGAN_PG_DSN"])
        return self._conf(
            "command.conf",
            db_user=where["user"],
            db_password=where["password"],
            server_wide_modules="base,rpc,web",
            log_level="warn",
        )

    def _make_hub(self):
        template = os.environ["GOTGAN_REAL_HUB_TEMPLATE"]
        self._drop_all()
        code = ENGINE.format(
            folder=str(self._root() / "addons/hub/hub_tenant"), dsn=os.environ["GOTGAN_PG_DSN"]
        )
        from gotgan_cli import keys

        password = keys.password_of(self.database)
        subprocess.run([sys.executable, "-c", code, self.database, password, template], check=True)
        source = self.filestore / template
        if source.is_dir():
            shutil.copytree(source, self.filestore / self.database, copy_function=os.link)
        parameters = {
            "hub.address": f"http://{{host}}:{self.port}",
            "web.base.url": self.hub,
            "web.base.url.freeze": "True",
            **{f"hub.standby.{kind}": "0" for kind in ("municipality", "corporation")},
            "hub.standby.agency": str(self.standby),
        }
        for key, value in parameters.items():
            self.query(
                f"INSERT INTO ir_config_parameter (key, value) VALUES ('{key}', '{value}') "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            )
        self.tenant("template", "add", "agency", os.environ["GOTGAN_KIND_TEMPLATE"])
        self.tenant("map")

    def _wait(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.processes["server"].poll() is None:
            try:
                with urllib.request.urlopen(self.site, timeout=30) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.3)
        raise RuntimeError(f"the product did not start:\n{self.log('server')[-3000:]}")

    def _drop_all(self):
        """Databases, roles and files the register and the standby pool name, then the hub's."""
        names = [self.database]
        admin = psycopg2.connect(os.environ["GOTGAN_PG_ADMIN_DSN"])
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database])
            if cursor.fetchone():
                names += [
                    row[0]
                    for table in ("hub_tenant", "hub_standby")
                    for row in self.query(f"SELECT database FROM {table}")
                    if row[0]
                ]
            for name in names:
                cursor.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )
                cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))
                shutil.rmtree(self.filestore / name, ignore_errors=True)
        admin.close()
