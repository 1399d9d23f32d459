"""Every rule that comes with the program has a case a user relies on, with its article."""

import pytest
from register import JUDGED, READ

CASES = {**JUDGED, **READ}


def shipped(env):
    """The rules that came with the program, and those whose editions did."""
    from odoo.addons.gotgan_rule.models.rule_loader import read_lines

    codes = {line["code"] for line in read_lines("gotgan_rule", "rule.csv")}
    editions = env["gotgan.rule.edition"].search([("is_shipped", "=", True)])
    return codes | set(editions.rule_id.mapped("code"))


def test_every_shipped_rule_is_in_the_register(env):
    known = [*JUDGED, *READ]
    assert sorted(known) == sorted(set(known)), "a rule stands in the register twice"
    missing = sorted(shipped(env) - set(known))
    assert not missing, f"no case for {missing}"


def test_every_case_names_a_rule_there_is(env):
    rules = set(env["gotgan.rule"].search([]).mapped("code"))
    assert not set(CASES) - rules


@pytest.mark.parametrize("code", sorted(CASES))
def test_the_case_passes(code, verdicts):
    faults = [verdicts.faults[name] for name in CASES[code] if name in verdicts.faults]
    assert not faults, "\n".join(faults)
    ran = [name for name in CASES[code] if name in verdicts.witness.seen]
    assert ran, f"none of the cases of {code} has run"


@pytest.mark.parametrize("code", sorted(JUDGED))
def test_what_breaks_it_is_found_with_its_article(code, verdicts, env):
    broken = verdicts.witness.of(code, JUDGED[code]).broken
    assert broken, f"no case of {code} breaks it"
    assert all(broken)
    # In force, or entered by the case itself for the agency.
    known = env["gotgan.rule"]._get_by_code(code).edition_ids
    assert broken & {edition._cite() for edition in known}


@pytest.mark.parametrize("code", sorted(JUDGED))
def test_inside_the_limit_it_passes(code, verdicts):
    assert verdicts.witness.of(code, JUDGED[code]).passed, f"no case of {code} passes"


@pytest.mark.parametrize("code", sorted(READ))
def test_what_is_read_has_an_article(code, verdicts):
    read = verdicts.witness.of(code, READ[code]).read
    assert read and all(read), f"no case reads {code}"
