"""Reading a cost estimate as the standards of unit costs speak of it. No database, no Odoo.

An estimate says in its own words how many people it is for (``정원 12명``), what a unit costs
(``25,000원*3명*10일``) and where the travel goes (``숙박비(서울)``).
"""

import re

_STAFF = re.compile(r"([\d,]+)\s*(?:명|인)(?![가-힣])")
_PRICE = re.compile(r"([\d,]+(?:\.\d+)?)\s*(백만|십만|만|천|)\s*원")
_SCALES = {"백만": 10**6, "십만": 10**5, "만": 10**4, "천": 1000, "": 1}
_ONE_AMOUNT = re.compile(r"[\d,]+(?:\.\d+)?\s*(?:[십백천만억]{0,2}\s*원?)")
MONTHS = 12


def is_one_amount(formula):
    """Say whether a formula is an amount and nothing else: neither a unit price nor a number.

    >>> is_one_amount("2,700,000원"), is_one_amount("5백만원"), is_one_amount("5,000원*300부")
    (True, True, False)
    """
    return bool(_ONE_AMOUNT.fullmatch((formula or "").strip()))


def is_net(formula):
    """Say whether a formula takes one amount of won from another, so that neither is seen whole.

    >>> is_net("5,000,000원-300,000원"), is_net("(30명-2명)*5,000원"), is_net("5,000원*3")
    (True, False, False)
    """
    outside = re.sub(r"[(\[{（][^()\[\]{}（）]*[)\]}）]", "", formula or "")
    return bool(re.search(r"원[^*×/÷+]*[-－−△▲]\s*[\d,.]+\s*[십백천만억]*원", outside))


def find_staff(*texts):
    """Return how many people the first text that says it speaks of, 0 where none does.

    >>> find_staff("부서운영(정원 12명)", "250,000원*12월"), find_staff("", "8원*100명+6원*20명")
    (12, 120)
    """
    for text in texts:
        found = [int(digits.replace(",", "")) for digits in _STAFF.findall(text or "")]
        if found:
            return sum(found)
    return 0


def find_price(formula):
    """Return the first amount of won in a formula, None where there is none.

    >>> find_price("3명*25,000원*10일"), find_price("100천원*2박"), find_price("12월")
    (25000, 100000, None)
    """
    match = _PRICE.search(formula or "")
    if not match:
        return None
    return int(float(match[1].replace(",", "")) * _SCALES[match[2]])


def month_of_department(rows, staff):
    """Return the won a month for a department of ``staff`` people (부서운영업무추진비).

    >>> rows = [{"staff_to": 5, "won": 100, "over": None}, {"staff_to": 30, "won": 400,
    ...     "over": None}, {"staff_to": None, "won": 400, "over": 5}]
    >>> [month_of_department(rows, staff) for staff in (5, 6, 30, 32)]
    [100, 400, 400, 410]
    """
    bound = 0
    for row in rows:
        if row["staff_to"] is None or staff <= row["staff_to"]:
            return row["won"] + (row["over"] or 0) * (staff - bound)
        bound = row["staff_to"]
    return None


def year_of_staff(rows, office, staff):
    """Return the won a year for ``staff`` people (정원가산업무추진비), band by band.

    Where no office is named, what stands first holds. Adding band by band never comes to less than
    the rate of the last band for all.

    >>> rows = [{"office": "본청", "staff_to": 100, "won": 80}, {"office": "본청",
    ...     "staff_to": None, "won": 60}, {"office": "소속기관", "staff_to": None, "won": 40}]
    >>> year_of_staff(rows, "", 110), year_of_staff(rows, "소속기관", 10)
    (8600, 400)
    """
    offices = [row["office"] for row in rows]
    office = office if office in offices else offices[0]
    total = bound = 0
    for row in rows:
        if row["office"] == office and staff > bound:
            reach = staff if row["staff_to"] is None else min(staff, row["staff_to"])
            total += (reach - bound) * row["won"]
            bound = reach
    return total


def limit_of_travel(rows, text):
    """Return ``(what it is, won a day)`` of the travel cost a text names, None where it names none.

    Where the region is not said, the highest holds.

    >>> rows = [{"item": "일비", "region": "전국", "won": 25}, {"item": "숙박비",
    ...     "region": "서울특별시", "won": 100}, {"item": "숙박비", "region": "광역시", "won": 80}]
    >>> limit_of_travel(rows, "관외출장 일비"), limit_of_travel(rows, "숙박비(광역시)")
    (('일비', 25), ('숙박비', 80))
    >>> limit_of_travel(rows, "숙박비"), limit_of_travel(rows, "운임")
    (('숙박비', 100), None)
    """
    named = [row for row in rows if row["item"] in (text or "")]
    if not named:
        return None
    item = named[0]["item"]
    rows = [row for row in named if row["item"] == item]
    here = [row for row in rows if row["region"][:2] in text]
    return item, max(row["won"] for row in here or rows)
