from . import (
    entry,
    first_steps,
    ir_http,
    ir_model_access,
    res_company,
    res_groups,
    res_users,
    rights_request,
    rights_request_line,
    support_act,
    support_grant,
    transition_mixin,
)
