from urllib.parse import parse_qsl, urlencode, urlsplit

from odoo import models


class ResPartner(models.Model):
    """A link to set a password names the host, which is enough; never the database behind it."""

    _inherit = "res.partner"

    def _get_signup_url_for_action(self, *args, **kwargs):
        found = super()._get_signup_url_for_action(*args, **kwargs)
        return {key: url and _without_database(url) for key, url in found.items()}


def _without_database(url):
    """Return ``url`` without its parameter ``db``.

    >>> _without_database("http://a.kr/web/reset_password?db=gotgan_t1&token=x%3D")
    'http://a.kr/web/reset_password?token=x%3D'
    """
    parts = urlsplit(url)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key != "db"]
    return parts._replace(query=urlencode(kept)).geturl()
