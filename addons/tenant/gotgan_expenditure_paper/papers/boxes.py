"""결재란: who signed, in which post and when, as it was at that moment."""

import re
from dataclasses import replace
from typing import NamedTuple

from odoo.addons.gotgan_base.clock import seoul_day
from odoo.addons.gotgan_document import korean, paper

ASKED_ROLES = ("cooperate", "consent")
STANDING = ("running", "held", "approved")
AUTHOR = "author"
# What is too long for a box.
SHORT = {"일상경비출납원": "출납원"}
HANGUL = re.compile("[가-힣]")


class Signed(NamedTuple):
    """Who took a step: ``title`` is the office as it read then; ``day`` in Seoul, or None."""

    title: str
    name: str = ""
    day: object = None


def boxes(document, *steps):
    """Return the approval line of a document.

    Where a line of approval decides, it is that line with 전결, 대결 and 후결; else the officers
    who took the steps. An officer who also wrote the document has one box.

    :param steps: (transition, title while nobody took it), or ``AUTHOR``
    """
    approval = find_approval(document)
    if approval:
        return tuple(
            replace(one, title=_shorten(one.title)) for one in approval._describe_boxes()
        )
    found = [signer(document, *step) for step in steps]
    others = {one.name for one, step in zip(found, steps, strict=True) if step[0] != AUTHOR}
    return tuple(
        _box(one) for one, step in zip(found, steps, strict=True)
        if step[0] != AUTHOR or one.name not in others
    )


def signer(document, transition, title):
    """Return the ``Signed`` of a step of a document; without a name while nobody took it."""
    if transition == AUTHOR:
        day = seoul_day(document.create_date)
        return Signed(title, document._get_author().name or "", day)
    event = _find_events(document).get(transition)
    return read_event(event.capacity, event.user_id.name, seoul_day(event.time), title) if event \
        else Signed(title)


def read_event(capacity, name, day, title):
    """Return who acted by what the event says: office and name as they read then.

    A capacity is written in the language of who acted; papers are Korean, so another language's
    office gives way to ``title``.

    >>> read_event("재무관(회계과) 김재무", "김재무", None, "결재")
    Signed(title='재무관', name='김재무', day=None)
    >>> read_event("재무관(회계과) 김재무", "김개명", None, "결재")
    Signed(title='재무관', name='김재무', day=None)
    >>> read_event("Cashier(회계과) 최출납", "최출납", None, "출납원")
    Signed(title='출납원', name='최출납', day=None)
    >>> read_event("작성자", "박품의", None, "담당")
    Signed(title='담당', name='박품의', day=None)
    """
    capacity = capacity or ""
    if "(" not in capacity or " " not in capacity:
        return Signed(title, name, day)
    office, known = capacity.rsplit(" ", 1)
    if capacity.endswith(f" {name}"):
        office, known = capacity[: -len(name) - 1], name
    office = office.split("(")[0].strip()
    return Signed(office if HANGUL.search(office) else title, known, day)


def decided(document, transition, title):
    """Return in a line who decided a document and when: "재무관 김재무 2026. 11. 23."; or nothing.

    :param title: the office, where its name is not kept in Korean
    """
    signed = signer(document, transition, title)
    approval = find_approval(document)
    step = approval.step_ids.filtered(lambda one: one.role == "decide" and one.act_id)
    if step:
        act = step.act_id
        signed = Signed(_shorten(act.post or title), act.name, seoul_day(act.time))
    return f"{signed.title} {signed.name} {korean.date_text(signed.day)}" if signed.name else ""


def asked(document):
    """Return who was asked on the way (협조, 합의), with the post."""
    approval = find_approval(document)
    found = approval.step_ids.filtered(lambda one: one.role in ASKED_ROLES and one.act_id)
    return ", ".join(
        " ".join(filter(None, (one.act_id.post, one.act_id.name)))
        for one in found.sorted("sequence")
    )


def find_approval(document):
    """Return the line of approval that decides, or decided, the document; may be empty."""
    approvals_sudo = document.env["gotgan.approval"].sudo()
    if not getattr(document, "_approval_kind", None):
        return approvals_sudo
    return approvals_sudo.search([
        ("res_model", "=", document._name), ("res_id", "=", document.id),
        ("state", "in", STANDING),
    ], order="id desc", limit=1)


def _find_events(document):
    """Return the last event of each transition since the document was last given back."""
    events_sudo = document.env["gotgan.event"].sudo()
    found = {}
    for event in events_sudo.search([
        ("res_model", "=", document._name), ("res_id", "=", document.id),
    ], order="id"):
        if event.target == "draft":
            found = {}
        else:
            found[event.transition] = event
    return found


def _shorten(title):
    """Return an office or post as it fits into a box.

    >>> _shorten("재무관(회계과)"), _shorten("일상경비출납원(공원과)"), _shorten("회계과장")
    ('재무관', '출납원', '회계과장')
    """
    plain = title.partition("(")[0].strip() or title
    return SHORT.get(plain, plain)


def _box(signed):
    day = f"{signed.day.month}. {signed.day.day}." if signed.name and signed.day else ""
    return paper.Box(SHORT.get(signed.title, signed.title), signed.name, day)


def seal(document, transition, title, text, role, office=""):
    """Return the block in which an officer seals; nothing while the officer has not acted.

    :param office: kind of the office whose seal it is; without one a person signs for himself
    """
    found = signer(document, transition, title)
    if not found.name:
        return ()
    party = paper.Party(
        role, (), found.title, found.name, find_seal(document, office, found.day),
        "(직인)" if office else "(인)",
    )
    return (paper.Signature(text, found.day, (party,)),)


def find_seal(document, kind, day):
    """Return the picture of the seal of the case's office as it was on ``day``, or nothing.

    :param kind: kind of the office; empty: no office seals
    """
    office = kind and day and document._get_case_office(kind)
    if not office:
        return b""
    seals = document.env["gotgan.official.seal"]
    return seals._find_impression(office, day) or (
        seals._find_impression(office.stands_for_id, day) if office.stands_for_id else b""
    )


def last_reason(document, transition):
    """Return why a step was taken, by the last event of it, or nothing."""
    event = _find_events(document).get(transition)
    return event.reason or "" if event else ""
