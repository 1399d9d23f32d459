"""The rules about a live registry judge plain data; here each is handed a fault."""

import pytest
from gotgan_conformance.rules import access, buttons, copies, korean, money, screens, surface
from gotgan_conformance.rules.transitions import Document, check_document, reachable

STEPS = {
    "submit": (("draft",), "sent", "author"),
    "reject": (("sent",), "draft", "group:x.manager|office:cashier"),
    "pay": (("sent",), "paid", "anyone"),
}
SOUND = Document(
    model="gotgan.a",
    states=("draft", "sent", "paid"),
    default="draft",
    transitions=STEPS,
    capacities=frozenset({"author", "anyone", "group", "office"}),
    groups=frozenset({"x.manager"}),
    methods=frozenset({"action_submit", "action_reject", "action_pay"}),
    hooks=frozenset({"_on_pay"}),
)


def _with(**steps):
    return SOUND._replace(transitions={**STEPS, **steps})


def _whats(violations):
    return [violation.what for violation in violations]


def test_a_sound_document_passes():
    assert check_document(SOUND) == []
    assert reachable(SOUND) == {"draft", "sent", "paid"}


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (_with(pay=(("sent",), "payed", "anyone")), "names the state 'payed', which does not"),
        (_with(pay=(("snet",), "paid", "anyone")), "names the state 'snet', which does not"),
        (_with(pay=(("paid",), "paid", "anyone")), "the state 'paid' is never reached"),
        (_with(pay=(("paid",), "paid", "anyone")), "pay starts only from states never reached"),
        (SOUND._replace(default="new"), "begins in 'new', which is no state"),
        (_with(pay=(("sent",), "paid", "wizard:x")), "nothing answers 'wizard'"),
        (_with(pay=(("sent",), "paid", "")), "nothing answers 'nobody'"),
        (_with(pay=(("sent",), "paid", "group:x.lost")), "the group does not exist"),
        (
            SOUND._replace(methods=SOUND.methods - {"action_pay"}),
            "pay has no action_pay",
        ),
        (SOUND._replace(hooks=frozenset({"_on_paid"})), "_on_paid belongs to no transition"),
    ],
)
def test_transitions(document, fault):
    assert any(fault in what for what in _whats(check_document(document)))


def test_a_transition_that_code_performs_needs_no_button():
    silent = SOUND._replace(methods=SOUND.methods - {"action_pay"})
    assert check_document(silent._replace(called=frozenset({"pay"}))) == []


def test_access():
    lines = [("gotgan.a", "a staff", "Staff"), ("gotgan.b", "b all", "")]
    found = access.judge_access(["gotgan.a", "gotgan.b", "gotgan.c"], lines)
    assert _whats(found) == ["has no access line", "b all names no group"]


def test_record_rules():
    documents = {"gotgan.a": "gotgan_x", "gotgan.b": "gotgan_x", "gotgan.c": "gotgan_x"}
    reasons = {"gotgan.b": "A master that every member of staff reads.", "gotgan.c": "-"}
    found = access.judge_rules(documents, {"gotgan.a"}, reasons)
    assert [one.where for one in found] == ["gotgan_x: gotgan.c"]
    assert len(access.judge_rules(documents, set(documents), reasons)) == 2


def test_buttons():
    given = [
        ("view", "gotgan.a", "object", "action_pay"),
        ("view", "gotgan.a", "object", "action_lost"),
        ("view", "gotgan.a", "action", "17"),
        ("view", "gotgan.a", "action", "18"),
    ]
    found = buttons.judge_buttons(given, {"gotgan.a": {"action_pay"}}, {"17"})
    assert _whats(found) == [
        "the button calls action_lost, which nobody may call (gotgan.a)",
        "the button opens 18, which does not exist (gotgan.a)",
    ]


def test_unused_actions():
    clicked = buttons.clicked_in("this.orm.call('x', 'action_pay')")
    found = buttons.judge_unused([("a", "action_pay"), ("a", "action_lost")], clicked)
    assert _whats(found) == ["action_lost is clicked nowhere; make it private"]


def test_public_surface():
    methods = [
        ("gotgan.a", "post_money", "gotgan_x", False),
        ("gotgan.a", "post_safely", "gotgan_x", True),
        ("gotgan.a", "action_pay", "gotgan_x", False),
        ("gotgan.a", "create", "gotgan_x", False),
    ]
    assert _whats(surface.judge_public_surface(methods)) == ["post_money can be called over RPC"]


def test_money():
    fields = [("a", "paid", "Integer"), ("b", "paid", "Won"), ("c", "rate", "Monetary")]
    assert [one.where for one in money.judge_money(fields)] == ["a", "c"]


def test_copies():
    outcomes = [
        ("a", "copied", ""),
        ("b", "copied", copies.judge_copied_document("draft", "paid", "")),
        ("c", "copied", copies.judge_copied_document("draft", "draft", "2026-1")),
        ("d", "refused", "A move is never copied: post a new one."),
        ("e", "refused", ""),
        ("f", "failed", "ValueError()"),
        ("g", "unsampled", "no record"),
    ]
    assert [one.where for one in copies.judge_copies(outcomes)] == ["b", "c", "e", "f", "g"]
    assert copies.judge_copies(outcomes[-1:], excused={"g"}) == []


def test_screens():
    visits = [("staff", "menu list", ""), ("staff", "menu form", "AccessError: no\nmore")]
    assert _whats(screens.judge_visits(visits)) == ["AccessError: no"]
    assert _whats(screens.judge_roles(["staff", "ghost"], {"staff": 3})) == ["sees no menu at all"]


TERMS = korean.read_terms(
    [
        {"en": "commitment officer", "ko": "재무관", "avoid": "", "checked": "yes"},
        {"en": "commitment", "ko": "지출원인행위|원인행위", "avoid": "원인 행위", "checked": "yes"},
        {"en": "receipt", "ko": "수납", "avoid": "", "checked": "no"},
    ]
)


@pytest.mark.parametrize(
    ("msgid", "msgstr", "fuzzy", "fault"),
    [
        ("Budget", "", False, "untranslated"),
        ("Budget", "예산", True, "fuzzy"),
        ("Budget", "Budget", False, "left in English"),
        ("Budget line", "Budget Line", False, "no Korean in it"),
        ("Budget", "예산", False, None),
        ("XLSX", "XLSX", False, None),
        ("%(year)s-%(month)s", "%(year)s-%(month)s", False, None),
    ],
)
def test_korean_complete(msgid, msgstr, fuzzy, fault):
    found = korean.check_complete("x", [korean.Entry(msgid, msgstr, fuzzy)])
    assert [one.what.partition(":")[0] for one in found] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("msgid", "msgstr", "count"),
    [
        ("%(a)s won", "%(a)s원", 0),
        ("%(a)s won", "원", 1),
        ("%(a)s won", "%(b)s원", 1),
        ("<b>%(a)s</b>", "%(a)s", 1),
    ],
)
def test_korean_placeholders(msgid, msgstr, count):
    assert len(korean.check_placeholders("x", [korean.Entry(msgid, msgstr)])) == count


@pytest.mark.parametrize(
    ("msgid", "msgstr", "count"),
    [
        ("Commitment officers", "재무관", 0),
        ("Commitment officers", "계약관", 1),
        ("Commitments", "원인행위 목록", 0),
        ("Recommitments", "재확약", 0),
        ("Receipt", "영수증", 0),
    ],
)
def test_korean_terms(msgid, msgstr, count):
    entries = [korean.Entry(msgid, msgstr)]
    assert len(korean.check_terms("x", entries, TERMS)) == count
    excused = {("x", msgid, "commitment officer")}
    assert korean.check_terms("x", entries, TERMS, excused) == []


def test_korean_variants_and_step():
    assert len(korean.check_avoided("x", [korean.Entry("a", "지출 원인 행위")], TERMS)) == 1
    found = korean.check_in_step(
        "x", ["a", "b"], [korean.Entry("b", ""), korean.Entry("c", "")], "f"
    )
    assert _whats(found) == ["lacks 'a'", "has stale 'c'"]
