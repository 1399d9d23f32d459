"""Who may touch which model: the runtime view of access lines and record rules."""

from .violation import Violation


def judge_access(models, lines):
    """``models``: names with records; ``lines``: (model, access line's name, group or empty)."""
    granted = {model for model, _name, _group in lines}
    return [
        *(
            Violation("access-missing", model, "has no access line")
            for model in models
            if model not in granted
        ),
        *(
            Violation("access-group", model, f"{name} names no group")
            for model, name, group in lines
            if model in set(models) and not group
        ),
    ]


def judge_rules(documents, ruled, reasons):
    """Documents and their lines need a record rule, or a written reason why not.

    ``documents``: {model: addon}; ``ruled``: models with an active ``ir.rule``;
    ``reasons``: {model: reason} of the addons' ``security/without_rule.csv``.
    """
    return [
        *(
            Violation(
                "record-rule",
                f"{addon}: {model}",
                "no ir.rule, and no reason in security/without_rule.csv",
            )
            for model, addon in sorted(documents.items())
            if model not in ruled and len(reasons.get(model, "")) < 10
        ),
        *(
            Violation("record-rule", model, "has a rule and a reason for having none")
            for model in sorted(set(reasons) & set(ruled))
        ),
    ]
