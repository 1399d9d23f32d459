import json
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.cli.command import Command, find_command
from odoo.tests import tagged

from odoo.addons.gotgan_budget import command

from . import sheet
from .common import BudgetCase


@tagged("post_install", "-at_install")
class TestCommand(BudgetCase):
    """The import command says what it did, to people and to programs."""

    def run_on(self, *rows, **options):
        data = sheet.as_csv(rows)
        given = {"file": "book.csv", "dry_run": False, "year": None, "date": None,
                 "keep_missing": False, **options}
        root = self.env(user=self.env.ref("base.user_root"))
        return command.bring_in(root, data, Namespace(**given))

    def test_it_imports_and_says_so(self):
        result = self.run_on(self.line(2000), self.line(500, 부서명="감사과"))
        self.assertTrue(result["ok"] and result["written"])
        self.assertEqual(result["totals"]["department"][0]["amount"], 2_000_000)
        self.assertEqual(json.loads(command.as_json(result, self.env))["moves"], 2)
        text = command.as_text(result, self.env)
        for word in (result["number"], "2,000,000", "감사과", "자체재원", "일반회계"):
            self.assertIn(word, text)
        self.assertEqual(self.cells().appropriated, 2_000_000)

    def test_a_dry_run_confirms_nothing(self):
        result = self.run_on(self.line(2000), dry_run=True)
        self.assertEqual((result["ok"], result["written"], result["moves"]), (True, False, 1))
        self.assertIn("Dry run", command.as_text(result, self.env))
        self.assertFalse(self.cells())

    def test_problems_are_listed_and_nothing_is_confirmed(self):
        result = self.run_on(self.line(2000), self.line(5, 통계목="201-99"))
        self.assertEqual((result["ok"], result["written"], result["errors"]), (False, False, 1))
        text = command.as_text(result, self.env)
        self.assertIn("201-99", text)
        self.assertIn("4", text)
        self.assertFalse(self.cells())

    def test_the_command_line(self):
        found = find_command("budget")
        self.assertTrue(issubclass(found, Command))
        told = found.run.__globals__  # the server loads it outside of the package
        options = told["parse"](
            ["import", "-d", "someone", "a.csv", "--dry-run", "-c", "odoo.conf"], "odoo", "about",
        )
        self.assertEqual((options.file, options.dry_run), ("a.csv", True))
        self.assertEqual(options.server_args, ["--config=odoo.conf", "--database=someone"])
        with TemporaryDirectory() as folder, self.assertRaises(SystemExit):
            told["read"](Path(folder) / "none.csv")
