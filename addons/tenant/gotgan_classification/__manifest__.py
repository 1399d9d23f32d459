{
    "name": "Gotgan Classification",
    "summary": "Functions, objects, revenue sources, funds, funding sources, programmes by fiscal year",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_fiscal_year"],
    "external_dependencies": {"python": ["openpyxl"]},
    "data": [
        "security/ir.model.access.csv",
        "data/load.xml",
    ],
    "installable": True,
    "application": False,
}
