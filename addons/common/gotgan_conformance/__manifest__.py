{
    "name": "Gotgan Conformance",
    "summary": "The structural tests every addon passes",
    "version": "19.0.1.0.0",
    "category": "Accounting/Localizations",
    "author": "Gotgan",
    "license": "AGPL-3",
    "depends": ["gotgan_base"],
}
