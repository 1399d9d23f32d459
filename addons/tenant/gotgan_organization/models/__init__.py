from . import (
    hr_department,
    office,
    office_incompatibility,
    office_term,
    res_users,
    transition_mixin,
)
