"""Values and faults in the language of the person who reads them."""

from odoo.addons.gotgan_base.fields import won_text


def explain_fault(env, rule, fault):
    """Return in words why something is no value of ``rule``, and how to write one."""
    text = fault.facts.get("text", "")
    said = {
        "empty": env._("write the value"),
        "won": env._("“%(text)s” is no amount; write 50,000,000,000 or 500억원", text=text),
        "whole": env._("“%(text)s” is no whole number; write 40", text=text),
        "rate": env._("“%(text)s” is no rate; write 1/100 or 1%%", text=text),
        "date": env._("“%(text)s” is no day; write 12-31, or 다음 해 02-10", text=text),
        "code": env._("“%(text)s” is no code; write 203-01, 203-02", text=text),
        "twice": env._("“%(text)s” is written twice", text=text),
        "cells": env._(
            "%(found)s cells where the table has %(wanted)s columns; part them with |",
            found=fault.facts.get("found"), wanted=fault.facts.get("wanted"),
        ),
        "columns": env._("“%(text)s” is no column", text=text),
        "shape": env._("“%(text)s” is not of this kind", text=text),
    }[fault.code]
    return env._(
        "%(rule)s: %(place)s%(fault)s.", rule=rule.name, place=_name_place(env, fault), fault=said,
    )


def _name_place(env, fault):
    row, column = fault.facts.get("row"), fault.facts.get("column")
    if not row:
        return ""
    if not column:
        return env._("row %(row)s: ", row=row)
    return env._("row %(row)s, %(column)s: ", row=row, column=column)


def show_value(env, rule, value):
    """Return ``value`` of ``rule`` as people read it."""
    if rule.value_kind != "table":
        return show_plain(env, rule.value_kind, value, rule.unit)
    columns = _get_shown_columns(rule)
    return "\n".join(
        " · ".join(f"{column.label} {show_cell(env, column, row)}" for column in columns)
        for row in value
    )


def _get_shown_columns(rule):
    """Return the columns people read: a row's code is for programs and for whoever edits it."""
    columns = rule._get_columns()
    return [column for column in columns if column.name != "code"] or columns


def show_cell(env, column, row):
    """Return one cell of a table."""
    value = row.get(column.name)
    if value is None:
        return env._("no limit") if column.unbounded else "-"
    return show_plain(env, column.kind, value)


def show_plain(env, kind, value, unit=""):
    """Return a value that is no table."""
    if kind == "won":
        return env._("%(amount)s won", amount=won_text(int(value)))
    if kind == "days":
        return env._("%(days)s days", days=value)
    if kind == "number":
        return f"{int(value):,}{unit or ''}"
    if kind == "date":
        month, day = map(int, value[-5:].split("-"))
        if value.startswith("+1"):
            return env._("%(day)s/%(month)s of the next year", day=day, month=month)
        return env._("%(day)s/%(month)s of the year", day=day, month=month)
    if kind == "duty":
        return env._("always holds")
    if kind == "codes":
        return ", ".join(value)
    return {"council": env._("vote of the council"), "board": env._("decision of the board")}.get(
        value, str(value),
    )


def show_table(env, rule, value):
    """Return a table as ``{"head": [text], "rows": [[text]]}``, nothing for other kinds."""
    if rule.value_kind != "table":
        return False
    columns = _get_shown_columns(rule)
    return {
        "head": [column.label for column in columns],
        "rows": [[show_cell(env, column, row) for column in columns] for row in value],
        "right": [column.kind in ("won", "days", "number", "rate") for column in columns],
    }
