"""What several papers say in the same words. Papers are Korean, whoever prints them."""

from odoo.addons.gotgan_base.agency import agency_name
from odoo.addons.gotgan_document import korean, paper

UNIT = "(단위: 원)"
KINDS = {
    "general": "일반지출", "petty": "일상경비", "estimate": "개산급", "advance": "선금급",
    "prior_year": "과년도지출", "bulk": "대량지급", "payroll": "급여", "travel": "여비",
    "dues": "공과금", "auto": "자동이체", "card": "법인카드",
}
OPEN = ("draft", "planned")
OPEN_NOTICE = "※ 확정 전 문서이므로 증빙으로 쓸 수 없습니다."
CANCELLED_NOTICE = "※ 취소된 문서입니다."
LINES = (
    paper.Column("정책사업 / 단위사업 / 세부사업", 34), paper.Column("편성목 / 통계목", 26),
    paper.Column("재원", 14, "center"), paper.Column("금액", 18, "right"),
)


def label(record, name):
    """Return the word of a selection field, in the language of the record."""
    field = record._fields[name]
    return dict(field._description_selection(record.env)).get(record[name]) or ""


def kind_text(record):
    """Return the kind of spending as the forms name it."""
    return KINDS.get(record.kind) or label(record, "kind")


def day_text(day):
    """Return a day with dots, or nothing.

    >>> day_text(False)
    ''
    """
    return korean.date_text(day) if day else ""


def won(amount):
    """Return an amount in digits, with its unit.

    >>> won(1200000)
    '1,200,000원'
    """
    return f"{korean.figure(amount)}원"


def span(first, last):
    """Return a period.

    >>> from datetime import date
    >>> span(date(2026, 1, 2), date(2026, 3, 4))
    '2026. 1. 2. ~ 2026. 3. 4.'
    """
    return f"{day_text(first)} ~ {day_text(last)}"


def rows(*pairs):
    """Return the pairs of key and value that say something."""
    return tuple((key, str(value)) for key, value in pairs if value)


def year_text(document):
    """Return the fiscal year of a document."""
    return f"{document.fiscal_year_id.year}년도"


def payee_text(partner):
    """Return a payee with its business number."""
    number = partner.business_number
    return f"{partner.name} ({number})" if number else partner.name or ""


def object_rows(lines, amount="amount"):
    """Return a row of ``LINES`` for each line that has a budget line."""
    return tuple(
        (
            project_text(line.budget_line_id.project_id),
            object_text(line.budget_line_id.subitem_id),
            line.funding_source_id.name or "", line[amount],
        )
        for line in lines
    )


def object_table(lines, heading):
    """Return the budget lines of a document with their sum."""
    found = object_rows(lines)
    total = ("계", "", "", sum(row[-1] for row in found))
    return paper.Table(LINES, found, (total,), heading=heading, note=UNIT)


def project_text(project):
    """Return the programme path of a project."""
    return " / ".join(filter(None, (
        project.policy_id.name, project.unit_id.name, project.name,
    )))


def object_text(subitem):
    """Return item and subitem with their codes."""
    return "\n".join(one.display_name for one in (subitem.parent_id, subitem) if one)


def funds_text(lines):
    """Return the names of the funds that pay."""
    return ", ".join(dict.fromkeys(lines.budget_line_id.fund_id.mapped("name")))


def notice(document):
    """Return the blocks that say that a document is not, or no longer, in force."""
    if document.state in OPEN:
        return (paper.Text(OPEN_NOTICE, align="center"),)
    if document.state == "cancelled":
        return (paper.Text(CANCELLED_NOTICE, align="center"),)
    return ()


def make(document, title, blocks, **known):
    """Return a paper of a document with its number and day; ``known``: what else it has."""
    if "date" not in known:
        known["date"] = document.date or None
    return paper.Paper(
        title=title, number=document.number or "", issuer=agency_name(document.env),
        blocks=(*notice(document), *blocks), **known,
    )
