"""The one thing that signs a person in without a password: a verified ticket, used once."""


class EntryRefused(Exception):
    """A ticket opens nothing. The text is for the server's log, never for whoever sent it."""


class EntryPass:
    """Says that the ticket of this account was verified.

    It is compared by type and used up by the first look at it: nothing that arrives by JSON or
    by a form can be one.
    """

    KIND = "gotgan_ticket"

    def __init__(self, user):
        self._user_id = user.id

    def take(self, user):
        """Return whether the pass was made for ``user``; it is then used up."""
        fits = bool(user.id) and self._user_id == user.id
        self._user_id = None
        return fits
