from odoo import http
from odoo.http import content_disposition, request

from ..people_sheet import write_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class People(http.Controller):
    @http.route(
        "/gotgan/people/form.xlsx", type="http", auth="user", methods=["GET"], sitemap=False,
    )
    def form(self):
        """Download the form for bringing in people, with this agency's departments in its lists."""
        keeper = request.env["gotgan.people.keeper"]
        keeper._check_keeper()
        content = write_form(keeper._get_department_labels(), keeper._get_positions())
        name = request.env._("people_form.xlsx")
        return request.make_response(content, [
            ("Content-Type", XLSX), ("Content-Disposition", content_disposition(name)),
        ])
