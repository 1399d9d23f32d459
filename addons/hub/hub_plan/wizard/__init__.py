from . import hub_plan_change, hub_tax_file
