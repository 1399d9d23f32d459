"""The kinds of jobs of this addon."""

from odoo.addons.hub_tenant.engine.kinds import Kind, register

from .backup import BACKUP
from .inspect import INSPECT
from .reconcile import RECONCILE
from .server_log import SERVER_LOG
from .support import ASK, LOOK

register(Kind("inspect", (INSPECT,), tries=1))
register(Kind("reconcile", (RECONCILE,), tries=1))
register(Kind("backup", (BACKUP,)))
register(Kind("server_log", (SERVER_LOG,), tries=1))
register(Kind("support", (ASK,)))
register(Kind("support_state", (LOOK,)))
