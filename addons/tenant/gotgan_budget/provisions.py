"""The text of the general provisions (예산총칙) as a draft, from the figures of a budget."""

from typing import NamedTuple


class Facts(NamedTuple):
    """What the articles name: amounts in won.

    ``funds``: [(name, kind, won)]; ``continuing``, ``debts``, ``carryovers`` and ``transfers``:
    [(name, won)]; a transfer of zero won has no limit.
    """

    year: int
    title: str
    funds: list
    reserve: int
    borrowing_limit: int
    continuing: list = ()
    debts: list = ()
    carryovers: list = ()
    transfers: list = ()


def draft_articles(facts):
    """Return [(heading, text)] in the order a budget book has them (지방재정법 40).

    >>> articles = draft_articles(Facts(2026, "2026년도 본예산", [("일반회계", "general", 5000)],
    ...                                 50, 0))
    >>> [heading for heading, _text in articles][:3]
    ['세입세출예산의 총액', '세입세출예산의 명세', '계속비']
    >>> articles[0][1].splitlines()[1]
    '- 일반회계: 5천원'
    """
    return [
        ("세입세출예산의 총액", _write_totals(facts)),
        ("세입세출예산의 명세", "세입·세출예산의 명세는 “세입세출예산 사업명세서”와 같다."),
        ("계속비", _write_list("계속비 사업", "총액", facts.continuing)),
        ("채무부담행위", _write_list("채무부담행위", "한도", facts.debts)),
        ("명시이월비", _write_list("명시이월할 수 있는 경비", "한도", facts.carryovers)),
        ("일시차입금", _write_borrowing(facts)),
        ("예비비", f"예비비는 {thousands(facts.reserve)}으로 하며, 예측할 수 없는 지출에 쓴다."),
        ("예산의 이용", _write_transfers(facts.transfers)),
    ]


def thousands(won):
    """Return an amount as a budget book prints it.

    >>> thousands(1234000), thousands(1500)
    ('1,234천원', '1,500원')
    """
    return f"{won:,}원" if won % 1000 else f"{won // 1000:,}천원"


def _write_totals(facts):
    total = sum(won for _name, _kind, won in facts.funds)
    funds = "".join(f"\n- {name}: {thousands(won)}" for name, _kind, won in facts.funds)
    return (
        f"{facts.year}회계연도 세입·세출예산 총액은 각각 {thousands(total)}으로 하며, "
        f"회계별 금액은 다음과 같다.{funds}"
    )


def _write_list(what, amount, rows):
    if not rows:
        return f"{what}: 해당 없음."
    lines = "".join(f"\n- {name}: {amount} {thousands(won)}" for name, won in rows)
    return f"{what}는 다음과 같다.{lines}" if what.endswith(("비", "위")) else f"{what}: {lines}"


def _write_transfers(rows):
    if not rows:
        return "정책사업 사이의 이용: 해당 없음."
    lines = "".join(
        f"\n- {name}" + (f": 한도 {thousands(won)}" if won else "") for name, won in rows
    )
    return (
        "「지방재정법」 제47조의2제1항 단서에 따라 다음 경비는 같은 회계의 정책사업 사이에 서로 "
        f"이용할 수 있다.{lines}"
    )


def _write_borrowing(facts):
    if not facts.borrowing_limit:
        return "일시차입을 하지 아니한다."
    return f"일시차입금의 한도액은 {thousands(facts.borrowing_limit)}으로 한다."
