{
    "name": "Gotgan Base",
    "summary": "Declared transitions, append-only rows, gapless numbers, won",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["web", "mail", "auth_signup"],
    "data": [
        "data/quiet.xml",
        "security/groups.xml",
        "security/ir.model.access.csv",
        "security/rules.xml",
        "views/event_views.xml",
        "views/number_series_views.xml",
        "wizard/transition_wizard_views.xml",
        "views/login_templates.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web._assets_primary_variables": [
            ("prepend", "gotgan_base/static/src/brand.variables.scss"),
        ],
        "web.assets_backend": [
            # Debian does not ship it, and nobody blurs a camera here.
            ("remove", "mail/static/lib/selfie_segmentation/selfie_segmentation.js"),
            "gotgan_base/static/src/numeric_dates.js",
            "gotgan_base/static/src/present_figures.js",
            "gotgan_base/static/src/won_field.js",
            "gotgan_base/static/src/report/*.js",
            "gotgan_base/static/src/sheet/*.scss",
            "gotgan_base/static/src/sheet/*.js",
            "gotgan_base/static/src/gotgan.scss",
        ],
    },
    "installable": True,
    "application": True,
}
