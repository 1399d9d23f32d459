"""What a month costs: pure arithmetic in whole won, the same for calculator, papers and statements.

All prices are supply amounts (공급가액, without VAT) per month. Extra users are priced in steps:
the first ``up_to`` at one price, the next at another, so that one user more never makes it cheaper.
Discounts for the term and for the number of agencies are added and taken off once.

VAT is 10 % of the supply amount (부가가치세법 제29조, 제30조). What is under one won is dropped,
once for each tax invoice, never line by line.
"""

from dataclasses import asdict, dataclass

GIB = 2 ** 30


@dataclass(frozen=True)
class Tier:
    """``price`` for each extra user up to the ``up_to``-th; 0: for all that are left."""

    up_to: int
    price: int


@dataclass(frozen=True)
class Discount:
    """``percent`` off from ``at_least`` months, or agencies, on."""

    at_least: int
    percent: int


@dataclass(frozen=True)
class Terms:
    """A price as it was agreed: enough to compute every statement without the price list."""

    base: int
    users: int
    gib: int
    tiers: tuple = ()
    gib_price: int = 0
    term_discounts: tuple = ()
    number_discounts: tuple = ()
    vat_percent: int = 10

    def to_json(self):
        """Return plain lists and dictionaries, to be kept with a contract."""
        return asdict(self)

    @classmethod
    def from_json(cls, data):
        """Read what :meth:`to_json` has written.

        >>> terms = Terms(100, 5, 10, (Tier(0, 7),), 3, (Discount(12, 5),))
        >>> Terms.from_json(terms.to_json()) == terms
        True
        """
        tiers = tuple(Tier(**one) for one in data["tiers"])
        terms, numbers = (
            tuple(Discount(**one) for one in data[key])
            for key in ("term_discounts", "number_discounts")
        )
        return cls(**{
            **data, "tiers": tiers, "term_discounts": terms, "number_discounts": numbers,
        })


@dataclass(frozen=True)
class Line:
    """One line of a calculation. ``code``: base, users, storage, term_discount, number_discount."""

    code: str
    quantity: int
    unit_price: int
    amount: int


@dataclass(frozen=True)
class Charge:
    """Lines with their sum: supply amount, tax, and both."""

    lines: tuple
    supply: int
    tax: int

    @property
    def total(self):
        return self.supply + self.tax


def split_tiers(extra, tiers):
    """Return (quantity, price) of each step that ``extra`` users reach.

    >>> split_tiers(35, (Tier(20, 9000), Tier(50, 8000), Tier(0, 7000)))
    [(20, 9000), (15, 8000)]
    >>> split_tiers(5, ())
    [(5, 0)]
    """
    found, done = [], 0
    for tier in tiers:
        quantity = (min(extra, tier.up_to) if tier.up_to else extra) - done
        if quantity > 0:
            found.append((quantity, tier.price))
            done += quantity
    last = tiers[-1].price if tiers else 0
    return found + ([(extra - done, last)] if extra > done else [])


def find_percent(discounts, number):
    """Return the percentage of the highest step that ``number`` reaches.

    >>> steps = (Discount(12, 5), Discount(36, 10))
    >>> [find_percent(steps, months) for months in (1, 12, 35, 60)]
    [0, 5, 5, 10]
    """
    reached = [one for one in discounts if number >= one.at_least]
    return max(reached, key=lambda one: one.at_least).percent if reached else 0


def tax_of(supply, vat_percent=10):
    """Return the VAT of a supply amount; what is under one won is dropped.

    >>> tax_of(1_234_567), tax_of(-1_234_567), tax_of(9)
    (123456, -123456, 0)
    """
    tax = abs(supply) * vat_percent // 100
    return tax if supply >= 0 else -tax


def needed_gib(size):
    """Return the whole GiB that ``size`` bytes need.

    >>> needed_gib(0), needed_gib(1), needed_gib(GIB), needed_gib(GIB + 1)
    (0, 1, 1, 2)
    """
    return -(-size // GIB)


def prorate(amount, days, of):
    """Return the part of a month's amount for ``days`` of its days; under one won is dropped.

    >>> prorate(300_000, 10, 30), prorate(100, 1, 31)
    (100000, 3)
    """
    return amount * days // of


def monthly_lines(terms, users, gib, months=1, agencies=1, days=1, of=1):
    """Return the lines of one month, or of ``days`` of its ``of`` days."""
    lines = [Line("base", 1, terms.base, prorate(terms.base, days, of))]
    for quantity, price in split_tiers(max(0, users - terms.users), terms.tiers):
        if quantity:
            lines.append(Line("users", quantity, price, prorate(quantity * price, days, of)))
    if gib > terms.gib:
        extra = gib - terms.gib
        amount = prorate(extra * terms.gib_price, days, of)
        lines.append(Line("storage", extra, terms.gib_price, amount))
    return lines + _discount_lines(terms, sum(line.amount for line in lines), months, agencies)


def _discount_lines(terms, subtotal, months, agencies):
    """Return what is taken off. Both percentages are dropped to won together, so that a dearer
    month never becomes the cheaper one."""
    term = find_percent(terms.term_discounts, months)
    number = find_percent(terms.number_discounts, agencies)
    whole = subtotal * min(100, term + number) // 100
    first = min(whole, subtotal * term // 100)
    found = [("term_discount", term, first), ("number_discount", number, whole - first)]
    return [Line(code, percent, 0, -amount) for code, percent, amount in found if percent]


def charge(lines, vat_percent=10):
    """Return lines with their sum and tax."""
    supply = sum(line.amount for line in lines)
    return Charge(tuple(lines), supply, tax_of(supply, vat_percent))


def monthly(terms, users, gib, months=1, agencies=1):
    """Return what one whole month costs.

    >>> terms = Terms(100_000, 5, 10, (Tier(0, 7_000),), 1_000, (Discount(12, 5),))
    >>> monthly(terms, users=7, gib=12, months=12).supply
    110200
    """
    return charge(monthly_lines(terms, users, gib, months, agencies), terms.vat_percent)


def calculate(terms, users, gib, months, agencies=1):
    """Return what ``months`` whole months cost: each month's charge, as often as it is invoiced.

    >>> terms = Terms(100_005, 5, 10)
    >>> calculate(terms, 5, 10, 12).tax == 12 * 10_000
    True
    """
    month = monthly(terms, users, gib, months, agencies)
    lines = tuple(
        Line(line.code, line.quantity, line.unit_price, line.amount * months)
        for line in month.lines
    )
    return Charge(lines, month.supply * months, month.tax * months)
