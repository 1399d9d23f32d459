{
    "name": "Gotgan Rule",
    "summary": "The law as dated data: editions, findings, overrides",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_base"],
    "data": [
        "security/groups.xml",
        "security/ir.model.access.csv",
        "security/rules.xml",
        "views/rule_edition_views.xml",
        "views/rule_edition_list_views.xml",
        "views/rule_views.xml",
        "views/rule_override_views.xml",
        "wizard/rule_override_wizard_views.xml",
        "views/menus.xml",
        "data/load.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "gotgan_rule/static/src/findings/*",
        ],
    },
    "installable": True,
    "application": False,
}
