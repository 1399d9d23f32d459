"""What an officer signs of one payment instruction.

The signed text can be made anew from what the bank is told, so that only the signature itself goes
over (``gotgan_exchange.signing.sign``).
"""

from .records import fit

PURPOSE = "payment"
TOLD = ("key", "bank", "number", "holder", "amount", "order", "date", "officer")
HOLDER_WIDTH = 40


def spoken(text):
    """Return the holder of an account as the bank hears it: what fits into a record, no more.

    >>> spoken("가" * 21) == "가" * 20, spoken("한빛 ")
    (True, '한빛')
    """
    return fit(text, HOLDER_WIDTH).decode("cp949").rstrip()


def content(client, account, told):
    """Return the canonical content of one instruction, as the claims that are signed.

    :param told: what the bank is told of it, with the keys ``TOLD``; won as a number, date as
        ``YYYYMMDD``, officer as the number of the signing key

    >>> content("c", "a", {**dict.fromkeys(TOLD, "1"), "status": "00"})["account"]
    'a'
    """
    said = {name: told[name] for name in TOLD}
    return {"purpose": PURPOSE, "client": client, "account": account, **said}
