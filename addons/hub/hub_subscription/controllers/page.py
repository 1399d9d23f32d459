"""How a page of the public site is made: its layout's values, its headers, its limits."""

import json

from odoo.http import request

from ..assets import get_address, get_styles

# What the site itself needs, and nothing else: no inline script, no foreign host, no frame.
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
HOUR, TEN_MINUTES = 3600, 600
# For one visitor's address; many agencies share one, so these only stop machines.
BEGINNINGS, LETTERS, TRIES = 60, 60, 30
MENU = (
    ("/features", "기능"),
    ("/price", "요금"),
    ("/security", "보안·서비스 수준"),
    ("/faq", "자주 묻는 질문"),
)
PATHS = ("/apply", "/features", "/price", "/security", "/faq", "/terms", "/en", "/demo-mail")
KEPT = "저장한 내용은 그대로 있습니다."
ERRORS = {
    400: (
        "요청을 처리하지 못했습니다",
        "화면을 연 지 오래되었거나 화면이 온전히 열리지 않았습니다. 이전 화면으로 돌아가 새로 고친 "
        f"뒤 다시 보내 주십시오. {KEPT}",
    ),
    404: (
        "찾으시는 화면이 없습니다",
        "주소가 바뀌었거나 기한이 지난 신청 링크입니다. 주소를 다시 확인하거나 첫 화면에서 시작해 "
        "주십시오.",
    ),
    429: (
        "잠시 뒤에 다시 시도해 주십시오",
        f"짧은 시간에 너무 많은 요청이 있었습니다. 10분 뒤에 다시 시도해 주십시오. {KEPT}",
    ),
    500: (
        "화면을 열지 못했습니다",
        f"저희 쪽의 문제입니다. {KEPT} 잠시 뒤에 다시 시도해 주십시오.",
    ),
}


def render_page(template, status=200, **values):
    """Return the response of one page: ``template`` inside the site's layout, in Korean."""
    env = site_env()
    values = {
        "address": get_address,
        "styles": get_styles(),
        "menu": MENU,
        "path": request.httprequest.path,
        "supplier_sudo": env["hub.supplier"].sudo().search([], limit=1),
        "csrf": request.csrf_token(),
        "scripts": (),
        "demo_mail": False,
        **values,
    }
    html = env["ir.qweb"]._render(f"hub_subscription.{template}", values)
    return request.make_response(html, headers=list(HEADERS.items()), status=status)


def render_error(status):
    title, text = ERRORS.get(status, ERRORS[500] if status >= 500 else ERRORS[400])
    return render_page("error", status=status, title=title, text=text)


def render_json(values, status=200):
    headers = {**HEADERS, "Content-Type": "application/json; charset=utf-8"}
    return request.make_response(
        json.dumps(values, ensure_ascii=False), headers=list(headers.items()), status=status
    )


def see_other(path):
    """Answer a form: the browser fetches ``path``, and a reload sends nothing twice."""
    return request.redirect(path, code=303, local=True)


def site_env():
    return request.env(context={**request.env.context, "lang": "ko_KR", "tz": "Asia/Seoul"})


def within_limit(what, limit, seconds):
    """Count one more ``what`` of this visitor's address; return whether it is within the limit."""
    limit_sudo = request.env["hub.rate.limit"].sudo()
    return limit_sudo._take(what, request.httprequest.remote_addr, limit, seconds)


def is_site_path(path):
    """Return whether a path belongs to the public site.

    >>> is_site_path("/apply/x/agency"), is_site_path("/"), is_site_path("/apple")
    (True, False, False)
    """
    return any(path == one or path.startswith(f"{one}/") for one in PATHS)
