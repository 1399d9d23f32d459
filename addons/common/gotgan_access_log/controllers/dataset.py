from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.dataset import DataSet
from odoo.addons.web.controllers.session import Session

from ..routes import read_call


def reads_only(controller, rule, args):
    """Say whether a call leaves no row: only then a replica may serve it."""
    params = request.get_json_data().get("params", {})
    if read_call(request.env, params) is not None:
        return False
    return controller._call_kw_readonly(rule, args)


def never(_controller, _rule, _args):
    """No replica serves this: it leaves a row."""
    return False


class AccessDataSet(DataSet):
    """Reading personal data writes a row, so it is served where one can write."""

    @http.route(readonly=reads_only)
    def call_kw(self, *args, **kwargs):
        return super().call_kw(*args, **kwargs)

    @http.route(readonly=reads_only)
    def call_button(self, *args, **kwargs):
        return super().call_button(*args, **kwargs)


class AccessSession(Session):
    @http.route(readonly=never)
    def destroy(self):
        return super().destroy()

    @http.route(readonly=never)
    def logout(self, redirect="/odoo"):
        return super().logout(redirect)
