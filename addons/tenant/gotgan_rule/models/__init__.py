from . import (
    rule,
    rule_check_mixin,
    rule_value_mixin,
    rule_edition_memory_mixin,
    rule_edition,
    rule_override,
    rule_loader,
    rule_delivery,
)
