"""How an open commitment is paid in the next year: by successors of its documents.

A document belongs to one fiscal year, and a payment is checked against it (지방회계법 시행령 33).
So the spending request and the commitment get a successor in the new year that keeps the money
carried over, names its origin, and is inspected, claimed and paid like any other. What was
delivered and inspected before stays inspected. The old documents keep their history; what went
over is shown there as a reduction.
"""

from collections import defaultdict

from odoo.fields import Command


def continue_documents(carryovers):
    """Make the successors of every document whose money these carry-overs moved."""
    for one in carryovers:
        _continue_requests(one)
        _end_documents(one)


def _continue_requests(carryover):
    """One successor per old request, with one commitment for each that was open."""
    groups = defaultdict(carryover.line_ids.browse)
    for line in carryover.line_ids:
        if line.request_id:
            groups[line.request_id] |= line
    for request, lines in groups.items():
        successor = _make_request(carryover, request, lines)
        successor._do_transition("continue")
        splits = _get_splits(successor, lines)
        for commitment, bound in lines.grouped("commitment_id").items():
            if commitment:
                _make_commitment(carryover, commitment, successor, bound, splits)
        successor._follow_money()


def _make_request(carryover, request, lines):
    """Return the successor of ``request`` in the next year; its author stays the author."""
    sums = defaultdict(lambda: defaultdict(int))
    for line in lines:
        sums[line.next_cell_id.line_id][line.next_cell_id] += line.amount
    requests_sudo = carryover.env["gotgan.spending.request"].with_user(request._get_author()).sudo()
    made_sudo = requests_sudo.create({
        "name": request.name,
        "fiscal_year_id": carryover.next_year_id.id,
        "department_id": request.department_id.id,
        "kind": request.kind,
        "partner_id": request.partner_id.id,
        "note": request.note,
        "line_ids": [
            Command.create({
                "budget_line_id": budget_line.id, "amount": sum(parts.values()),
                "split_ids": [
                    Command.create({"cell_id": cell.id, "amount": won})
                    for cell, won in parts.items()
                ],
            })
            for budget_line, parts in sums.items()
        ],
    })
    return _adopt(carryover, request, made_sudo)


def _get_splits(request, lines):
    by_cell = {split.cell_id: split for split in request.line_ids.split_ids}
    return {line: by_cell[line.next_cell_id] for line in lines}


def _make_commitment(carryover, commitment, request, lines, splits):
    """Make the successor of ``commitment`` and bind the money carried over to its payee."""
    sums, delivered = defaultdict(int), defaultdict(int)
    for line in lines:
        sums[splits[line]] += line.amount
        delivered[splits[line]] += line.delivered
    commitments_sudo = (
        carryover.env["gotgan.commitment"].with_user(commitment._get_author()).sudo()
    )
    made_sudo = commitments_sudo.create({
        "request_id": request.id,
        "name": commitment.name,
        "partner_id": commitment.partner_id.id,
        "basis_kind": commitment.basis_kind,
        "basis": commitment.basis,
        "basis_date": commitment.basis_date,
        "inspected_kind": commitment.inspected_kind,
        "is_final": False,
        "note": commitment.note,
        "line_ids": [
            Command.create({"split_id": split.id, "amount": won}) for split, won in sums.items()
        ],
    })
    successor = _adopt(carryover, commitment, made_sudo)
    successor._do_transition("continue")
    if commitment.inspected_kind != "none":
        found = {
            line.id: won for line in successor.line_ids if (won := delivered[line.split_id])
        }
        successor.line_ids.browse(found)._add_total("inspected", found)


def _adopt(carryover, origin, made_sudo):
    """Tie a new document to what it continues; return it with the person's own rights."""
    made_sudo._write_locked({
        "origin_id": origin.id, "carryover_id": carryover.id, "date": carryover.date,
    })
    return made_sudo.with_env(carryover.env)


def _end_documents(carryover):
    """Close the old documents of which nothing is left in the old year."""
    commitments = carryover.line_ids.commitment_id
    requests = carryover.line_ids.split_id.request_id
    commitments._forget_progress()
    requests._forget_figures()
    for documents in (commitments, requests):
        over = documents.filtered(
            lambda one: one.state in ("approved", "committed") and one._is_over()
        )
        if over:
            over._do_transition("carry_over")
