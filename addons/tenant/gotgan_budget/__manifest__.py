{
    "name": "Gotgan Budget",
    "summary": "Budget books from e호조 exports, cost estimates and allotments",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_ledger"],
    "external_dependencies": {"python": ["openpyxl"]},
    "data": [],
    "installable": True,
}
