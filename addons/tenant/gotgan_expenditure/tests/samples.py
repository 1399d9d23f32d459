"""Values a plain sample cannot guess: a payee with an account of its own."""

NAME = "표본상사"


def _find_account(env):
    found = env["res.partner.bank"].search([("acc_holder_name", "=", NAME)], limit=1)
    return found or env["res.partner.bank"].create({
        "partner_id": env["res.partner"].create({"name": NAME}).id,
        "acc_number": "301-0000-7001-01", "acc_holder_name": NAME,
    })


def _find_voucher(env, place):
    """Return one of two vouchers, the earlier first."""
    vouchers = env["gotgan.voucher"].search([], order="id", limit=2)
    if len(vouchers) == 1:
        vouchers |= vouchers.copy()
    return vouchers[place:place + 1].id


SAMPLES = {
    "gotgan.payment.suspicion": {
        "first_id": lambda env: _find_voucher(env, 0),
        "second_id": lambda env: _find_voucher(env, 1),
    },
    "gotgan.voucher": {
        "bank_account_id": lambda env: _find_account(env).id,
        "partner_id": lambda env: _find_account(env).partner_id.id,
    },
}
