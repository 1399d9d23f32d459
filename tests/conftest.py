"""Fixtures for everything in ``tests/`` (an addon's own tests use Odoo's classes instead).

pg                DSN of the PostgreSQL server as its superuser (session)
odoo_dsn(db)      DSN of database ``db`` as the role Odoo itself uses: owner, not superuser
tenant            name of a fresh database with every addon installed (function)
tenant_module     the same, shared by the tests of one module
demo_tenant       name of a fresh database with the demo city in it (module); skips
                  while there is no demo city
new_database      factory ``new_database(template=None) -> name``; dropped at the end of the module
odoo_env          ``with odoo_env(db, login=None) as env:`` an environment of its own
                  transaction in this process, committed at the end, rolled back on an error
serve             ``serve(db, *options, hasty=False) -> Server``: a real Odoo process with
                  ``.url``, ``.process``, ``.kill()`` (-9), ``.restart()``, ``.stop()``, ``.log``
product           the whole product (hub, provisioner, server, mail), one for each worker:
                  ``.site``, ``.hub``, ``.url(name)``, ``.mails(to)``, ``.tenant(*words)``
hub_url, mail_folder  of that product
browser, page     Chromium through playwright, in Korean; skip where there is none
shared_data       folder of the public budget files beside the checkout, or skip
GOTGAN_PG_BIN     (environment) the server's programs, runnable by the server's account;
                  empty when GOTGAN_DSN names a server
cli               ``cli(*args, **env)`` runs scripts/gotgan and returns the finished process
"""

import contextlib
import os
import pathlib
import shutil
import subprocess

import pytest
from harness import clones, live, screens
from harness.server import Server

ROOT = pathlib.Path(__file__).resolve().parents[1]


def _need_database():
    if not live.is_given():
        pytest.skip("needs a database: run it with scripts/gotgan test")


@pytest.fixture(scope="session")
def pg():
    _need_database()
    return os.environ["GOTGAN_PG_ADMIN_DSN"]


@pytest.fixture(scope="session")
def odoo_dsn():
    _need_database()
    base = os.environ["GOTGAN_PG_DSN"]
    head, _slash, tail = base.rpartition("/postgres")
    return lambda dbname: f"{head}/{dbname}{tail}"


def _forget(dbname):
    """Close this process's connections and registry before the database goes."""
    import odoo.modules.registry
    import odoo.sql_db

    odoo.modules.registry.Registry.registries.pop(dbname, None)
    odoo.sql_db.close_db(dbname)


@contextlib.contextmanager
def _database(template=None):
    _need_database()
    live.hurry()
    dbname = clones.make(template)
    yield dbname
    _forget(dbname)
    clones.drop(dbname)


@pytest.fixture
def tenant():
    with _database() as dbname:
        yield dbname


@pytest.fixture(scope="module")
def tenant_module():
    with _database() as dbname:
        yield dbname


@pytest.fixture(scope="module")
def demo_tenant():
    _need_database()
    template = os.environ.get("GOTGAN_DEMO_TEMPLATE")
    if not template:
        pytest.skip("no demo city in this checkout")
    with _database(template) as dbname:
        yield dbname


@pytest.fixture(scope="module")
def new_database():
    with contextlib.ExitStack() as stack:
        yield lambda template=None: stack.enter_context(_database(template))


@pytest.fixture(scope="module")
def odoo_env():
    _need_database()

    @contextlib.contextmanager
    def opened(dbname, login=None):
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.modules.registry import Registry

        with Registry(dbname).cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            if login:
                user = env["res.users"].search([("login", "=", login)])
                env = Environment(cr, user.id, {"lang": user.lang, "tz": user.tz})
            yield env

    return opened


@pytest.fixture(scope="module")
def serve():
    _need_database()
    with contextlib.ExitStack() as stack:

        def started(dbname, *options, hasty=False):
            server = Server(dbname, options, hasty)
            stack.callback(server.stop)
            return server.start()

        yield started


@pytest.fixture(scope="session")
def product():
    """Started once: the start costs seconds, and its tests make tenants of their own."""
    if not os.environ.get("GOTGAN_REAL_HUB_TEMPLATE"):
        pytest.skip("needs the hub's template: run it with scripts/gotgan test")
    from harness.product import Product

    with Product() as started:
        yield started


@pytest.fixture(scope="session")
def hub_url(product):
    return product.site


@pytest.fixture(scope="session")
def mail_folder(product):
    return product.mail_folder


@pytest.fixture(scope="module")
def browser():
    """The system's own Chromium, because playwright's cannot be downloaded.

    One for each module: Odoo's test classes end every process their own process has started.
    """
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        with screens.watched(chromium):
            yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(
        locale="ko-KR", timezone_id="Asia/Seoul", viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(90_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def shared_data():
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public budget files are not beside this checkout (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def cli():
    def run(*args, **env):
        return subprocess.run(
            [str(ROOT / "scripts" / "gotgan"), *map(str, args)],
            env={**os.environ, **{key: str(value) for key, value in env.items()}},
            check=False,
            capture_output=True,
            text=True,
            timeout=600,
        )

    return run
