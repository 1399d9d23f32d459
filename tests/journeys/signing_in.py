"""The way in for tests that are about something else: what the log-in page sends, undrawn."""

import re


def sign_in(page, url, login, password="gotgan-demo"):
    """Give the page's browser the session of ``login``; the next page is the one to look at."""
    request = page.context.request
    token = re.search(r'name="csrf_token" value="([^"]+)"', request.get(f"{url}/web/login").text())
    answer = request.post(f"{url}/web/login", form={
        "csrf_token": token[1], "login": login, "password": password,
    })
    assert answer.ok and "/web/login" not in answer.url, f"{login} was not let in"
