"""The Korean of a drafted line: only what the documents say; the cause is a person's to write."""


def won(amount):
    """Return an amount as a paper writes it.

    >>> won(1200000)
    '1,200,000원'
    """
    return f"{amount:,}원"


def day_text(day):
    """Return a day as a paper writes it, or nothing.

    >>> from datetime import date
    >>> day_text(date(2026, 3, 9)), day_text(None)
    ('2026. 3. 9.', '')
    """
    return f"{day.year}. {day.month}. {day.day}." if day else ""


def commitment_reason(facts):
    """Return what is known of a commitment that was not paid up within the year.

    :param dict facts: ``name, payee, number, day, amount, paid, inspected, left``

    >>> commitment_reason({"name": "○○천 정비공사", "payee": "한빛건설", "number": "2026-000007",
    ...     "day": "10. 2.", "amount": 50, "paid": 20, "inspected": 0, "left": 30}).split(". ")[-2:]
    ['원인행위(2026-000007, 한빛건설) 50원 중 20원 지출, 30원 미지출', '연도 내 검사·검수 미완료.']
    """
    state = (
        f"검사·검수를 마친 {won(facts['inspected'])}의 대금청구가 연도 내에 이루어지지 않음."
        if facts["inspected"] else "연도 내 검사·검수 미완료."
    )
    return (
        f"{facts['name']}: {facts['day']} 원인행위({facts['number']}, {facts['payee']}) "
        f"{won(facts['amount'])} 중 {won(facts['paid'])} 지출, {won(facts['left'])} 미지출. {state}"
    )


def request_reason(facts):
    """Return what is known of a request that has no commitment yet.

    >>> request_reason({"name": "용역", "number": "2026-3", "day": "11. 2.", "left": 7})
    '용역: 11. 2. 품의(2026-3) 후 입찰공고를 하였으나 연도 내 원인행위에 이르지 못함(7원).'
    """
    return (
        f"{facts['name']}: {facts['day']} 품의({facts['number']}) 후 입찰공고를 하였으나 "
        f"연도 내 원인행위에 이르지 못함({won(facts['left'])})."
    )


def free_reason(clause, project, left):
    """Return what the clause says of money without a document.

    >>> free_reason("voted", "○○도로 개설", 500)
    '○○도로 개설: 명시이월비로 미리 의결을 거친 금액 중 연도 내 지출하지 못한 500원.'
    """
    texts = {
        "voted": "명시이월비로 미리 의결을 거친 금액 중 연도 내 지출하지 못한",
        "continuing": "계속비의 연도별 필요경비 중 해당 연도에 지출하지 못한",
        "incidental": "사고이월하는 원인행위에 딸린 부대경비로서 지출하지 못한",
        "compensation": "공익·공공사업의 시행에 필요한 손실보상비로서 지출하지 못한",
        "current": "시행령이 정하는 경상적 성격의 경비로서 지출하지 못한",
    }
    return f"{project}: {texts[clause]} {won(left)}."
