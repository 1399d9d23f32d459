"""What one request did to records, gathered where the ORM does it, judged when it is over."""

from dataclasses import dataclass, field

from odoo.http import request

ATTRIBUTE = "gotgan_access_trace"
# The gravest comes first: a request that deletes and changes is a deletion.
OPERATIONS = ("delete", "input", "change")
# What gives rights to persons.
GRANTS = {
    "res.users": {"group_ids", "role", "active"},
    "res.groups": {"user_ids", "implied_ids", "implied_by_ids"},
}


@dataclass
class Change:
    """What happened to the records of one model by one operation."""

    ids: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)  # fields, in the order in which they came
    subject: str = ""


@dataclass
class Trace:
    """``changes``: {(model, operation): Change}; ``taken``: what was exported or handed out."""

    changes: dict = field(default_factory=dict)
    taken: dict = field(default_factory=dict)
    handed: list = field(default_factory=list)
    refused: bool = False

    def note_change(self, model, operation, ids, names=(), subject=""):
        change = self.changes.setdefault((model, operation), Change())
        change.ids.update(dict.fromkeys(ids))
        change.names.update(dict.fromkeys(names))
        change.subject = change.subject or subject

    def forget_grants(self):
        """Leave out what only gave or took rights: that has rows of its own, kept longer."""
        self.changes = {
            place: change for place, change in self.changes.items()
            if place[1] != "change" or set(change.names) - GRANTS.get(place[0], set())
        }

    def note_taken(self, model, ids):
        self.taken.setdefault(model, []).extend(ids)

    def get_main(self, model=""):
        """Return ``(model, operation, Change)`` that stands for the request, or nothing.

        That of the model the request was sent to, else what was touched first.
        """
        models = [model] if any(one == model for one, _name in self.changes) else []
        models = models or [next(iter(self.changes), ("", ""))[0]]
        for operation in OPERATIONS:
            if (models[0], operation) in self.changes:
                return models[0], operation, self.changes[models[0], operation]
        return None


def current():
    """Return the trace of the request that is being served, or nothing."""
    return getattr(request, ATTRIBUTE, None) if request else None


def begin():
    """Start afresh: a request that is run again after a conflict leaves one row, not two."""
    trace = Trace()
    setattr(request, ATTRIBUTE, trace)
    return trace
