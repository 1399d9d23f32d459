from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

# Whose papers are handed over here; the rights are those of the documents.
PAPERS = ("gotgan.budget.change", "gotgan.allotment", "gotgan.suballotment")
TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hwpx": "application/hwp+zip",
}


class PaperController(http.Controller):
    @http.route(
        "/gotgan/change/paper/<string:model>/<string:name>", type="http", auth="user",
        methods=["GET"], readonly=False,
    )
    def download(self, model, name, **_kwargs):
        """Send the official paper of some documents.

        :param name: ids of the documents, parted by hyphens, and the kind of file: ``4-7.pdf``
        """
        numbers, _dot, form = name.partition(".")
        ids = numbers.split("-")
        if model not in PAPERS or form not in TYPES or not all(one.isdecimal() for one in ids):
            raise NotFound()
        documents = request.env[model].browse(map(int, ids)).exists()
        if not documents:
            raise NotFound()
        documents.check_access("read")
        file_name, content = documents._get_file(form)
        return request.make_response(content, headers=[
            ("Content-Type", TYPES[form]),
            ("Content-Length", str(len(content))),
            ("Content-Disposition", content_disposition(file_name)),
            ("X-Content-Type-Options", "nosniff"),
        ])
