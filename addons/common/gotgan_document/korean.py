"""How amounts and dates are written on Korean official papers (행정업무규정 시행규칙 제2조)."""

DIGITS = "영일이삼사오육칠팔구"
PLACES = ("", "십", "백", "천")
MYRIADS = ("", "만", "억", "조", "경", "해")


def number_in_words(number):
    """Return a whole number in hangul, with every 일 written out so that none can be added.

    >>> number_in_words(113560), number_in_words(0), number_in_words(100_010_000)
    ('일십일만삼천오백육십', '영', '일억일만')
    >>> number_in_words(-1500)
    '마이너스 일천오백'
    """
    if number < 0:
        return f"마이너스 {number_in_words(-number)}"
    words, myriad = "", 0
    while number:
        number, group = divmod(number, 10_000)
        words = (_group_in_words(group) + MYRIADS[myriad] if group else "") + words
        myriad += 1
    return words or DIGITS[0]


def _group_in_words(group):
    """Return a number below 10,000 in hangul.

    >>> _group_in_words(1010)
    '일천일십'
    """
    digits = [int(digit) for digit in reversed(str(group))]
    return "".join(
        DIGITS[digit] + PLACES[place]
        for place, digit in reversed(list(enumerate(digits)))
        if digit
    )


def won_in_words(amount):
    """Return an amount as a contract writes it.

    >>> won_in_words(1_200_000)
    '금 일백이십만원정'
    """
    return f"금 {number_in_words(amount)}원정"


def won_official(amount):
    """Return an amount as an official paper writes it: digits, then hangul in brackets.

    >>> won_official(113560)
    '금113,560원(금일십일만삼천오백육십원)'
    """
    return f"금{amount:,}원(금{number_in_words(amount)}원)"


def figure(value):
    """Return a figure as a budget writes it: separators, and △ before what is less than nothing.

    >>> figure(1234567), figure(-1500), figure(0), figure(None), figure("가")
    ('1,234,567', '△1,500', '0', '', '가')
    """
    if value is None:
        return ""
    if not isinstance(value, int):
        return str(value)
    return f"{value:,}" if value >= 0 else f"△{-value:,}"


def date_text(day):
    """Return a date with dots, as official papers write it.

    >>> from datetime import date
    >>> date_text(date(2026, 3, 9))
    '2026. 3. 9.'
    """
    return f"{day.year}. {day.month}. {day.day}."


def date_long(day):
    """Return a date in words, as it stands above signatures.

    >>> from datetime import date
    >>> date_long(date(2026, 3, 9))
    '2026년 3월 9일'
    """
    return f"{day.year}년 {day.month}월 {day.day}일"


def spaced(title):
    """Return a short title with its syllables set apart, as titles of papers are.

    >>> spaced("견적서"), spaced("월 이용내역서")
    ('견  적  서', '월 이용내역서')
    """
    return "  ".join(title) if len(title) <= 5 and " " not in title else title
