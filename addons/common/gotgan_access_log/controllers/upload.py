import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.base_import.controllers.main import ImportController
from odoo.addons.mail.controllers.attachment import AttachmentController
from odoo.addons.web.controllers.binary import Binary


class CheckedBinary(Binary):
    """Says in words why a file is refused; the original says that something horrible happened."""

    @http.route()
    def upload_attachment(self, model, id, ufile, callback=None):
        problems = find_problems()
        if problems:
            return json.dumps([{"error": problem} for problem in problems])
        return super().upload_attachment(model, id, ufile, callback)


class CheckedAttachments(AttachmentController):
    @http.route()
    def mail_attachment_upload(self, ufile, thread_id, thread_model, is_pending=False, **kwargs):
        problems = find_problems()
        if problems:
            return request.make_json_response({"error": {"message": "\n".join(problems)}})
        return super().mail_attachment_upload(
            ufile, thread_id, thread_model, is_pending=is_pending, **kwargs
        )


class CheckedImport(ImportController):
    @http.route()
    def set_file(self, id):
        problems = find_problems()
        return json.dumps({"error": "\n".join(problems)}) if problems else super().set_file(id)


def find_problems():
    """Return why uploaded files are refused; the files can still be read afterwards."""
    problems = []
    for file in request.httprequest.files.getlist("ufile"):
        try:
            request.env["ir.attachment"]._check_file(file.filename or "", file.read())
        except UserError as error:
            problems.append(str(error))
        file.seek(0)
    return problems
