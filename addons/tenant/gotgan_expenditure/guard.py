"""Fields that only the server writes."""

from odoo.exceptions import AccessError


def refuse_fields(model, vals, names):
    """Refuse values for fields that only a transition writes; a view's readonly is decoration.

    :raises AccessError: ``vals`` names such a field and gives it a value
    """
    forged = [name for name in names if vals.get(name)]
    if forged:
        labels = model.fields_get(forged, ["string"])
        raise AccessError(model.env._(
            "%(fields)s cannot be entered by hand: the steps of the document set it.",
            fields=", ".join(labels[name]["string"] for name in forged),
        ))
