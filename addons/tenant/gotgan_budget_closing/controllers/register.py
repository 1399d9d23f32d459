from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hwpx": "application/hwp+zip",
}


class RegisterController(http.Controller):
    @http.route(
        "/gotgan/carryover/<string:ids>/register.<string:form>", type="http", auth="user",
        methods=["GET"], readonly=False,
    )
    def download_register(self, ids, form, **_kwargs):
        """Send the register of these carry-overs (이월조서); rights are those of the documents."""
        numbers = [int(one) for one in ids.split(",") if one.isdecimal()]
        carryovers = request.env["gotgan.carryover"].browse(numbers).exists()
        if not carryovers or form not in TYPES:
            raise NotFound()
        carryovers.check_access("read")
        name, content = carryovers._get_register(form)
        return request.make_response(content, headers=[
            ("Content-Type", TYPES[form]),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
        ])
