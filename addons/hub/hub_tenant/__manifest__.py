{
    "name": "Hub Tenants",
    "summary": "The register of tenants, their provisioning, and the addresses they are reached at",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Gotgan",
    "website": "https://gotgan.example",
    "license": "AGPL-3",
    "depends": ["gotgan_base", "gotgan_exchange"],
    "data": [
        "security/ir.model.access.csv",
    ],
    "post_init_hook": "_post_init",
    "installable": True,
    "application": False,
}
