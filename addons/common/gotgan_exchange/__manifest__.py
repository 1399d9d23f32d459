{
    "name": "Gotgan Exchange",
    "summary": "Signed messages and the versioned schemas that cross between tenant and hub",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Gotgan",
    "license": "AGPL-3",
    "depends": ["base"],
    "external_dependencies": {"python": ["cryptography"]},
    "installable": True,
    "application": False,
}
