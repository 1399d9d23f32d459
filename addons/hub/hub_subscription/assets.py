"""The site's own files: which a page loads, and under which address."""

import functools
import hashlib
from pathlib import Path

STATIC = Path(__file__).parent / "static"
STYLES = ("tokens", "base", "parts", "forms", "pages", "apply", "print")


@functools.cache
def get_address(relative):
    """Return the address of a file under ``static``, which changes when the file does."""
    digest = hashlib.sha256((STATIC / relative).read_bytes()).hexdigest()
    return f"/hub_subscription/static/{relative}?v={digest[:12]}"


def get_styles():
    return [get_address(f"src/{name}.css") for name in STYLES]
