"""What the pages of a browser showed when its test failed: their address, text and errors."""

import contextlib

LONGEST = 2_500

_browsers = []


@contextlib.contextmanager
def watched(browser):
    """A test that fails while the browser is open tells its pages."""
    _browsers.append(browser)
    try:
        yield browser
    finally:
        _browsers.remove(browser)


def describe():
    """Return ``[(title, text), …]``, one for each page that is open."""
    return [
        (f"page {page.url}", _describe(page))
        for browser in _browsers
        for context in browser.contexts
        for page in context.pages
    ]


def _describe(page):
    from playwright.sync_api import Error

    try:
        text = page.inner_text("body", timeout=5_000)[:LONGEST]
    except Error as error:
        text = f"its text cannot be read: {error}"
    console = [f"{one.type}: {one.text}" for one in page.console_messages()[-10:]]
    return "\n".join([text, *map(str, page.page_errors()), *console])
