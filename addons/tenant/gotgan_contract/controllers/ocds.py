import json

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request


class OcdsController(http.Controller):
    @http.route(
        "/gotgan/contract/ocds/<string:kind>/<string:ids>", type="http", auth="user",
        methods=["GET"],
        # Every download is written down, so the cursor is not a read-only one.
        readonly=False,
    )
    def download(self, kind, ids, **_kwargs):
        """Send the OCDS release package of some cases, or their record package, once sound.

        :param kind: ``release`` or ``record``
        :param ids: ids of the cases, parted by commas; the rights are those of the cases
        """
        numbers = ids.split(",")
        if kind not in ("release", "record") or not all(one.isdecimal() for one in numbers):
            raise NotFound()
        cases = request.env["gotgan.contract.case"].browse(map(int, numbers)).exists()
        if not cases:
            raise NotFound()
        cases.check_access("read")
        service = request.env["gotgan.contract.ocds"]
        cases._refuse_unseen()
        service._refuse_unsound(cases)
        package = service._make_package(cases, kind)
        content = json.dumps(package, ensure_ascii=False, indent=1).encode()
        return request.make_response(content, headers=[
            ("Content-Type", "application/json; charset=utf-8"),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(f"ocds-{kind}.json")),
            ("X-Content-Type-Options", "nosniff"),
        ])
