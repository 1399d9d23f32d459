"""Ways of making a contract, and which one the law allows for a need. No database here."""

from typing import NamedTuple

KINDS = [
    ("works_general", "General Works"),
    ("works_special", "Specialised Works"),
    ("works_other", "Other Works (electricity, telecommunication, fire safety)"),
    ("goods", "Goods"),
    ("service", "Services"),
    ("transport", "Transport and Storage"),
]
WORKS = ("works_general", "works_special", "works_other")
# What is done piece by piece and accepted so (기성).
BY_PROGRESS = (*WORKS, "service")
METHODS = [
    ("private_one", "Private Contract, One Quote"),
    ("private_two", "Private Contract, Two or More Quotes"),
    ("open", "Open Tender"),
    ("limited", "Limited Tender"),
    ("nominated", "Nominated Tender"),
    ("negotiated", "By Negotiation"),
    ("two_stage", "Two-Stage Tender"),
]
PRIVATE = ("private_one", "private_two")
# Tenders whose bidders are judged once their offers are known.
TENDERS = ("open", "limited", "nominated")
LIMITS = [
    ("region", "Region"),
    ("record", "Record of Works"),
    ("ability", "Technology, Facilities or Financial Standing"),
    ("size", "Size or Kind of Enterprise"),
]
AWARDS = [
    ("qualification", "Review of Qualification"),
    ("overall", "Comprehensive Evaluation"),
]
# Proposals or specifications come first; their notice has days of its own (시행령 35⑤).
BY_PROPOSAL = ("negotiated", "two_stage")
FIRMS = [
    ("any", "Any"),
    ("small", "Small Enterprises"),
    ("preferred", "Women's, Disabled Persons', Social Enterprises and Others"),
]


class Law(NamedTuple):
    """The thresholds in force, in won: by kind of contract and by kind of firm."""

    private: dict
    one_quote: dict
    small_firm: int
    region: dict


class Proposal(NamedTuple):
    """The way the law proposes, the sentence that says why, the bound, the rule asked."""

    method: str
    why: str
    bound: int
    rule: str


def propose(kind, price, firm, ground, law):
    """Return how a need of ``price`` (추정가격, won) is contracted.

    >>> law = Law({"goods": 20, "works_general": 400}, {"any": 20, "preferred": 50}, 100,
    ...     {"works_general": 15_000})
    >>> propose("goods", 20, "any", "amount", law).method
    'private_one'
    >>> propose("goods", 45, "preferred", "amount", law).method
    'private_one'
    >>> propose("goods", 90, "small", "amount", law)
    Proposal(method='private_two', why='small_firm', bound=100, rule='contract.private_small_firm')
    >>> propose("goods", 90, "any", "amount", law).method
    'open'
    >>> propose("works_general", 400, "any", "amount", law).method
    'private_two'
    >>> propose("works_general", 401, "any", "amount", law).method
    'limited'
    >>> propose("goods", 900, "any", "urgent", law).why
    'ground'
    """
    if ground != "amount":
        return Proposal("private_one", "ground", 0, "contract.private_grounds")
    one = max(law.one_quote["any"], law.one_quote.get(firm) or 0)
    if price <= one:
        return Proposal("private_one", "one_quote", one, "contract.one_quote")
    private = law.private.get(kind)
    if private and price <= private:
        return Proposal("private_two", "private", private, "contract.private_limit")
    if kind not in WORKS and firm != "any" and price <= law.small_firm:
        return Proposal(
            "private_two", "small_firm", law.small_firm, "contract.private_small_firm",
        )
    region = law.region.get(kind)
    if region and price < region:
        return Proposal("limited", "region", region, "contract.region_limit")
    return Proposal("open", "open", 0, "contract.open_tender")


def allows(method, proposal):
    """Say whether the law lets a need be contracted this way: never closer than it proposes.

    >>> allows("open", Proposal("private_two", "", 0, "")), allows("private_one",
    ...     Proposal("private_two", "", 0, ""))
    (True, False)
    """
    ranks = {"private_one": 0, "private_two": 1}
    return ranks.get(method, 2) >= ranks.get(proposal.method, 2)


# How the tables of the rules, which are Korean, call what the code names.
KIND_WORDS = {
    "works_general": "종합공사",
    "works_special": "전문공사",
    "works_other": "그 밖의 공사",
    "goods": "물품",
    "service": "용역",
    "transport": "운송·보관",
}
# Contracts whose bond is a share of another sum than their amount (시행령 51⑦, ⑧).
BOND_TERMS = {"unit": "단가계약", "long": "장기계속계약"}
# What a title says of every need: two needs are not one because both are bought.
PLAIN_WORDS = frozenset([
    "구매", "구입", "공사", "용역", "계약", "제작", "설치", "임차", "사업", "추진", "관련", "운영",
])
METHOD_WORDS = {
    "private_one": "1인 견적 수의",
    "private_two": "2인 이상 견적 수의",
    "open": "일반입찰",
    "limited": "제한입찰",
    "nominated": "지명입찰",
    "negotiated": "협상에 의한 계약",
    "two_stage": "2단계 입찰",
}
# How a planned price is made, as the table of the ways says it.
DRAWN, PLANNED = "복수예비가격", "예정가격"
FIRM_WORDS = {"any": "전체", "preferred": "여성·장애인기업 등"}
DEFECT_WORKS = [
    ("structure", "Dams, Bridges, Tunnels, Landscaping"),
    ("port", "Ports, Airports"),
    ("road", "Roads, Buildings"),
    ("other", "Other Works"),
]
DEFECT_WORDS = {
    "structure": "댐·교량·터널·조경",
    "port": "항만·공항",
    "road": "도로·건축",
    "other": "그 밖의 공사",
}


def notice_group(kind, method):
    """Return how the table of notice days calls a case.

    >>> notice_group("works_general", "open"), notice_group("goods", "private_two")
    ('공사', '수의 견적')
    """
    if method in PRIVATE:
        return "수의 견적"
    return "공사" if kind in WORKS else "물품·용역"
