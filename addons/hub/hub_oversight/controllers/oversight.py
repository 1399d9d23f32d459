import json

from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OversightController(http.Controller):
    @http.route("/oversight/xlsx", type="http", auth="user", methods=["POST"], readonly=True)
    def download_xlsx(self, options, **_kwargs):
        """Send what is on the screen as an Excel file; rights are those of the page itself.

        :param options: JSON of the page's options
        """
        try:
            chosen = dict(json.loads(options))
        except (TypeError, ValueError) as error:
            raise BadRequest(request.env._(
                "The options of the page cannot be read. Open it again from the menu."
            )) from error
        name, content = request.env["hub.oversight"]._get_xlsx(chosen)
        return request.make_response(content, headers=[
            ("Content-Type", XLSX),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
        ])
