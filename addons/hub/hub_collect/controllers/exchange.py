import logging

from odoo import http
from odoo.http import request

from ..answer import Refusal

_logger = logging.getLogger(__name__)

# A report of 50,000 lines and 100,000 commitments, with room.
MOST_BYTES = 48 * 1024 * 1024


class ExchangeController(http.Controller):
    """The door for tenants. No session, no cookie: only the signature says who it is."""

    @http.route("/exchange/v1/report", type="http", auth="public", methods=["POST"], csrf=False,
                save_session=False)  # fmt: skip
    def receive_report(self, **_kwargs):
        """Take a sealed report; the body is its text, the header ``Gotgan-Tenant`` says whose."""
        return self._answer("_receive_report")

    @http.route("/exchange/v1/consent", type="http", auth="public", methods=["POST"], csrf=False,
                save_session=False)  # fmt: skip
    def receive_consent(self, **_kwargs):
        """Take what an agency says about its consent."""
        return self._answer("_receive_consent")

    def _answer(self, method):
        try:
            identity = request.httprequest.headers.get("Gotgan-Tenant", "")
            receiver_sudo = request.env["hub.receiver"].sudo()
            said = getattr(receiver_sudo, method)(identity, _read_body(request.httprequest))
        except Refusal as refusal:
            _logger.info("exchange: refused %s", refusal.body["reason"])
            return request.make_json_response(refusal.body, status=refusal.status)
        return request.make_json_response(said)


def _read_body(http_request):
    """Return the text of the request; nothing is read of what says it is too large."""
    length = http_request.content_length
    if length is None or length > MOST_BYTES:
        raise Refusal(413, "size")
    raw = http_request.get_data(cache=False)
    if not raw.isascii():
        raise Refusal(401, "seal")
    return raw.decode("ascii")
