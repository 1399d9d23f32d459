"""The e호조 budget export, read and judged without a database.

``read_book`` gives the rows of a file, ``build_plan`` turns them into the budget they mean, with
every problem found on the way. Neither stops at the first fault, and neither imports Odoo.
"""
