"""How money goes over: out of the old year's cells, into those of the next year.

What an open commitment binds is given back in the old year, carried, and bound again in the new
one by a successor of the same documents (``succession``). Nothing is paid twice: what is given back
can no longer be paid, and what is carried was not paid.
"""

from collections import defaultdict

from odoo.exceptions import UserError

from odoo.addons.gotgan_ledger.core import Posting


def carry_over(carryovers, day):
    """Post the lines of ``carryovers`` out of their year and into the next, as of ``day``.

    :raises UserError: a line has no place in the next year
    :raises LedgerShortage: more is to go over than the documents or cells still have
    """
    reason = carryovers.env._("Carry-over")
    for one in carryovers:
        lines = one.line_ids
        _give_back(lines, day, f"{reason} {one.display_name}")
        post(one, "_carry", [(line.cell_id.id, line.amount) for line in lines], day)
        cells = _open_next(lines)
        added = [(cells[line].id, line.amount) for line in lines]
        post(one, "_carry_in", added, day)
        # What is carried over counts as allotted (지방재정법 50): nobody allots it again.
        post(one, "_allot", added, day)
        lines._set_server_values("next_cell_id", {line.id: cells[line].id for line in lines})


def post(carryover, call, amounts, day):
    sums = defaultdict(int)
    for cell_id, amount in amounts:
        sums[cell_id] += amount
    getattr(carryover.env["gotgan.ledger"], call)(
        [Posting(cell_id, amount, carryover.id) for cell_id, amount in sorted(sums.items())],
        source_model=carryover._name, date=day, reason=carryover.display_name,
    )


def _give_back(lines, day, reason):
    """Free the old year's money of the documents it is bound to; their figures follow."""
    bound = lines.filtered("commitment_line_id")
    delivered = {line.id: part for line in bound if (part := _get_delivered(line))}
    lines._set_server_values("delivered", delivered)
    change_documents(bound.filtered("delivered"), "inspected", "delivered", -1)
    change_documents(bound, "reduced", "amount", 1)
    ledger = lines.env["gotgan.ledger"]
    for call, part, name in (
        ("_decommit", bound, "commitment_line_id"),
        ("_release", lines.filtered("split_id"), "split_id"),
    ):
        getattr(ledger, call)(
            [Posting(line[name].hold_id.id, line.amount, line.carryover_id.id) for line in part],
            source_model="gotgan.carryover", date=day, reason=reason,
        )


def change_documents(lines, total, name, sign):
    """Add what the field ``name`` of the lines says to a running total of their documents."""
    sums = defaultdict(int)
    for line in lines:
        sums[line.commitment_line_id.id] += sign * line[name]
    lines.env["gotgan.commitment.line"].browse(sums)._add_total(total, sums)


def _get_delivered(line):
    """Return the won of a line that were delivered and inspected, and not claimed.

    What was delivered is owed first: a line lowered by a person keeps it.
    """
    bound = line.commitment_line_id
    return min(line.amount, bound._get_claimable())


def _open_next(lines):
    """Return ``{line: cell of the next year}``, opening the cells that do not exist yet."""
    env, year = lines.env, lines.carryover_id.next_year_id
    targets = env["gotgan.year.mapping"]._find_targets(lines.cell_id, year)
    missing = [f"{cell.display_name}: {why}" for cell, (key, why) in targets.items() if not key]
    if missing:
        raise UserError(env._(
            "These budget lines have no place in %(year)s. Decide and apply it under Year End, "
            "Next Year's Subjects.\n%(lines)s",
            year=year.display_name, lines="\n".join(missing),
        ))
    opened = env["gotgan.budget.cell"]._open([key for key, _why in targets.values()])
    return {
        line: env["gotgan.budget.cell"].browse(opened[targets[line.cell_id][0]]) for line in lines
    }
