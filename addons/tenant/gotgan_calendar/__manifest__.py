{
    "name": "Gotgan Calendar",
    "summary": "Working days of Korean public offices, and the days an agency sets itself",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_base"],
    "external_dependencies": {"python": ["holidays"]},
    "data": [
        "security/ir.model.access.csv",
        "views/calendar_day_views.xml",
        "views/calendar_entry_views.xml",
        "views/menus.xml",
    ],
    "installable": True,
    "application": False,
}
