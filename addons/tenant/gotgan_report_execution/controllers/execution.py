import json

from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExecutionController(http.Controller):
    @http.route(
        "/gotgan/execution/xlsx", type="http", auth="user", methods=["POST"], readonly=False,
    )
    def download_xlsx(self, options, **_kwargs):
        """Send the execution report as an Excel file; rights are those of the report itself.

        :param options: JSON of the report's options, and ``unit``
        """
        try:
            chosen = dict(json.loads(options))
        except (TypeError, ValueError) as error:
            raise BadRequest(request.env._(
                "The options of the report cannot be read. Open the report again from the menu."
            )) from error
        name, content = request.env["gotgan.execution.workbook"]._get_xlsx(chosen)
        return request.make_response(content, headers=[
            ("Content-Type", XLSX),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
        ])
