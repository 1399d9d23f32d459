from . import (
    hr_department,
    office,
    office_incompatibility,
    office_term,
    official_seal,
    res_partner,
    res_users,
    transition_mixin,
)
