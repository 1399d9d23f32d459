from odoo import models
from odoo.http import request

from ..exceptions import ReasonNeeded
from ..visit import Visit, record_end, refuse

QUIET = ("/web/assets", "/web/static", "/web/webclient", "/web/manifest", "/websocket",
         "/web/action", "/web/service-worker", "/odoo", "/bus", "/web/health")


class IrHttp(models.AbstractModel):
    """The one place every request passes: what it asks, whether it may, what it left behind."""

    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        if request.httprequest.path.startswith(QUIET):
            return super()._dispatch(endpoint)
        visit = Visit()
        visit.check()
        response = super()._dispatch(endpoint)
        visit.finish(response)
        return response

    @classmethod
    def _post_logout(cls):  # pylint: disable=missing-return
        record_end()
        super()._post_logout()

    @classmethod
    def _handle_error(cls, exception):
        refuse(exception)
        if isinstance(exception, ReasonNeeded) and request.dispatcher.routing_type == "http":
            return cls._answer_reason_needed(exception)
        return super()._handle_error(exception)

    @classmethod
    def _answer_reason_needed(cls, exception):
        """Answer the client with something it can act on: a page to a person, JSON to a script."""
        from ..controllers.reason import make_answer

        return make_answer(exception)
