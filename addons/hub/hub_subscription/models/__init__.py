from . import (
    hub_application_opening,
    hub_application,
    hub_application_code,
    hub_application_consent,
    hub_application_post,
    hub_faq,
    hub_rate_limit,
    hub_terms,
    ir_http,
)
