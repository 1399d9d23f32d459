"""Who moves what in the hub, as the declarations of transitions say it."""

MANAGER = "group:gotgan_base.group_manager"
SYSTEM = "system:job"
BOTH = f"{MANAGER}|{SYSTEM}"
