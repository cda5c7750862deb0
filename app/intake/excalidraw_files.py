"""The pictures inside an Excalidraw file: data URLs alone, known by their own bytes, never fetched from anywhere."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from app.domain.media import PREVIEWED, Media, media_of

_PICTURES = frozenset({Media.PNG, Media.JPEG, Media.GIF, Media.WEBP})
_DRAWN = "image/svg+xml"
"""SVG: kept as what it is, text, and painted by nobody here."""
_FROM_A_CAMERA, _HEAD = b"Exif\0\0", 70_000
"""How the place and the turn of a photograph begin, and how far from the front of a file, in bytes."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture: what it is and its bytes. `mime` is what the file calls it."""

    mime: str
    content: bytes

    @property
    def can_be_laid(self) -> bool:
        """Tell whether it may lie under a board: of a kind that is shown, with nothing that a camera wrote into it."""
        return media_of(self.content) in PREVIEWED and _FROM_A_CAMERA not in self.content[:_HEAD]

    @property
    def url(self) -> str:
        """The picture as a data URL."""
        return f"data:{self.mime};base64,{base64.b64encode(self.content).decode()}"


def embedded(files: Mapping[str, Any]) -> dict[str, Embedded]:
    """Return the pictures of a scene by id; what is no picture is left out."""
    made = {name: _one(told) for name, told in files.items() if isinstance(told, dict)}
    return {name: each for name, each in made.items() if each is not None}


def _one(told: Mapping[str, Any]) -> Embedded | None:
    url = told.get("dataURL")
    if not isinstance(url, str) or not url.startswith("data:"):
        return None
    head, comma, body = url[len("data:") :].partition(",")
    content = _decoded(body, is_base64=head.endswith(";base64")) if comma else None
    media = media_of(content) if content else None
    if content and media in _PICTURES:
        return Embedded(media.value, content)
    is_drawn = media is Media.TEXT and head.split(";")[0].strip().lower() == _DRAWN
    return Embedded(_DRAWN, content) if content and is_drawn else None


def _decoded(body: str, *, is_base64: bool) -> bytes | None:
    try:
        return base64.b64decode(body, validate=True) if is_base64 else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
