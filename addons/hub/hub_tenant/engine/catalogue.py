"""The kinds of jobs of this addon."""

from . import steps
from .export import EXPORT
from .kinds import Kind, register

MAKING = (steps.ROLE, steps.DATABASE, steps.OWNERSHIP, steps.IDENTITY, steps.FILES)

register(Kind(
    "provision", (steps.RESERVE, *MAKING, steps.AGENCY, steps.PROCESS, steps.ROUTE),
))
register(Kind("standby", MAKING))
register(Kind("discard", (steps.REMOVE,)))
for name in ("suspend", "resume", "restrict", "route"):
    register(Kind(name, (steps.ROUTE,)))
register(Kind("parameters", (steps.PARAMETERS,)))
# The new address is reachable before links name it.
register(Kind("rename", (steps.ROUTE, steps.PARAMETERS)))
register(Kind("to_silo", (steps.PROCESS, steps.ROUTE)))
register(Kind("to_pool", (steps.ROUTE, steps.HALT)))
register(Kind("archive", (steps.ROUTE, steps.HALT, steps.CLOSE)))
register(Kind("restore", (steps.REOPEN, steps.PROCESS, steps.ROUTE)))
register(Kind("export", (EXPORT,)))
register(Kind("delete", (steps.REMOVE, steps.CERTIFY)))
