"""Who may do what with every document of spending, as a plain table apart from the declarations.

Names without "gotgan."
"""

# office or right: {document: its steps}
DEPARTMENT = {"card.use": "explain set_off settle"}
LIMITS = {"bank.limit": "confirm revise", "borrowing.ceiling": "confirm revise"}
ACCOUNTANT = {
    **LIMITS,
    "bulk.payment": "accept cancel check confirm reopen",
    "card.statement": "cancel check reopen take",
    "card.use": "explain set_off settle",
    "payee.change": "confirm refuse",
    "payee.claim": "end register",
    "travel.claim": "list return",
}
EXPECTED = {
    "stranger": {
        "approval": "withdraw", "approval.draft": "cancel submit",
        "commitment": "discard submit", "voucher": "cancel submit",
    },
    "colleague": DEPARTMENT,
    "auditor": {"payment.suspicion": "confirm dismiss reopen"},
    "manager": {
        **LIMITS,
        "approval.delegation": "enforce repeal withdraw",
        "petty.designation": "cancel designate end",
    },
    "author": {
        "advance.settlement": "cancel submit",
        "contract.defect.check": "find mend pass",
        "bulk.payment": "accept cancel check confirm reopen",
        "card.statement": "cancel check reopen take",
        "card.use": "explain match set_off settle unmatch",
        "contract.order": "cancel submit",
        "custody.payout": "cancel submit",
        "custody.receipt": "cancel",
        "inspection": "accept cancel refuse",
        "petty.designation": "cancel",
        "petty.use": "cancel submit",
        "prior.claim": "cancel submit",
        "spending.request": "cancel close submit",
        "spending.return": "cancel",
        "travel.claim": "return submit",
    },
    "chief": {"approval": "hold object send_back sign sign_noted step_back"},
    "commitment_officer": {
        **ACCOUNTANT,
        "approval": "hold object send_back sign sign_noted step_back",
        "commitment": "cancel commit discard reduce",
        "contract": "sign terminate",
        "contract.advance": "cancel grant",
        "contract.case": "award cancel",
        "contract.change": "agree",
        "contract.excuse": "grant refuse",
        "contract.offer": "admit",
        "contract.guarantee": "forfeit",
        "contract.order": "place recall reject",
        "inspection": "cancel",
        "petty.use": "approve cancel reject",
        "prior.claim": "cancel recognize reject",
        "spending.request": "approve cancel close reject",
    },
    "committee_member": {"contract.sheet": "hand_in"},
    "contract_clerk": {
        "contract": "cancel close",
        "contract.advance": "cancel",
        "contract.case": "announce cancel cast fail open",
        "contract.change": "cancel",
        "contract.evaluation": "close price start",
        "contract.evaluator": "exclude",
        "contract.guarantee": "cancel give_back take",
        "contract.offer": "disqualify withdraw",
        "contract.order": "cancel submit",
        "labour.claim": "cancel check confirm reopen",
    },
    "disbursing_officer": {
        **ACCOUNTANT,
        "approval": "hold object send_back sign sign_noted step_back",
        "advance.settlement": "accept cancel reject",
        "bank.list": "close reopen sign",
        "custody.closing": "reopen",
        "custody.payout": "approve reject",
        "payee.change": "ask confirm refuse withdraw",
        "payment.order": "cancel issue",
        "petty.settlement": "accept reject",
        "spending.return": "cancel notice remind",
        "voucher": "cancel receive resolve",
    },
    "cashier": {
        **ACCOUNTANT,
        "bank.day": "agree reopen",
        "bulk.payment": "accept cancel check confirm reopen return_rows",
        "cash.receipt": "cancel post",
        "payment.order": "pay return",
        "spending.return": "collect",
    },
    "imprest_cashier": {
        **ACCOUNTANT,
        "petty.settlement": "cancel submit",
        "petty.use": "pay undo",
    },
    "custodial_cashier": {
        **ACCOUNTANT,
        "custody.closing": "close",
        "custody.payout": "bounce cancel pay submit",
        "custody.receipt": "cancel receive undo",
    },
    "revenue_officer": {**ACCOUNTANT, "custody.payout": "approve reject"},
    "treasurer": {
        "cash.assignment": "assign cancel",
        "temporary.borrowing": "borrow repay",
        "term.deposit": "place redeem",
    },
}
# What money, orders, lines or banks decide: no door leads to these steps.
BY_ITSELF = """
    approval: approve drop start                approval.draft: approve reject
    bulk.payment: take_back                     contract.offer: accept exceed miss reach undercut
    commitment: reject reopen settle            contract: complete reject reopen
    contract.case: conclude                     contract.defect.check: void
    travel.claim: unlist                        spending.request: reopen settle
    voucher: order pay reject unorder unpay     contract.advance: pay unpay
    contract.order: complete reopen             labour.claim: pay unpay
    contract.change: reject
"""
# Documents of a department whose line decides: (who, document, its state): the steps
LINED = {
    ("stranger", "gotgan.commitment lined", "draft"): "discard submit",
    ("commitment_officer", "gotgan.commitment lined", "draft"): "discard",
    ("commitment_officer", "gotgan.commitment lined", "committed"): "cancel reduce",
    ("stranger", "gotgan.voucher lined", "draft"): "cancel submit",
    ("disbursing_officer", "gotgan.voucher lined", "draft"): "cancel",
    ("stranger", "gotgan.voucher lined", "resolved"): "cancel",
    ("disbursing_officer", "gotgan.voucher lined", "resolved"): "cancel receive",
}
# What nobody writes while the line runs.
RUNNING = {
    "gotgan.commitment lined": (
        {"basis": "위조"}, {"name": "위조"}, {"signer_id": 2}, {"requester_id": 2},
        {"line_ids": [[5]]}, {"attachment_ids": [[0, 0, {"name": "위조.txt", "raw": "eA=="}]]},
        {"is_final": False}, {"number": "2026-999999"},
    ),
    "gotgan.voucher lined": (
        {"name": "위조"}, {"bank_account_id": False}, {"signer_id": 2}, {"committer_id": 2},
        {"is_one_office": True}, {"line_ids": [[5]]}, {"evidence_ids": [[5]]},
        {"deduction_ids": [[5]]}, {"invoice_number": "위조"}, {"papers_date": "2026-01-01"},
    ),
}
