"""Take everything local away again."""

import shutil
import sys

from . import database, hub, paths, postgres, server, venv
from .dsn import identifier
from .errors import Refusal


def run(*, everything, yes):
    home = paths.home()
    if not home.exists():
        print("Nothing to clean.")
        return
    if not yes and not _confirm(home):
        raise Refusal("Nothing was removed.", do="say --yes.", code=2)
    server.stop()
    hub.stop_all()
    _drop_databases()
    elsewhere = postgres.root_folder()
    for folder in (
        {elsewhere, home / "postgres"} if not postgres.external() else {home / "postgres"}
    ):
        shutil.rmtree(folder, ignore_errors=True)
    for child in home.iterdir():
        if everything or child.name not in ("cache", "lock", "version"):
            paths.remove(child)
    if everything:
        home.rmdir()
    print(
        f"Removed what was in {home}"
        + ("." if everything else "; the downloads stay (--all removes them too).")
    )


def _confirm(home):
    if not sys.stdin.isatty():
        return False
    answer = input(f"Remove all tenants and databases in {home}? Type yes: ")
    return answer.strip() == "yes"


def _drop_databases():
    """On somebody else's server only our own databases go; the embedded one goes as a whole."""
    if not postgres.external():
        if venv.state():
            postgres.stop()
        return
    for name in database.names("gotgan_"):
        database.drop(name)
    for role in postgres.sql(
        r"SELECT rolname FROM pg_roles WHERE rolname LIKE 'gotgan\_%'"
    ).split():
        postgres.sql(f"DROP ROLE {identifier(role)}")
