# Run in Odoo's shell: the hub's identity, and its first operator.
# Its key pair is made by the first process that works for it (hub_tenant, _settle_identity).
# ruff: noqa: F821 (env, json and values are given by the shell)
from odoo.addons.hub_tenant.engine import identity

identity.renew(env.cr, values["database"])
env.invalidate_all()
parameters = env["ir.config_parameter"]
for kind, size in values["standby"].items():
    parameters.set_param(f"hub.standby.{kind}", str(size))
env.ref("base.main_company").name = "곳간 운영"
operator = env["res.users"].create(
    {
        "name": "운영자",
        "login": values["login"],
        "email": f"{values['login']}@localhost",
        "lang": "ko_KR",
        "tz": "Asia/Seoul",
        "group_ids": [
            (4, env.ref("gotgan_base.group_manager").id),
            (4, env.ref("gotgan_base.group_auditor").id),
        ],
    }
)
operator.password = values["password"]
env.cr.commit()
print("GOTGAN-DONE", json.dumps({}))
