"""Pictures that stand on papers: the seals of agencies and offices."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

MOST_BYTES = 2_000_000
MOST_PIXELS, LEAST_PIXELS = 4_000, 60
SIDE = 600


def read_size(data):
    """Return (across, along) of a picture in pixels."""
    with Image.open(BytesIO(data)) as picture:
        return picture.size


def clean(data):
    """Return a picture as a plain PNG of at most 600 pixels a side; nothing else of the file stays.

    :param data: bytes of a PNG or JPEG file
    :raises ValueError: with the fault as its only argument: ``heavy`` (over 2 MB), ``kind`` (no
        PNG or JPEG), ``size`` (under 60 or over 4,000 pixels a side)
    """
    if len(data) > MOST_BYTES:
        raise ValueError("heavy")
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if not LEAST_PIXELS <= min(picture.size) <= max(picture.size) <= MOST_PIXELS:
                raise ValueError("size")
            plain = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError("kind") from error
    plain.thumbnail((SIDE, SIDE))
    written = BytesIO()
    Image.frombytes("RGBA", plain.size, plain.tobytes()).save(written, "PNG")
    return written.getvalue()
