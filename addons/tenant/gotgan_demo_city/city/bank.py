"""When the demo opens: its treasury account goes on line, and a first list waits to be signed."""

from pathlib import Path

from odoo.addons.gotgan_base.clock import today
from odoo.addons.gotgan_treasury.models.bank_adapter_api import SECRET, URL

from .chain import ask, bind, order
from .register import find, register

NAME, WON = "시민기자단 소식지 인쇄", 480_000


def build(env, year, url, secret, officers):
    """Connect the account, and issue an order the disbursing officer signs for the bank.

    :param url: where the bank's API is, such as ``http://127.0.0.1:8475``
    :param officers: the file in which the bank keeps the cards of who signs
    """
    parameters = env["ir.config_parameter"]
    parameters.set_param(URL, url)
    parameters.set_param(SECRET, secret)
    if find(env, "order_bank"):
        return
    account = find(env, "treasury_account")
    account.fund_ids = env["gotgan.fund"].search([
        ("fiscal_year_id", "=", year.id), ("kind", "=", "general"),
    ])
    request = ask(
        env, year, "general", NAME, WON, find(env, "payee_stationery"),
        "기본경비(시민소통관)", "201-01",
    )
    register(order(env, bind(env, request)), "order_bank")
    hand_in_keys(env, Path(officers))


def hand_in_keys(env, file):
    """Make a signature key for each disbursing officer, and hand its card in at the bank."""
    terms = env["gotgan.office.term"]._get_running(today(env))
    people = terms.filtered(lambda one: one.kind == "disbursing_officer").user_id
    keys = env["gotgan.officer.key"].browse(
        [env["gotgan.officer.key"]._make(person).id for person in people],
    )
    file.write_text("".join(f"{card}\n" for card in keys.mapped("card")), encoding="utf-8")
