# Run in Odoo's shell: the hub's first operator. Odoo's own administrator cannot sign in.
import secrets

operator = env["res.users"].create(  # noqa: F821 (given by the shell)
    {
        "name": "운영자",
        "login": "operator",
        "lang": "ko_KR",
        "tz": "Asia/Seoul",
        "group_ids": [
            (4, env.ref("gotgan_base.group_manager").id),  # noqa: F821
            (4, env.ref("gotgan_base.group_auditor").id),  # noqa: F821
        ],
    }
)
operator.password = values["password"]  # noqa: F821
env.ref("base.user_admin").password = secrets.token_urlsafe(32)  # noqa: F821
env.cr.commit()  # noqa: F821
print("GOTGAN-DONE", json.dumps({}))  # noqa: F821
