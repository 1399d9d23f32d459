"""What is wrong with a formula, in the words of whoever reads it."""


def explain_formula(env, estimate, kind, position):
    """Return which estimate, where in its formula and what: the next step is in the words."""
    _ = env._
    formula = estimate.formula or ""
    what = {
        "too_long": _("it is longer than 500 signs; split it into several rows"),
        "too_deep": _("there are too many brackets inside each other"),
        "too_large": _("the number is too large"),
        "unreadable": _("this sign is not known in formulas"),
        "unexpected": _("this does not belong here; a sign such as * or + may be missing"),
        "incomplete": _("something is missing here: a number or a bracket"),
        "unclosed": _("a bracket is not closed"),
        "division_by_zero": _("something is divided by zero"),
    }[kind]
    return _(
        "%(name)s: “%(before)s▶%(after)s” - at sign %(position)s, %(what)s.",
        name=estimate.name or "", before=formula[:position - 1], after=formula[position - 1:],
        position=position, what=what,
    )
