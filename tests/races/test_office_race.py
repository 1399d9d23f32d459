"""Two managers appoint at the same moment: the law's separations and the one holder stand."""

from datetime import date

import pytest
from crowd import crowd, in_transaction

from odoo.exceptions import ValidationError

KINDS = ("commitment_officer", "disbursing_officer", "cashier")


@pytest.fixture
def registry(tenant):
    from odoo.modules.registry import Registry

    return Registry(tenant)


def build(env):
    """Make one office of each kind and two people; return their ids."""
    offices = env["gotgan.office"].create([
        {"kind": kind, "name": f"race {kind}"} for kind in KINDS
    ])
    people = env["res.users"].with_context(no_reset_password=True).create([
        {"name": f"Race {one}", "login": f"race.{one}"} for one in range(2)
    ])
    return offices.ids, people.ids


def appoint(office_id, user_id):
    """Appoint from a far day: terms that run today also meet on the group of officers."""
    def work(env):
        env["gotgan.office.term"].create({
            "office_id": office_id, "user_id": user_id, "date_from": date(2099, 1, 1),
        })
    return work


def read_terms(env):
    terms = env["gotgan.office.term"].search([("office_id.name", "=like", "race%")])
    return [(term.office_id.kind, term.user_id.id) for term in terms]


def assert_one_won(results):
    errors = [error for _value, error in results if error]
    assert all(isinstance(error, ValidationError) for error in errors), errors
    assert len(errors) == len(results) - 1


def test_one_person_gets_one_of_the_offices_that_are_kept_apart(registry):
    offices, (person, _other) = in_transaction(registry, build)
    results = crowd(registry, [appoint(office, person) for office in offices])
    assert_one_won(results)
    assert len(in_transaction(registry, read_terms)) == 1


def test_one_office_gets_one_holder(registry):
    (office, *_others), people = in_transaction(registry, build)
    assert_one_won(crowd(registry, [appoint(office, person) for person in people]))
    assert len(in_transaction(registry, read_terms)) == 1
