from . import (
    hub_backup,
    hub_drift,
    hub_health,
    hub_job,
    hub_job_step,
    hub_support_request,
    hub_tenant,
)
