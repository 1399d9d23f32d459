{
    "name": "Hub Oversight",
    "summary": "The city sees what its agencies execute, as deep as each agreed to show",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["hub_collect", "hub_tenant", "gotgan_exchange", "gotgan_base"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [
        "views/hub_oversight_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "hub_oversight/static/src/**/*",
        ],
    },
    "installable": True,
    "application": False,
}
