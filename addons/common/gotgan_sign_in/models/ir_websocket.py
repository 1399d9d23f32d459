from odoo import models
from odoo.http import STORED_SESSION_BYTES, SessionExpiredException

from odoo.addons.bus.websocket import wsrequest


class IrWebsocket(models.AbstractModel):
    """An ended session hears nothing over the websocket either; listening is no activity."""

    _inherit = "ir.websocket"

    @classmethod
    def _authenticate(cls):
        super()._authenticate()
        if wsrequest.session.uid is None:
            return
        identifier = wsrequest.session.sid[:STORED_SESSION_BYTES]
        row = wsrequest.env["gotgan.session"]._read_row(identifier)
        if row and row[2]:
            raise SessionExpiredException()
