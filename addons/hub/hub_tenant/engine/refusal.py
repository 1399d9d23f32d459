"""Why something was not done, in words for the person who asked."""


class Refusal(Exception):
    """Trying again will not help before a person has done something.

    ``code`` is the exit code of a command: 2 where it was not understood or not confirmed.

    >>> str(Refusal("There is no template.", "None was registered.", do="register one."))
    'There is no template. None was registered. What to do: register one.'
    """

    def __init__(self, what, why="", do="", code=1):
        self.what, self.why, self.do, self.code = what, why, do, code
        parts = (what, why, f"What to do: {do}" if do else "")
        super().__init__(" ".join(part for part in parts if part))
