"""The answer of every rule is that of the day, of the kind and of the tier."""

from datetime import date, timedelta

import pytest

KINDS = ("municipality", "agency", "corporation")
TIERS = ("upper", "basic")


@pytest.fixture
def profile(env):
    """``profile(kind, tier)`` makes the database one of such an agency."""
    parameters = env["ir.config_parameter"]

    def become(kind, tier):
        parameters.set_param("gotgan.kind", kind)
        parameters.set_param("gotgan.tier", tier)

    return become


def shipped(env):
    editions = env["gotgan.rule.edition"]
    return editions.search([("is_shipped", "=", True)], order="rule_id, date_from")


def fits(edition, kind, tier):
    return edition.tenant_kind in ("any", kind) and edition.tier in ("any", tier)


def test_every_edition_answers_on_its_first_and_its_last_day(env, profile):
    rules = env["gotgan.rule"]
    for edition in shipped(env):
        kind = KINDS[0] if edition.tenant_kind == "any" else edition.tenant_kind
        profile(kind, "basic" if edition.tier == "any" else edition.tier)
        days = [edition.date_from, edition.date_to or date(2099, 12, 31)]
        for day in days:
            found = rules._find(edition.rule_id.code, day)
            assert found == edition, f"{edition.display_name} on {day}"
            assert found._cite()


def test_before_the_first_edition_nothing_is_asked(env, profile):
    rules, editions = env["gotgan.rule"], shipped(env)
    for kind in KINDS:
        for tier in TIERS:
            profile(kind, tier)
            for rule in editions.rule_id:
                own = editions.filtered(
                    lambda one, rule=rule, kind=kind, tier=tier: one.rule_id == rule
                    and fits(one, kind, tier)
                )
                if own:
                    day = min(own.mapped("date_from")) - timedelta(days=1)
                    assert not rules._seek(rule.code, day), rule.code


def test_where_editions_follow_each_other_the_answer_changes_on_the_day(env, profile):
    """Value or article differ, or what a number of an object stands for, which the note says."""
    rules, changed = env["gotgan.rule"], set()
    for edition in shipped(env).filtered("date_to"):
        kind = KINDS[0] if edition.tenant_kind == "any" else edition.tenant_kind
        profile(kind, "basic" if edition.tier == "any" else edition.tier)
        code = edition.rule_id.code
        before = rules._find(code, edition.date_to)
        # What ends without a follower, such as the target of one year, is asked no more.
        after = rules._seek(code, edition.date_to + timedelta(days=1))
        said = [(one.value, one.article, one.note) for one in (before, after)]
        assert said[0] != said[1], code
        changed.add(code)
    assert changed >= {
        "calendar.council_submission", "calendar.council_vote", "reserve.subsidies",
        "authorization.provisional_purposes", "carryover.incidental_objects",
        "investment.event_objects",
    }


@pytest.mark.parametrize(("tier", "days", "vote"), [("upper", 50, 15), ("basic", 40, 10)])
def test_the_calendar_of_a_year_by_its_day_and_tier(env, profile, tier, days, vote):
    """지방자치법 142, in force since 13 January 2022; before, 구 지방자치법 127."""
    profile("municipality", tier)
    rules = env["gotgan.rule"]
    for day, article in ((date(2022, 1, 12), "제127조"), (date(2022, 1, 13), "제142조")):
        submission = rules._find("calendar.council_submission", day)
        decision = rules._find("calendar.council_vote", day)
        assert (submission._get_days(), decision._get_days()) == (days, vote)
        assert article in submission._cite()
        assert article in decision._cite()


def test_what_is_not_confirmed_is_said_with_the_finding(env):
    """A secondary source never passes for the law."""
    for edition in shipped(env).filtered(lambda one: not one.verified):
        assert "공식" not in edition.source, edition.display_name
