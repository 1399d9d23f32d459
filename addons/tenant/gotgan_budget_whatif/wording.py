"""The what-if in words an official would use; every figure with its reason."""

from odoo.addons.gotgan_base.fields import won_text


def explain_situation(whatif):
    """Return one paragraph: whether there is a way that keeps everything, and if not, why."""
    _ = whatif.env._
    options = whatif.option_ids
    if whatif.state != "draft" and whatif.is_unsure:
        return _(
            "No way that keeps everything was found in this time, nor is it ruled out. Raise the "
            "search effort or narrow the departments, and compare again; each option below gives "
            "something up.",
        )
    if whatif.state == "draft" or not options:
        return _("Nothing was found: no line may be changed. Widen the scope.") if (
            whatif.state != "draft"
        ) else ""
    sound = options.filtered("is_sound")
    if sound:
        return _(
            "%(count)s ways keep matching shares, duties, signed commitments, ring-fenced money "
            "and the ceiling of the reserve. The one with the fewest lines changes %(lines)s.",
            count=len(sound), lines=min(sound.mapped("line_count")),
        )
    short = options.filtered(lambda one: one.relaxed == "balance")
    text = _(
        "No way keeps everything. Requests and signed commitments are never touched; each option "
        "below says what else would have to give, and by how much."
    )
    if not short:
        return text
    won = sum(abs(row[3]) for row in short[0].missing or ())
    return text + " " + _(
        "Keeping everything, %(won)s won remain uncovered.", won=won_text(won),
    )


def explain_broken(option):
    """Return what the option breaks, one line each with won and article; or that it keeps all."""
    _ = option.env._
    broken = dict(option.broken or {})
    if not broken:
        return _("Keeps everything.")
    texts = _get_breach_texts(option.env, {name: won_text(won) for name, won in broken.items()})
    cut = option.line_ids.filtered(lambda line: "duty" in (line.breaks or "").split(","))
    bases = ", ".join(sorted(set(filter(None, cut.mapped("duty_basis")))))
    if bases and "duty" in broken:
        texts["duty"] += " " + _("They rest on: %(bases)s.", bases=bases)
    return "\n".join(texts[name] for name in broken)


def _get_breach_texts(env, won):
    _ = env._
    amounts = {name: won.get(name, "0") for name in (
        "balance", "spent", "matching", "duty", "ring_fence", "reserve", "scope", "smallest",
        "sign",
    )}
    return {
        "balance": _(
            "Revenue and spending differ by %(won)s won (지방재정법 제35조).",
            won=amounts["balance"],
        ),
        "spent": _(
            "%(won)s won are already requested or committed (지방회계법 제29조).",
            won=amounts["spent"],
        ),
        "matching": _(
            "Matching shares are off by %(won)s won: part of the grant may have to be returned "
            "(지방재정법 제21조, 보조금 관리에 관한 법률 제31조).", won=amounts["matching"],
        ),
        "duty": _(
            "%(won)s won of duties by law are cut: find where else the law lets them be met.",
            won=amounts["duty"],
        ),
        "ring_fence": _(
            "%(won)s won of ring-fenced money would be used for something else "
            "(지방재정법 제47조).", won=amounts["ring_fence"],
        ),
        "reserve": _(
            "The contingency reserve exceeds its ceiling by %(won)s won (지방재정법 제43조제1항).",
            won=amounts["reserve"],
        ),
        "scope": _(
            "%(won)s won are cut outside the chosen departments.", won=amounts["scope"],
        ),
        "smallest": _(
            "Some cuts are smaller than the smallest one by %(won)s won in all.",
            won=amounts["smallest"],
        ),
        "sign": _("%(won)s won are added where nothing asks for it.", won=amounts["sign"]),
    }


def explain_option(option):
    """Return in two or three sentences what the option does."""
    _ = option.env._
    ways = {
        "fewest": _("As few lines as possible are cut, the largest first."),
        "proportional": _("Every line gives about the same share of what it can give."),
        "unspent": _("Lines of which the smallest part is spent are cut first."),
        "departments": _("No department loses a larger share than it must."),
    }
    gives = {
        "balance": _("Everything is kept; what cannot be covered stays open."),
        "scope": _("Lines outside the chosen departments help, as little as possible."),
        "smallest": _("Cuts may be smaller than the smallest one."),
        "reserve": _("The reserve may exceed its ceiling, as little as possible."),
        "duty": _("Duties are cut, as little as possible."),
        "matching": _("Matching shares are not kept, as little as possible."),
        "ring_fence": _("Ring-fenced money helps, as little as possible."),
    }
    what = gives[option.relaxed] if option.relaxed else ways.get(option.strategy, "")
    figures = _(
        "%(lines)s lines of %(departments)s departments are cut by %(cut)s won in all.",
        lines=option.line_count, departments=option.department_count,
        cut=won_text(option.cut or 0),
    )
    raised = option.raised and _(
        "%(won)s won are added elsewhere.", won=won_text(option.raised),
    )
    return " ".join(filter(None, (what, figures, raised, *_explain_followers(option))))


def _explain_followers(option):
    """Yield what other governments pay less or more because a grant changes: 도비 beside 국비."""
    follows = option.line_ids.filtered(
        lambda line: line.ground == "matching" and line.funding_source_id.origin != "own"
    )
    for source, lines in follows.grouped("funding_source_id").items():
        yield option.env._(
            "%(money)s, which is matched, changes by %(won)s won as well.",
            money=source.name, won=won_text(sum(lines.mapped("difference"))),
        )


def explain_line(line):
    """Return why the line changes, with its figures, and what that breaks."""
    _ = line.env._
    free = max(0, line.before - max(line.spent, line.duty))
    texts = {
        "shock": _("Its own revenue changes."),
        "matching": _("Follows the grant it is matched to."),
        "reserve": _("The contingency reserve takes up the difference (지방재정법 제43조)."),
        "strategy": _(
            "%(free)s won of it are neither requested, committed nor a duty.",
            free=won_text(free),
        ),
    }
    ratios = {
        "kept": _("Ratio fixed for the project: %(ratio)s.", ratio=line.ratio or ""),
        "voted": _("No ratio was fixed; by the voted amounts: %(ratio)s.", ratio=line.ratio or ""),
    }
    breaks = {
        "duty": _("A duty by law is cut (%(basis)s).", basis=line.duty_basis)
        if line.duty_basis else _("A duty by law is cut."),
        "scope": _("It lies outside the chosen departments."),
        "ring_fence": _("Its money is tied to another purpose."),
    }
    parts = [texts.get(line.ground, ""), ratios.get(line.ratio_basis, "")]
    parts += [breaks[name] for name in (line.breaks or "").split(",") if name in breaks]
    return " ".join(filter(None, parts))
