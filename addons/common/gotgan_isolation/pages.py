"""Pages and errors of the server itself, in Korean, without a word about what runs behind them."""

import html
import json
import secrets

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

# status: (title, what it means, what to do)
_WORDS = {
    400: ("요청을 처리할 수 없습니다", "화면이 오래되었거나 보낸 내용이 올바르지 않습니다.",
          "화면을 새로 고친 뒤 다시 해 보십시오."),
    401: ("로그인이 필요합니다", "로그인하지 않았거나 로그인한 지 오래되었습니다.",
          "다시 로그인하십시오."),
    403: ("권한이 없습니다", "이 화면을 볼 수 있는 권한이 없습니다.",
          "필요한 업무라면 기관의 관리자에게 요청하십시오."),
    404: ("찾는 화면이 없습니다", "주소가 잘못되었거나 없어진 화면입니다.",
          "주소를 다시 확인하십시오."),
    405: ("요청을 처리할 수 없습니다", "이 주소에서는 할 수 없는 요청입니다.",
          "처음 화면에서 다시 시작하십시오."),
    413: ("파일이 너무 큽니다", "올릴 수 있는 크기를 넘었습니다.", "파일을 나누어 올리십시오."),
    415: ("요청을 처리할 수 없습니다", "보낸 내용의 형식이 올바르지 않습니다.",
          "화면을 새로 고친 뒤 다시 해 보십시오."),
    422: ("요청을 처리할 수 없습니다", "보낸 내용이 올바르지 않습니다.",
          "입력한 내용을 다시 확인하십시오."),
    429: ("요청이 너무 많습니다", "짧은 시간에 너무 많은 요청이 들어왔습니다.",
          "잠시 뒤 다시 해 보십시오."),
    500: ("처리하지 못했습니다", "예상하지 못한 문제가 생겼습니다. 아무것도 저장되지 않았습니다.",
          "잠시 뒤 다시 해 보시고, 되풀이되면 아래 번호를 담당자에게 알려 주십시오."),
    503: ("지금은 이용할 수 없습니다", "서비스를 점검하고 있습니다.", "잠시 뒤 다시 해 보십시오."),
}
NOBODY = ("이 주소에는 기관이 없습니다", "등록되지 않은 주소입니다.",
          "주소를 다시 확인하거나, 기관의 담당자에게 알맞은 주소를 물어보십시오.")
CLOSED = {
    "suspended": ("이용이 중지되어 있습니다", "이 주소의 서비스는 지금 이용할 수 없습니다.",
                  "기관의 담당자에게 문의하십시오."),
    "archived": ("이용이 끝난 주소입니다", "이 주소의 서비스는 더 이상 제공되지 않습니다.",
                 "기관의 담당자에게 문의하십시오."),
}
READ_ONLY = ("이 기관은 읽기 전용 상태입니다. 조회와 내려받기만 할 수 있고, 등록·수정·삭제는 "
             "할 수 없습니다. 기관의 관리자에게 문의하십시오.")
NO_BROWSER_REPORT = ("이 출력 방식은 쓰지 않습니다. 문서 화면의 인쇄 단추로 공식 서식(PDF)을 "
                     "내려받으십시오.")
INTERNAL = ("처리하지 못했습니다. 입력한 내용은 저장되지 않았습니다. 잠시 뒤 다시 해 보시고, "
            "되풀이되면 담당자에게 문의 번호 {reference}를 알려 주십시오.")

_PAGE = """<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body{{margin:0;background:#f4f5f6;color:#1e2124;
font-family:"Pretendard GOV","Pretendard","Noto Sans KR","NanumGothic",sans-serif;line-height:1.6}}
main{{max-width:36rem;margin:12vh auto 0;padding:2.5rem 2rem;background:#fff;
border-top:4px solid #256ef4;border-radius:.5rem}}
h1{{font-size:1.5rem;margin:0 0 1rem}}p{{margin:.25rem 0}}
.number{{margin-top:1.5rem;color:#58616a}}
</style></head>
<body><main><h1>{title}</h1><p>{what}</p><p>{todo}</p>{number}</main></body></html>
"""
MARK = "X-Gotgan-Page"


def new_reference():
    """A number a person can read out and the log can be searched for.

    >>> import re
    >>> bool(re.fullmatch("[2-9A-Z]{4}-[2-9A-Z]{4}", new_reference()))
    True
    """
    text = "".join(secrets.choice(_LETTERS) for _letter in range(8))
    return f"{text[:4]}-{text[4:]}"


def words(status):
    """Title, meaning and advice for a status; those of its class when it has none of its own."""
    return _WORDS.get(status) or _WORDS[500 if status >= 500 else 400]


def page(title, what, todo, reference=""):
    """One clean page.

    >>> "문의 번호" in page("가", "나", "다", "AB12-CD34"), "문의 번호" in page("가", "나", "다")
    (True, False)
    """
    number = f'<p class="number">문의 번호 {html.escape(reference)}</p>' if reference else ""
    return _PAGE.format(
        title=html.escape(title), what=html.escape(what), todo=html.escape(todo), number=number,
    )


def error_page(status, message="", reference=""):
    """The page of a status; ``message`` is what a person may read about this very case."""
    title, what, todo = words(status)
    return page(title, message or what, "" if message else todo, reference)


def download_error(text):
    """What the web client expects of a download that failed: JSON in the second element.

    >>> "<p>{&quot;code&quot;: 200}</p>" in download_error('{"code": 200}')
    True
    """
    title = html.escape(_WORDS[500][0])
    return (f'<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"><title>{title}</title>'
            f"</head><body><h1>{title}</h1><p>{html.escape(text)}</p></body></html>")


def error_json(status, message, *, rpc_id=None, is_rpc=True):
    """The body of an error for a client that speaks JSON."""
    data = {
        "name": "odoo.exceptions.UserError", "message": message, "arguments": [message],
        "context": {}, "debug": "",
    }
    if not is_rpc:
        return json.dumps(data, ensure_ascii=False)
    error = {"code": status, "message": words(status)[0], "data": data}
    return json.dumps({"jsonrpc": "2.0", "id": rpc_id, "error": error}, ensure_ascii=False)


def wants_json(environ):
    return environ.get("CONTENT_TYPE", "").startswith("application/json")


def answer(environ, status, text=None, *, extra=()):
    """Return ``(status line, headers, body)`` of a refusal, as a page or as JSON."""
    title, what, todo = text or words(status)
    if wants_json(environ):
        is_rpc = not environ.get("PATH_INFO", "").startswith("/json/")
        body = error_json(status, f"{title}. {what} {todo}".strip(), is_rpc=is_rpc)
        kind = "application/json; charset=utf-8"
    else:
        body, kind = page(title, what, todo), "text/html; charset=utf-8"
    data = body.encode()
    return f"{status} {_REASONS.get(status, 'Error')}", [
        ("Content-Type", kind), ("Content-Length", str(len(data))), *extra,
    ], data


_REASONS = {
    307: "Temporary Redirect", 403: "Forbidden", 404: "Not Found", 410: "Gone",
    429: "Too Many Requests", 503: "Service Unavailable",
}
