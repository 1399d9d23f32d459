import logging

from werkzeug.exceptions import HTTPException

from odoo import models
from odoo.http import request

from ..controllers.page import is_site_path, render_error

_logger = logging.getLogger(__name__)


class IrHttp(models.AbstractModel):
    """Refusals on the public site look like the site, and lose nobody."""

    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        """Answer with a page of its own transaction: the request's may have been aborted."""
        response = super()._handle_error(exception)
        if not is_site_path(request.httprequest.path):
            return response
        code = response.code if isinstance(response, HTTPException) else response.status_code
        if not 400 <= (code or 0) < 600:
            return response
        if code >= 500:
            _logger.error("The public site failed at %s", request.httprequest.path)
        broken = request.env
        with request.registry.cursor() as cr:
            request.env = broken(cr=cr)
            try:
                return render_error(code)
            finally:
                request.env = broken
