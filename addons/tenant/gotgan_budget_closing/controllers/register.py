from odoo import http
from odoo.http import content_disposition, request


class RegisterController(http.Controller):
    @http.route(
        "/gotgan/carryover/<string:ids>/register.pdf", type="http", auth="user", methods=["GET"],
        readonly=True,
    )
    def download_register(self, ids, **_kwargs):
        """Send the register of these carry-overs (이월조서); rights are those of the documents."""
        numbers = [int(one) for one in ids.split(",") if one.isdigit()]
        carryovers = request.env["gotgan.carryover"].browse(numbers).exists()
        carryovers.check_access("read")
        name, content = carryovers._get_register()
        return request.make_response(content, headers=[
            ("Content-Type", "application/pdf"),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
        ])
