from . import (
    hr_department,
    office,
    office_incompatibility,
    office_term,
    res_partner,
    res_users,
    transition_mixin,
)
