"""The budget of an agency by its subjects (관·항·목) as a plain table, read and written.

``columns`` names the columns, ``reader`` opens a file, ``tree`` finds the subject that a row means,
``masters`` is what the agency has of a year, ``plan`` is what a file means, ``writer`` writes it.
"""
