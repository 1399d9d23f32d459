"""Secrets of this installation and the files processes find each other by (docs/architecture.md).

``secrets/keys.json`` holds the key that signs the host map and the master key the
passwords of all database roles are made from; a server process reads it, nobody else.
"""

import base64
import hashlib
import hmac
import json
import secrets

from . import paths, postgres

HUB, BUS = "gotgan_hub", "gotgan_bus"
TEMPLATE_ROLE = "gotgan_template"


def keys_file():
    return paths.home() / "secrets" / "keys.json"


def hosts_file():
    return paths.run_dir() / "hosts.json"


def var_dir():
    """Where the provisioner keeps what is not a database: silos, exports, backups."""
    return paths.home() / "var"


def ensure():
    file = keys_file()
    if file.exists():
        return
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps({"map": secrets.token_hex(32), "master": secrets.token_hex(32)}))


def password_of(database):
    """The password of a database's role; the same sum as in gotgan_isolation."""
    master = bytes.fromhex(json.loads(keys_file().read_text())["master"])
    digest = hmac.new(master, f"database:{database}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def server_env():
    """What a process that serves tenants is told."""
    return {"GOTGAN_KEYS": str(keys_file()), "GOTGAN_HOSTS": str(hosts_file())}


def provisioner_env():
    """What a process that makes tenants is told, and no server ever is."""
    return {
        **server_env(),
        "GOTGAN_PROVISIONER_DSN": postgres.dsn().url(),
        "GOTGAN_VAR": str(var_dir()),
        # pg_dump must not be older than the server.
        "GOTGAN_PG_BIN": "" if postgres.external() else str(postgres.binaries()),
        "GOTGAN_LOGS": str(paths.log("odoo").parent),
    }
