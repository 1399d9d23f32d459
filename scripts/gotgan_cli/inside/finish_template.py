# Run in Odoo's shell: what every tenant of this kind starts with.
# Korean, Seoul, won; and the stylesheets made once instead of at the first click.
env = env(context={"lang": "en_US"})  # noqa: F821 (given by the shell)

env["ir.default"].set("res.partner", "lang", "ko_KR")
env["ir.default"].set("res.partner", "tz", "Asia/Seoul")
users = env["res.users"].with_context(active_test=False).search([])
users.partner_id.write({"lang": "ko_KR", "tz": "Asia/Seoul"})
korea = env.ref("base.kr")
won = env.ref("base.KRW")
won.active = True
for company in env["res.company"].search([]):
    company.partner_id.country_id = korea
    company.currency_id = won
env.ref("base.lang_ko_KR").write({"date_format": "%Y-%m-%d", "time_format": "%H:%M:%S"})
env["ir.config_parameter"].set_param("gotgan.sources", json.dumps(values["sources"]))  # noqa: F821
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
print("GOTGAN-DONE", json.dumps({}))  # noqa: F821
