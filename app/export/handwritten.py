"""Pictures of what was written by hand, as drawings that stand in others and on a page."""

from base64 import b64encode
from collections.abc import Mapping

from app.domain.media import Media, media_of

Faces = Mapping[str, bytes]
"""By the id of their item: the JPEGs that stand for a title."""

_START, _LENGTH = b"\xff\xd8", 2
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers after which a JPEG tells its size (ITU-T T.81, table B.1)."""


def jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG in pixels; None of anything else."""
    at = len(_START)
    while content.startswith(_START) and at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[place : place + 2], "big") for place in (at + 5, at + 7))
            return (width, height) if width and height else None
        at += 2 + max(length, _LENGTH)
    return None


def data_address(content: bytes) -> str:
    """Return a picture as the address by which a drawing holds it."""
    return f"data:{media_of(content) or Media.JPEG};base64,{b64encode(content).decode()}"


def face_drawing(content: bytes | None) -> str:
    """Return a drawing with a JPEG in it; nothing of what is no JPEG."""
    size = jpeg_size(content) if content is not None else None
    if content is None or size is None:
        return ""
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image href="{data_address(content)}" width="{width}" height="{height}"/></svg>'
    )
