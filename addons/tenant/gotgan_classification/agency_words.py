"""Words of subjects as the reader's own books have them.

Labels are written for local governments (편성목·통계목, 지방재정법 시행령 제47조). Public
corporations and agencies have 관·항·목·세목 (지방공기업 예산편성기준; 출자·출연 기관의
예산편성지침): in their databases the same labels say so.
"""

AGENCY_WORDS = {"통계목": "목·세목", "편성목": "항·목"}


def reads_as_agency(env):
    """Say whether who reads is of an agency and reads Korean."""
    if not (env.lang or "").startswith("ko"):
        return False
    parameter_sudo = env["ir.config_parameter"].sudo()
    return (parameter_sudo.get_param("gotgan.kind") or "municipality") != "municipality"


def reword(text):
    """Return a label in the words of an agency.

    >>> reword("세부사업·통계목"), reword("편성목"), reword("부서"), reword(False)
    ('세부사업·목·세목', '항·목', '부서', False)
    """
    for word, own in AGENCY_WORDS.items() if text else ():
        text = text.replace(word, own)
    return text
