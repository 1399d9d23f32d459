{
    "name": "Gotgan Budget Papers",
    "summary": "Budget books as PDF, XLSX and HWPX; the e호조 export and open fiscal data",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_budget", "gotgan_document"],
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron.xml",
        "views/budget_issue_file_views.xml",
        "views/budget_issue_views.xml",
        "views/menus.xml",
    ],
    "installable": True,
}
