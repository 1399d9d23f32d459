from . import (
    hub_local_government,
    hub_template,
    hub_standby,
    hub_tenant,
    hub_tenant_address,
    hub_tenant_work,
    hub_host,
    hub_job,
    hub_job_step,
    hub_certificate,
)
