{
    "name": "Gotgan Document",
    "summary": "Official Korean papers as PDF, XLSX and HWPX from one plain description",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_base"],
    "external_dependencies": {"python": ["reportlab"]},
    "installable": True,
}
