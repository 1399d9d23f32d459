"""What a write really changes: forms and imports repeat values that stay as they are."""


def changed_fields(record, vals, names):
    """Return those of ``names`` whose value in ``vals`` differs from that of ``record``."""
    def plain(field, value):
        return field.convert_to_write(
            field.convert_to_record(field.convert_to_cache(value, record), record), record,
        )

    fields = [record._fields[name] for name in names if name in vals]
    return {
        field.name for field in fields
        if plain(field, vals[field.name]) != field.convert_to_write(record[field.name], record)
    }
