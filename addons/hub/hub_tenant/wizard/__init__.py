from . import hub_tenant_notice, hub_tenant_rename
