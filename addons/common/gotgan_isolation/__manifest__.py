{
    "name": "Gotgan Isolation",
    "summary": "Which host name opens which tenant; server-wide, never installed in a database",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "license": "AGPL-3",
    "author": "Gotgan",
    "depends": ["web"],
    "installable": True,
    "application": False,
    "post_load": "_post_load",
}
