"""The e호조 budget export, read and judged without a database.

``read_book`` gives the rows of a file, ``read_plan`` gathers them by budget line, ``seed_plan``
puts what earlier imports brought before the rows of a 추경, and ``settle_plan`` decides what the
rows amount to; every problem on the way is named. None of them stops at the first fault, and none
imports Odoo.
"""
