from importlib.util import module_from_spec, spec_from_file_location

from odoo.modules import get_module_path
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.gotgan_ledger.core import Posting

from .version_case import VersionCase


@tagged("post_install", "-at_install")
class TestVersionMigration(VersionCase):
    """A database with imports gets the versions they would have made; its moves stay."""

    def forget_versions(self):
        """Put the database back to what it was before there were versions."""
        self.env.flush_all()
        self.cr.execute(SQL(
            "ALTER TABLE gotgan_ledger_move DISABLE TRIGGER gotgan_ledger_move_append_only",
        ))
        self.cr.execute(SQL(
            """
            UPDATE gotgan_ledger_move m SET source_model = 'gotgan.budget.import',
                source_id = v.import_id
            FROM gotgan_budget_version v
            WHERE m.source_model = 'gotgan.budget.version' AND v.id = m.source_id
            """,
        ))
        self.cr.execute(SQL("UPDATE gotgan_budget_import SET version_id = NULL"))
        self.cr.execute(SQL("UPDATE gotgan_budget_version SET base_id = NULL, state = 'draft'"))
        self.cr.execute(SQL("DELETE FROM gotgan_budget_version"))
        self.cr.execute(SQL(
            "ALTER TABLE gotgan_ledger_move ENABLE ALWAYS TRIGGER gotgan_ledger_move_append_only",
        ))
        self.env.invalidate_all()

    def migrate(self):
        path = f"{get_module_path('gotgan_budget')}/migrations/19.0.1.1.0/post-10-versions.py"
        spec = spec_from_file_location("gotgan_budget_migration", path)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.migrate(self.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_imports_become_versions(self):
        first = self.bring_in(self.line(2000), self.line(700, 부서명="감사과"))
        second = self.bring_in(self.line(2500, 2000, 예산구분="추경1회"))
        third = self.bring_in(self.line(2500, 2000, 예산구분="추경1회"))
        self.forget_versions()
        self.env["gotgan.ledger"]._appropriate(
            [Posting(self.cells().id, 300_000, 1)], source_model="hr.department", date=self.today,
        )
        self.migrate()
        chain = self.versions._get_head(self.year)._get_chain()
        self.assertEqual(chain.import_id, first | second)
        self.assertEqual(chain.mapped("difference"), [300_000, 2_700_000, 500_000])
        self.assertEqual(chain.mapped("round"), [0, 0, 1])
        self.assertEqual((second.version_id, third.version_id), (chain[2], chain[2].browse()))
        self.assertEqual(self.whole(), self.voted())
        action = chain[1].action_open_moves()
        self.assertEqual(len(self.env["gotgan.ledger.move"].search(action["domain"])), 2)
        self.migrate()
        self.assertEqual(len(self.versions._get_head(self.year)._get_chain()), 3)

    def test_an_import_goes_on_from_there(self):
        self.bring_in(self.line(2000))
        self.forget_versions()
        self.migrate()
        document = self.bring_in(self.line(2600))
        self.assertEqual(self.moves(document).mapped("amount"), [600_000])
        self.assertEqual(self.whole(), self.voted())
