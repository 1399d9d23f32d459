"""What the hub answers a tenant. No database, no Odoo."""


class Refusal(Exception):
    """A message that is not taken.

    :param status: the HTTP status: 401 not known, 403 not agreed, 409 number, 413 size, 422 content
    :param reason: why, as one word that the sender's program knows
    :param more: what else the sender is told

    >>> Refusal(403, "no_link", link={"state": "ended"}).body
    {'status': 'refused', 'reason': 'no_link', 'link': {'state': 'ended'}}
    """

    def __init__(self, status, reason, **more):
        super().__init__(reason)
        self.status = status
        self.body = {"status": "refused", "reason": reason, **more}
