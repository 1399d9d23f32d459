from . import (
    append_only_mixin,
    base,
    event,
    number_mixin,
    number_series,
    transition_line_mixin,
    transition_mixin,
)
