"""The demo city: who works there, and a year of its budget and spending.

The tables lie in ``data/``. Each stage (masters, budget, spending, living, preparing, closing,
doors) is one transaction, and done again it changes nothing: what exists is known by its
external id.
"""
