"""What the functions of a step are given."""

import contextlib

import psycopg2.extensions

from odoo.addons.gotgan_isolation.credentials import password_of, read_keys

from . import cluster


class Work:
    """One job's view of the world.

    :ivar facts: plain data of the register, read again before each step
    :ivar transaction: ``transaction(function)`` runs ``function(env)`` in a transaction of the hub
        and commits it; the function runs again when another transaction was in its way
    :ivar locked: ``with locked(name):`` one process at a time
    """

    def __init__(self, settings, facts, transaction, locked):
        self.settings = settings
        self.facts = facts
        self.transaction = transaction
        self.locked = locked

    @property
    def database(self):
        return self.facts["database"]

    @property
    def label(self):
        """How connections of this job are called on the server."""
        return f"gotgan job {self.facts['hub']} {self.facts['job']}"[:63]

    @property
    def keys(self):
        return read_keys(self.settings.keys)

    def server(self):
        """A cursor of the provisioner, for roles and databases."""
        return cluster.connect(self.settings.dsn, label=self.label)

    def tenant_dsn(self):
        """The log-in of the tenant's own role: its triggers run with its rights, not ours."""
        return psycopg2.extensions.make_dsn(
            self.settings.dsn, user=self.database, dbname=self.database,
            password=password_of(self.database, self.keys),
        )

    @contextlib.contextmanager
    def inside(self):
        """A cursor in the tenant's database, as its own role, in one transaction."""
        with cluster.connect(self.tenant_dsn(), label=self.label) as cur:
            cur.execute("BEGIN")
            yield cur
            cur.execute("COMMIT")
