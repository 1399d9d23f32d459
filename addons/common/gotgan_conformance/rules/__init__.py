"""The laws of the house as plain functions.

A rule takes what was gathered (a parsed file, a manifest, a description of a model) and returns
a list of :class:`~.violation.Violation`, empty when the law holds. It never raises and never stops
at the first fault, so that one run names everything there is to repair.

Nothing here imports Odoo: the same functions judge files without a database (``tests/house``) and
descriptions of a live registry (``gotgan_conformance/tests``), and a test can hand each of them a
fault to see that it is found.
"""
