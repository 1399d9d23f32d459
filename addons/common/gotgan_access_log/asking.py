"""The purpose and the reason that travel with a request, and the ways to ask for them."""

FIELDS = ("access_purpose", "access_reason", "access_ask")
SHORTEST = 10
DIFFERENT = 4


def take_reason(request):
    """Take purpose and reason out of the parameters; return ``(purpose, reason, asks)``.

    ``asks`` says that a person sits in front of it and will be asked: what is then refused is no
    attempt to get around the reason.
    """
    purpose, reason, ask = (request.params.pop(name, None) for name in FIELDS)
    asks = bool(ask) or request.httprequest.headers.get("Sec-Fetch-Mode") == "navigate"
    if not is_good(purpose, reason):
        return None, None, asks
    return purpose, " ".join(reason.split()), asks


def is_good(purpose, reason):
    """Say whether somebody has said why, in words rather than in one letter ten times.

    >>> is_good("duty", "3월 급여 지급 명세 확인"), is_good("duty", "업무"), is_good("x", "ㅋ" * 10)
    (True, False, False)
    """
    from .models.access_log import PURPOSES

    if not isinstance(purpose, str) or not isinstance(reason, str):
        return False
    text = " ".join(reason.split())
    return purpose in dict(PURPOSES) and len(text) >= SHORTEST and len(set(text)) > DIFFERENT
