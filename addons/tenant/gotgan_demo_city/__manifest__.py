{
    "name": "Gotgan Demo City",
    "summary": "A believable city hall for the demo tenant, built by 'odoo democity'",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": [
        "gotgan_budget",
        "gotgan_expenditure",
        "gotgan_report_execution",
        "gotgan_administration",
        "gotgan_hub_link",
        "gotgan_sign_in",
    ],
    "data": [],
    "installable": True,
}
