{
    "name": "Gotgan Ledger",
    "summary": "Budget cells that cannot be overspent, append-only moves, a chain that proves it",
    "version": "19.0.1.1.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": [
        "gotgan_base",
        "gotgan_fiscal_year",
        "gotgan_classification",
        "gotgan_organization",
    ],
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron.xml",
        "views/budget_line_views.xml",
        "views/budget_cell_views.xml",
        "views/ledger_move_views.xml",
        "views/ledger_seal_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["gotgan_ledger/static/src/shortage_dialog.js"],
    },
    "installable": True,
}
