from odoo import http
from odoo.exceptions import UserError

from ..answers import KINDS, MOST_GIB, MOST_MONTHS, MOST_USERS, read_number
from ..words import explain_fault
from .page import render_json, render_page, site_env

LIMITS = {"users": MOST_USERS, "gib": MOST_GIB, "months": MOST_MONTHS}
DEFAULTS = {"kind": "agency", "plan": "", "users": "20", "gib": "", "months": "12"}


class Prices(http.Controller):
    """The plans, and a calculator that asks the price list itself: what it says is what is paid."""

    @http.route("/price", type="http", auth="public", methods=["GET"])
    def show_prices(self, **asked):
        answers = {name: asked.get(name, text) for name, text in DEFAULTS.items()}
        if answers["kind"] not in KINDS:
            answers["kind"] = DEFAULTS["kind"]
        offers = get_offers(answers["kind"])
        answers["plan"] = answers["plan"] or (offers[0]["code"] if offers else "")
        result, errors = calculate(answers, offers)
        return render_page(
            "price", status=422 if errors else 200, offers=offers, answers=answers, result=result,
            errors=errors, kinds=get_kinds(), asked=bool(asked), scripts=("calculator",),
        )  # fmt: skip

    @http.route("/price.json", type="http", auth="public", methods=["GET"])
    def get_price(self, **asked):
        answers = {name: asked.get(name, "") for name in DEFAULTS}
        offers = get_offers(answers["kind"]) if answers["kind"] in KINDS else []
        result, errors = calculate(answers, offers)
        return render_json({"errors": errors} if errors else result, 422 if errors else 200)


def get_kinds():
    """Return [(kind, label)] of the agencies, in the words of the register."""
    fields = site_env()["hub.application"].sudo()._fields
    return fields["kind"]._description_selection(site_env())


def get_offers(kind):
    return site_env()["hub.plan"].sudo()._get_offers(kind)


def calculate(answers, offers):
    """Return (what it costs, {field: what is wrong}); storage left empty is what is included."""
    offer = next((one for one in offers if one["code"] == answers["plan"]), None)
    if not offer:
        return None, {"plan": explain_fault(site_env(), "plan")}
    texts = {**answers, "gib": answers["gib"] or str(offer["storage_gib"])}
    numbers = {name: read_number(texts[name], most) for name, most in LIMITS.items()}
    errors = {name: explain_fault(site_env(), name) for name in LIMITS if not numbers[name]}
    if errors:
        return None, errors
    plans_sudo = site_env()["hub.plan"].sudo()
    try:
        return plans_sudo._calculate(offer["code"], answers["kind"], **numbers), {}
    except UserError as refusal:
        return None, {"plan": str(refusal)}
