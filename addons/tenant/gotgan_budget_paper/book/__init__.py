"""Budget books as descriptions of papers: plain Python, no database.

``tree`` adds figures up, ``words`` says what stands in cells, ``contents`` puts chapters together.
"""
