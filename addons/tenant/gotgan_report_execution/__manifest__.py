{
    "name": "Gotgan Execution Status",
    "summary": "The budget as a tree, as of any day: every figure opens to its moves and documents",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": [
        "gotgan_ledger",
        "gotgan_classification",
        "gotgan_organization",
        "gotgan_fiscal_year",
        "gotgan_base",
    ],
    "data": [
        "views/ledger_move_views.xml",
        "views/execution_report_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "gotgan_report_execution/static/src/execution/**/*",
        ],
    },
    "installable": True,
}
