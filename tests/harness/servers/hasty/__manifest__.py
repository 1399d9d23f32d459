{
    "name": "Hasty server of tests",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "author": "Gotgan",
    "depends": ["base"],
}
