from . import (
    entry,
    ir_http,
    ir_model_access,
    res_company,
    res_users,
    support_act,
    support_grant,
    transition_mixin,
)
