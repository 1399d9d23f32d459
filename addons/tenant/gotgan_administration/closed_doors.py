"""What nobody of the agency changes: what runs code, opens rights or speaks to the outside.

Odoo's own access lines follow the modules that are installed; this list does not, so a module that
brings a line for every member of staff opens nothing.
"""

# Of Odoo's technical models only these are for everybody: files, and each person's own habits.
OPEN = frozenset((
    "ir.attachment", "ir.default", "ir.exports", "ir.exports.line", "ir.filters",
))
CLOSED_ROOMS = (
    "base.", "bus.", "fetchmail.", "google.", "iap.", "ir.", "mail.alias", "mail.blacklist",
    "mail.template", "microsoft.", "partner.autocomplete", "privacy.", "publisher_warranty.",
    "report.", "res.company", "res.config", "res.country", "res.currency", "res.groups", "res.lang",
    "sms.", "snailmail.", "web_tour.",
)


def is_closed(model):
    """Say whether a model is changed by the system only.

    >>> [is_closed(name) for name in ("ir.actions.server", "ir.attachment", "mail.template")]
    [True, False, True]
    >>> [is_closed(one) for one in ("res.groups", "res.partner", "gotgan.office", "base_import.x")]
    [True, False, False, False]
    """
    return model not in OPEN and model.startswith(CLOSED_ROOMS)
