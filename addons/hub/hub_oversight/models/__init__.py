from . import (
    hub_oversight,
    hub_oversight_agency,
    hub_oversight_board,
    hub_oversight_compare,
    hub_oversight_exceptions,
    hub_oversight_late,
)
