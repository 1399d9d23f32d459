"""Several people at one document: it moves once, and what was signed is what is in it."""

import time

import pytest
from crowd import crowd, in_transaction

from odoo.exceptions import UserError

WRITERS = 7


@pytest.fixture
def registry(tenant):
    """A tenant that knows the fake documents of the base."""
    from odoo.modules.registry import Registry
    from odoo.orm.model_classes import add_to_registry

    from odoo.addons.gotgan_base.tests.fake_models import FAKES

    found = Registry(tenant)
    for definition in FAKES:
        add_to_registry(found, definition)
    with found.cursor() as cr:
        found._setup_models__(cr, [])
        names = list(dict.fromkeys(fake._name for fake in FAKES))
        found.init_models(cr, names, {"module": "gotgan_base"})
    return found


def write_letter(env):
    lines = [(0, 0, {"text": "first"})]
    return env["gotgan.fake.letter"].create({"line_ids": lines}).id


def send(letter_id):
    """Sign the letter, and note how many lines were signed."""
    def work(env):
        letter = env["gotgan.fake.letter"].browse(letter_id)
        letter._do_transition("send")
        letter._write_locked({"note": str(len(letter.line_ids))})
        time.sleep(0.05)
    return work


def add_line(letter_id):
    def work(env):
        env["gotgan.fake.line"].create({"letter_id": letter_id, "text": "late"})
        time.sleep(0.05)
    return work


def change_line(letter_id):
    def work(env):
        env["gotgan.fake.letter"].browse(letter_id).line_ids.unlink()
        time.sleep(0.05)
    return work


def read(registry, letter_id):
    def work(env):
        letter = env["gotgan.fake.letter"].browse(letter_id)
        return letter.state, letter.number, len(letter.event_ids), letter.note, len(letter.line_ids)
    return in_transaction(registry, work)


def test_a_document_moves_once(registry):
    letter_id = in_transaction(registry, write_letter)
    results = crowd(registry, [send(letter_id)] * 8)
    errors = [error for _value, error in results if error]
    assert all(isinstance(error, UserError) for error in errors), errors
    assert len(errors) == 7
    state, number, events, _note, _lines = read(registry, letter_id)
    assert (state, events) == ("sent", 1)
    assert number.endswith("-000001")


@pytest.mark.parametrize("meddle", [add_line, change_line])
def test_what_was_signed_is_what_is_in_it(registry, meddle):
    """A line written while somebody else signs is either signed too, or refused."""
    letter_id = in_transaction(registry, write_letter)
    works = [meddle(letter_id)] * WRITERS
    works.insert(WRITERS // 2, send(letter_id))
    results = crowd(registry, works)
    errors = [error for _value, error in results if error]
    assert all(isinstance(error, UserError) for error in errors), errors
    state, _number, _events, signed, lines = read(registry, letter_id)
    assert state == "sent"
    assert int(signed) == lines
