"""What the provisioner is told by its environment."""

import os
from dataclasses import dataclass
from pathlib import Path

from .refusal import Refusal

NEEDED = ("GOTGAN_PROVISIONER_DSN", "GOTGAN_KEYS", "GOTGAN_HOSTS", "GOTGAN_VAR")


@dataclass(frozen=True)
class Settings:
    """Log-in of the provisioner, files of keys and hosts, and the folders of data.

    ``logs``: the folder where the servers write their logs, where it is known.
    """

    dsn: str
    keys: Path
    hosts: Path
    var: Path
    data: Path
    template_role: str = "gotgan_template"
    programs: str = ""
    logs: Path | None = None

    @property
    def filestore(self):
        return self.data / "filestore"

    @property
    def exports(self):
        return self.var / "exports"

    def kept(self, database):
        """Return the folders that hold exports and backups of a tenant."""
        found = (self.var.glob(f"{above}exports/{database}") for above in ("", "*/"))
        return [folder for folders in found for folder in folders]

    def program(self, name):
        """A program of PostgreSQL: of the server's own version where its folder is known."""
        return str(Path(self.programs) / name) if self.programs else name

    def silo(self, database):
        return self.var / "silos" / database


def read(data_dir, environ=None):
    """Return the :class:`Settings` of this process.

    >>> read("/data", {})
    Traceback (most recent call last):
    odoo.addons.hub_tenant.engine.refusal.Refusal: This process cannot make tenants. ...

    :raises Refusal: when a variable is missing
    """
    environ = os.environ if environ is None else environ
    missing = [name for name in NEEDED if not environ.get(name)]
    if missing:
        raise Refusal(
            "This process cannot make tenants.",
            f"{', '.join(missing)} is not set.",
            do="start it with scripts/gotgan, or set what is missing.",
        )
    dsn, keys, hosts, var = (environ[name] for name in NEEDED)
    return Settings(
        dsn, Path(keys), Path(hosts), Path(var), Path(data_dir),
        environ.get("GOTGAN_TEMPLATE_ROLE") or Settings.template_role,
        environ.get("GOTGAN_PG_BIN") or "",
        Path(environ["GOTGAN_LOGS"]) if environ.get("GOTGAN_LOGS") else None,
    )
