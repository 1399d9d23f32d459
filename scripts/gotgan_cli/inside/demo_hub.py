# Run in Odoo's shell on the hub: the demo city's overseer, and the city's wish to see reports.
# ruff: noqa: F821 (env, json and values are given by the shell)
env["gotgan.security.policy"].search([], limit=1).write(
    {"office_networks": "127.0.0.0/8\n::1/128", "parallel_sessions": 5}
)
tenants = env["hub.tenant"]
city = tenants.search([("name", "=", values["city"])])
overseer = env["res.users"].search([("login", "=", values["login"])])
if not overseer:
    overseer = env["res.users"].create(
        {
            "name": "가온시 기획예산과",
            "login": values["login"],
            "email": f"{values['login']}@gaon.example",
            "lang": "ko_KR",
            "tz": "Asia/Seoul",
            "city_tenant_id": city.id,
            "group_ids": [(4, env.ref("hub_collect.group_city").id)],
        }
    )
hashed = overseer._crypt_context().hash(values["password"])
overseer._set_encrypted_password(overseer.id, hashed)
links = env["hub.link"].with_user(overseer)
for agency in tenants.search([("parent_id", "=", city.id), ("state", "=", "active")]):
    link = links.sudo().search(
        [("agency_id", "=", agency.id), ("state", "in", ("asked", "offered", "active"))]
    )
    if not link:
        links.create({"city_id": city.id, "agency_id": agency.id, "wish": "object"}).action_ask()
    elif link.state == "offered":
        link.with_user(overseer).action_accept()
env.cr.commit()
print("GOTGAN-DONE", json.dumps({}))
