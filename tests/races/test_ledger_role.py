"""The tenant's own database role owns the tables, and still cannot rewrite history."""

import psycopg2
import pytest
from crowd import in_transaction
from psycopg2 import sql
from psycopg2.errors import InsufficientPrivilege, RestrictViolation

from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

ROLE = "gotgan_test_tenant_role"


@pytest.fixture
def as_tenant_role(tenant, pg):
    """A connection to the tenant's database as an ordinary role that owns everything in it."""
    from odoo.modules.registry import Registry

    in_transaction(Registry(tenant), lambda env: LedgerWorld(env).fund_cell(1_000).id)
    admin = psycopg2.connect(pg, dbname=tenant)
    admin.autocommit = True
    cursor = admin.cursor()
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
    if not cursor.fetchone():
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'test'").format(sql.Identifier(ROLE)))
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for (table,) in cursor.fetchall():
        cursor.execute(sql.SQL("ALTER TABLE {} OWNER TO {}").format(
            sql.Identifier(table), sql.Identifier(ROLE),
        ))
    own = psycopg2.connect(pg, dbname=tenant, user=ROLE, password="test")
    own.autocommit = True
    yield own.cursor()
    own.close()
    cursor.execute(sql.SQL("REASSIGN OWNED BY {} TO CURRENT_USER").format(sql.Identifier(ROLE)))
    cursor.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(ROLE)))
    admin.close()


@pytest.mark.parametrize("statement", [
    "UPDATE gotgan_ledger_move SET amount = amount + 1",
    "DELETE FROM gotgan_ledger_move",
    "TRUNCATE gotgan_ledger_move CASCADE",
])
def test_the_owner_of_the_table_changes_no_move(as_tenant_role, statement):
    with pytest.raises(RestrictViolation):
        as_tenant_role.execute(statement)


def test_the_owner_cannot_pose_as_a_replica(as_tenant_role):
    with pytest.raises(InsufficientPrivilege):
        as_tenant_role.execute("SET session_replication_role = replica")


def test_the_owner_cannot_overspend_by_hand(as_tenant_role):
    with pytest.raises(psycopg2.errors.CheckViolation):
        as_tenant_role.execute("UPDATE gotgan_budget_cell SET requested = 1001")
