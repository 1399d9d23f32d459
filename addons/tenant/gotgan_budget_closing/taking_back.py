"""How a carry-over is taken back while nothing of it was used in the new year.

What carrying posted is posted the other way round, in reverse order; nothing is deleted. The
successors end as cancelled and still name what they continued; the old documents stand again in
the old year, with the same holds.
"""

from collections import defaultdict

from odoo.exceptions import UserError

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_base.fields import won_text
from odoo.addons.gotgan_ledger.core import Posting

from .carrying import change_documents, post


def refuse_used(carryover):
    """Refuse to take back what is used.

    :raises UserError: something of it was used in the new year; says what
    """
    used = find_use(carryover, *get_successors(carryover))
    if used:
        raise UserError(carryover.env._(
            "%(document)s cannot be taken back, because its money is used in %(year)s:\n%(used)s\n"
            "Cancel that first; what stays is corrected by a budget change in the new year.",
            document=carryover._get_document_label(), year=carryover.next_year_id.display_name,
            used="\n".join(f"• {one}" for one in used),
        ))


def take_back(carryover, reason):
    """Undo what ``carryover`` posted, today; it stands as cancelled already."""
    requests, commitments = get_successors(carryover)
    for documents in (commitments, requests):
        if documents:
            documents._do_transition("revoke", reason)
    _post_back(carryover, reason)
    _resume(carryover, reason)


def get_successors(carryover):
    """Return the (requests, commitments) that go on with the money of ``carryover``."""
    return tuple(
        carryover.env[model].search([("carryover_id", "=", carryover.id)])
        for model in ("gotgan.spending.request", "gotgan.commitment")
    )


def find_use(carryover, requests, commitments):
    """Return in words everything that was done with the money since it went over."""
    used = [text for one in (*requests, *commitments) if (text := one._get_use())]
    loose = defaultdict(int)
    for line in carryover.line_ids.filtered(lambda one: not one.request_id):
        loose[line.next_cell_id] += line.amount
    for cell, won in loose.items():
        if cell.available < won:
            used.append(carryover.env._(
                "%(cell)s: %(won)s won came over, and only %(free)s won of the budget line are "
                "neither requested nor committed", cell=cell.display_name, won=won_text(won),
                free=won_text(cell.available),
            ))
    return used


def _post_back(carryover, reason):
    lines, day = carryover.line_ids, today(carryover.env)
    gone = [(line.next_cell_id.id, line.amount) for line in lines]
    post(carryover, "_allot", [(cell, -won) for cell, won in gone], day)
    reverse(carryover, "carry_in", gone, day, reason)
    reverse(carryover, "carry", [(line.cell_id.id, line.amount) for line in lines], day, reason)
    for kind, name in (("decommit", "commitment_line_id"), ("release", "split_id")):
        held = [(line[name].hold_id.id, line.amount) for line in lines.filtered(name)]
        reverse(carryover, kind, held, day, reason)
    bound = lines.filtered("commitment_line_id")
    change_documents(bound, "reduced", "amount", -1)
    change_documents(bound.filtered("delivered"), "inspected", "delivered", 1)


def reverse(carryover, kind, amounts, day, reason):
    """Post ``[(cell or hold id, won)]`` the other way round, one posting for each of them."""
    sums = defaultdict(int)
    for target, won in amounts:
        sums[target] += won
    carryover.env["gotgan.ledger"]._reverse(
        kind, [Posting(target, won, carryover.id) for target, won in sorted(sums.items())],
        source_model=carryover._name, date=day, reason=f"{carryover.display_name}: {reason}",
    )


def _resume(carryover, reason):
    """Open the old documents again whose money is back."""
    commitments, requests = carryover.line_ids.commitment_id, carryover.line_ids.split_id.request_id
    commitments._forget_progress()
    requests._forget_figures()
    for documents in (commitments, requests):
        back = documents.filtered(lambda one: one.state == "closed" and not one._is_over())
        if back:
            back._do_transition("resume", reason)
