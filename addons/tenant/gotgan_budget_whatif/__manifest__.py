{
    "name": "Gotgan Budget What-If",
    "summary": "What to cut when revenue falls short, and which rule each way would break",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_budget", "gotgan_budget_request", "gotgan_rule"],
    "external_dependencies": {"python": ["ortools"]},
    "data": [
        "security/ir.model.access.csv",
        "views/whatif_option_line_views.xml",
        "views/whatif_option_views.xml",
        "views/whatif_views.xml",
        "views/menus.xml",
    ],
    "installable": True,
}
