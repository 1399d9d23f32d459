"""What a document computes is nobody's to write.

The ORM lets anyone who may write a record write its stored computed fields too, over RPC or by a
default in the context; read-only on a screen is decoration. A sum that was typed in is a forgery.
"""

from odoo.exceptions import AccessError


def get_derived(model):
    """Return the names of the stored fields that are computed and that no person may set."""
    return {
        name for name, field in model._fields.items()
        if field.store and field.compute and field.readonly and not field.inverse
    }


def refuse_derived(records, vals):
    """Refuse values for derived fields.

    :raises AccessError: names the field
    """
    for name in () if records.env.su else get_derived(records) & set(vals):
        raise AccessError(records.env._(
            "%(field)s is computed, never entered by hand. Change what it is computed from.",
            field=records._fields[name]._description_string(records.env),
        ))


def forget_defaults(records):
    """Return ``records`` without defaults of the context for derived fields."""
    derived = get_derived(records)
    kept = {
        key: value for key, value in records.env.context.items()
        if key.removeprefix("default_") not in derived or not key.startswith("default_")
    }
    return records if len(kept) == len(records.env.context) else records.with_context(kept)  # pylint: disable=context-overridden
