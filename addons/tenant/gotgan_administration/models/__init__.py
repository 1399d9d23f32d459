from . import (
    entry,
    first_steps,
    ir_http,
    ir_model_access,
    res_company,
    res_groups,
    res_users,
    support_act,
    support_grant,
    transition_mixin,
)
