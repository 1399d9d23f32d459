from odoo import http

from odoo.addons.web.controllers.binary import Binary
from odoo.addons.web.controllers.report import ReportController

from .dataset import never


class AccessBinary(Binary):
    """A file that is handed out leaves a row, so it is served where one can write."""

    @http.route(readonly=never)
    def content_common(self, *args, **kwargs):
        return super().content_common(*args, **kwargs)


class AccessReport(ReportController):
    @http.route(readonly=never)
    def report_routes(self, reportname, docids=None, converter=None, **data):
        return super().report_routes(reportname, docids=docids, converter=converter, **data)
