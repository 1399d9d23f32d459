"""What is answered to somebody who takes personal data away without having said why."""

import json

from markupsafe import Markup, escape

from odoo import http
from odoo.http import request

from ..models.access_log import PURPOSES

FORBIDDEN = 403


def make_answer(exception):
    """Return the page that asks a person, or what the web client reads as a refusal."""
    if request.httprequest.headers.get("Sec-Fetch-Mode") == "navigate":
        return make_page(exception)
    payload = {
        "code": FORBIDDEN, "message": str(exception),
        "data": http.serialize_exception(exception, message=str(exception)),
    }
    payload["data"]["debug"] = ""
    text = str(escape(json.dumps(payload)))
    return request.make_response(text, [("Content-Type", "text/html")], status=FORBIDDEN)


def make_page(exception):
    """Return a small page that asks for purpose and reason and then goes on to the same file."""
    labels = request.env["gotgan.access.log"]._fields["purpose"]._description_selection(request.env)
    given = request.httprequest.args.items(multi=True)
    body = request.env["ir.qweb"]._render("gotgan_access_log.reason_page", {
        "message": str(exception),
        "purposes": [one for one in labels if one[0] in dict(PURPOSES)],
        "path": request.httprequest.path,
        "given": [one for one in given if not one[0].startswith("access_")],
        "csrf_token": request.csrf_token(),
        "lang": (request.env.lang or "ko_KR").split("_")[0],
    })
    page = Markup("<!DOCTYPE html>\n") + body
    return request.make_response(page, [("Content-Type", "text/html")], status=FORBIDDEN)
