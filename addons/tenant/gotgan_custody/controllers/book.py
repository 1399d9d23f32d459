from datetime import date

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hwpx": "application/hwp+zip",
}


class BookController(http.Controller):
    @http.route(
        "/gotgan/custody/book/<int:account_id>/<string:name>", type="http", auth="user",
        methods=["GET"], readonly=False,
    )
    def download(self, account_id, name, **_kwargs):
        """Send the ledger of an account, or of all (0).

        :param name: first and last day, and the kind of file: ``2026-01-01_2026-12-31.pdf``
        """
        days, _dot, form = name.partition(".")
        span = read_days(days)
        if form not in TYPES or span is None:
            raise NotFound()
        accounts = request.env["gotgan.custody.account"].with_context(active_test=False)
        accounts = accounts.search([("id", "=", account_id)] if account_id else [])
        if not accounts:
            raise NotFound()
        file_name, content = accounts._get_book_file(*span, form)
        return request.make_response(content, headers=[
            ("Content-Type", TYPES[form]),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(file_name)),
            ("X-Content-Type-Options", "nosniff"),
        ])


def read_days(text):
    """Return the two days of ``text``, or None.

    >>> read_days("2026-01-01_2026-01-31")
    (datetime.date(2026, 1, 1), datetime.date(2026, 1, 31))
    >>> read_days("2026-01-31_2026-01-01") is None, read_days("2026-01-01") is None
    (True, True)
    """
    try:
        first, last = map(date.fromisoformat, text.split("_"))
    except ValueError:
        return None
    return (first, last) if first <= last else None
