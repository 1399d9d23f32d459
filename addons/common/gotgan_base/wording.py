"""What people read about a fault in a file; the texts stand beside the code that finds it."""

# Years, positions and the numbers of rows are no amounts: they are read without separators.
PLAIN_NUMBERS = {"year", "position", "limit", "number", "other", "last"}


def say(env, text, params):
    """Return a lazy text in the language of ``env``, with the params of its fault.

    :param text: of ``LazyTranslate``, with named placeholders
    :param params: ``{placeholder: value}``; whole numbers get separators
    """
    words = {
        name: f"{value:,}" if isinstance(value, int) and name not in PLAIN_NUMBERS else value
        for name, value in params.items()
    }
    template = text._translate(env.lang or "en_US")
    return template % words if words else template
