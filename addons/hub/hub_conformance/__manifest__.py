{
    "name": "Hub Conformance",
    "summary": "The structural tests in the hub's own house; tests only",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Gotgan",
    "license": "AGPL-3",
    "depends": ["gotgan_conformance"],
    "installable": True,
    "application": False,
}
