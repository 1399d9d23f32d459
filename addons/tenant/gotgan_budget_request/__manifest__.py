{
    "name": "Gotgan Budget Request",
    "summary": "Preparing the budget: guidelines and ceilings, requests, estimates, review rounds",
    "version": "19.0.1.0.0",
    "category": "Accounting/Government",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_budget", "gotgan_rule"],
    "data": [
        "security/groups.xml",
        "security/ir.model.access.csv",
        "security/rules.xml",
        "security/line_rules.xml",
        "security/more_rules.xml",
    ],
    "installable": True,
}
