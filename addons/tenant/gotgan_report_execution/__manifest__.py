{
    "name": "Gotgan Execution Status",
    "summary": "Where the budget stands, compared, ranked and explained; and a search",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": [
        "gotgan_budget",
        "gotgan_ledger",
        "gotgan_classification",
        "gotgan_organization",
        "gotgan_fiscal_year",
        "gotgan_rule",
        "gotgan_base",
    ],
    "data": [
        "security/ir.model.access.csv",
        "data/load.xml",
        "views/ledger_move_views.xml",
        "views/execution_report_views.xml",
        "views/execution_target_views.xml",
        "views/search_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "gotgan_report_execution/static/src/**/*",
        ],
    },
    "installable": True,
}
