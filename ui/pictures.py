"""The drawings of the picture cards, in the colours of the look: lines in ink, faces in a soft tint."""

from functools import lru_cache

from PySide6.QtGui import QPixmap

import resources
from ui import theme
from ui.icons import painted

TINT, PAPER = "#cfe4e6", "#ffffff"
"""What stands in the drawings for a face in the tint, and for one in the colour of the card."""
_SHARE = 0.22
"""How much of the brand's colour is in the tint."""


def picture_pixmap(key: str, *, size: int) -> QPixmap:
    """Return the drawing called *key*, *size* logical pixels wide and high, in the look in use.

    Raises FileNotFoundError when there is no such drawing.
    """
    look = theme.current()
    paper = look.colour("surface")
    is_plain = look.mode is theme.Mode.CONTRAST
    tint = paper.name() if is_plain else theme.mixed(look.colour("brand"), paper, share=_SHARE)
    return _painted(key, look.colour("ink").name(), tint, paper.name(), size)


@lru_cache(maxsize=256)
def _painted(key: str, ink: str, tint: str, paper: str, size: int) -> QPixmap:
    drawing = resources.read_text(f"pictures/{key}.svg")
    for stands, colour in (("currentColor", ink), (TINT, tint), (PAPER, paper)):
        drawing = drawing.replace(stands, colour)
    return painted(drawing, size=size)
