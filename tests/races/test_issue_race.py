"""A budget book is chosen anew while the clock makes it: no choice keeps files of another one."""

import threading
import time
from unittest.mock import patch

import pytest
from crowd import crowd, in_transaction

from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.gotgan_budget.version_row import VersionRow
from odoo.addons.gotgan_budget_paper.making import Made
from odoo.addons.gotgan_budget_paper.models import budget_issue
from odoo.addons.gotgan_ledger.tests.world import LedgerWorld

ISSUE = "gotgan.budget.issue"
BOOK = Made(b"%PDF-", "", "예산서.pdf", 1)


@pytest.fixture
def registry(tenant):
    from odoo.modules.registry import Registry

    return Registry(tenant)


def queue_book(env):
    """A budget officer's book in the queue; return (its id, the officer's)."""
    officer = env["res.users"].create({
        "name": "예산", "login": "issue_race", "lang": "ko_KR",
        "group_ids": [Command.link(env.ref("gotgan_budget.group_budget_officer").id)],
    })
    world = LedgerWorld(env)
    cell = world.open_cell()
    version = env["gotgan.budget.version"]._make(world.year, "original", [VersionRow(
        cell.fund_id.id, cell.department_id.id, cell.project_id.id, cell.subitem_id.id,
        cell.funding_source_id.id, 1_000_000,
    )])
    with patch.object(budget_issue, "AT_ONCE", 0):
        book = env[ISSUE].with_user(officer).create({"version_id": version.id})
        book.action_issue()
    assert book.state == "queued"
    return book.id, officer.id


def reopen(book, officer):
    return lambda env: env[ISSUE].with_user(officer).browse(book).action_reopen()


def commit_now(cron, *_args, **_kwargs):
    """Commit, as the clock does after each step; return the seconds it has left."""
    cron.env.cr.commit()
    return 60.0


def run_clock(registry, make, commit=commit_now):
    with (
        registry.cursor() as cr, patch.object(budget_issue, "make_file", make),
        patch.object(registry["ir.cron"], "_commit_progress", commit),
    ):
        Environment(cr, SUPERUSER_ID, {})[ISSUE]._cron_issue()


def read(registry, book):
    def work(env):
        found = env[ISSUE].browse(book)
        return found.state, found.file_count, found.failure

    return in_transaction(registry, work)


def test_a_book_chosen_anew_while_a_file_is_made_does_not_get_the_file(registry):
    book, officer = in_transaction(registry, queue_book)

    def make(_issue, *_rest):
        in_transaction(registry, reopen(book, officer))
        return BOOK

    run_clock(registry, make)
    assert read(registry, book) == ("draft", 0, False)


def test_a_book_is_not_chosen_anew_while_a_file_is_being_kept(registry):
    book, officer = in_transaction(registry, queue_book)
    told, persons = [], []

    def choose_anew():
        told.extend(crowd(registry, [reopen(book, officer)]))

    def commit_late(cron, made=0, **kwargs):
        """Somebody chooses anew when the file is written and not yet there to be seen."""
        if made and not persons:
            persons.append(threading.Thread(target=choose_anew, daemon=True))
            persons[0].start()
            time.sleep(1)
        return commit_now(cron, made, **kwargs)

    run_clock(registry, lambda *_args: BOOK, commit_late)
    persons[0].join()
    [(_value, refusal)] = told
    assert isinstance(refusal, UserError), refusal
    assert read(registry, book) == ("issued", 1, False)
