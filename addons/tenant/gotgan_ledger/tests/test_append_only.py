from psycopg2 import Error
from psycopg2.errors import InsufficientPrivilege, RestrictViolation

from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common import LedgerCase


@tagged("post_install", "-at_install")
class TestAppendOnly(LedgerCase):
    def setUp(self):
        super().setUp()
        self.cell = self.fund_cell(1_000)
        self.move = self.env["gotgan.ledger.move"].search([("cell_id", "=", self.cell.id)], limit=1)

    def test_no_role_changes_a_move_cell_hold_or_line_over_rpc(self):
        hold = self.post("request", self.cell, 10)
        records = (self.move, self.cell, hold, self.cell.line_id)
        for user in (self.staff, self.auditor, self.manager, self.env.ref("base.user_admin")):
            for record in records:
                model = self.env[record._name].with_user(user)
                for method, args in (
                    ("write", [record.ids, {"source_id": 2}]), ("unlink", [record.ids]),
                    ("create", [{}]), ("copy", [record.ids]),
                ):
                    with (
                        self.assertRaises(AccessError),
                        mute_logger("odoo.models", "odoo.addons.base.models.ir_model"),
                        self.env.cr.savepoint(),
                    ):
                        call_kw(model, method, args, {})

    def test_nobody_calls_the_ledger_over_rpc(self):
        for user in (self.manager, self.env.ref("base.user_admin")):
            for model, method in (
                ("gotgan.ledger", "_reserve"), ("gotgan.ledger", "_post"),
                ("gotgan.budget.cell", "_open"), ("gotgan.ledger.seal", "_seal"),
            ):
                with self.assertRaises(AccessError):
                    call_kw(self.env[model].with_user(user), method, [], {})

    def test_the_database_refuses_what_the_orm_never_saw(self):
        for statement in (
            "UPDATE gotgan_ledger_move SET amount = 1", "DELETE FROM gotgan_ledger_move",
            "TRUNCATE gotgan_ledger_move CASCADE",
            "UPDATE gotgan_ledger_seal SET hash = ''", "DELETE FROM gotgan_event",
        ):
            self.env["gotgan.ledger.seal"]._seal(self.year)
            self._seed_event()
            with (
                mute_logger("odoo.sql_db"), self.assertRaises(RestrictViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(SQL(statement))

    def test_not_even_as_a_replica(self):
        """``session_replication_role`` silences ordinary triggers; ours always fire.

        A server that is set up well does not even let Odoo's role try.
        """
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(Error) as caught,
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(SQL("SET LOCAL session_replication_role = replica"))
            self.env.cr.execute(SQL("UPDATE gotgan_ledger_move SET amount = 1"))
        self.assertIsInstance(caught.exception, (RestrictViolation, InsufficientPrivilege))

    def _seed_event(self):
        self.env["gotgan.event"].create({
            "res_model": "hr.department", "res_id": self.department.id, "transition": "t",
            "source": "a", "target": "b", "user_id": self.env.uid, "capacity": "c",
        })
