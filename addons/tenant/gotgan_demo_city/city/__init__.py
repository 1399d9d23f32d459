"""The demo city: who works there, what it may spend, and a month of spending.

The tables lie in ``data/``. Each stage (masters, budget, spending) is one transaction, and done
again it changes nothing: what exists is known by its external id.
"""
