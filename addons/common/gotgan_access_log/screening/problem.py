"""Why a file is refused: a code and what belongs into its sentence."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    code: str
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """Bytes of a file, of what it unpacks to; times it grows; files in it; archives in archives."""

    size: int = 50 * 1024 * 1024
    unpacked: int = 500 * 1024 * 1024
    ratio: int = 200
    entries: int = 10_000
    depth: int = 2
    pixels: int = 100_000_000
