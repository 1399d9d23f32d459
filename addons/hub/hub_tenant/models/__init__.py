from . import (
    hub_local_government,
    hub_template,
    hub_standby,
    hub_tenant_address_mixin,
    hub_tenant_work_mixin,
    hub_tenant,
    hub_host,
    hub_job,
    hub_job_step,
    hub_certificate,
)
