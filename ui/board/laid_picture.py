"""A picture made ready to be laid under a board: turned as it was taken, of a bearable size, and bare."""

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter

from app.errors import UserError
from app.operations.underlays import Picture
from app.texts import mark
from ui.paper.photo import opened_photo

LONGEST = 2_000
"""Pixels of the longer side that are kept."""
WIDE = 800.0
"""Board units that the longer side of a picture takes at first."""
_QUALITY = 82
_BROKEN = mark("underlay", "Billedet kan ikke læses. Gem det som JPEG eller PNG, og prøv igen.")


def made_ready(content: bytes, *, middle: tuple[float, float]) -> Picture:
    """Return the picture in *content*, an image file, as it is to lie round *middle* of a board.

    What a camera writes beside the picture, its place above all, is not taken along. Raises UserError when it is no
    picture, one that is broken, or too large.
    """
    return encoded(opened_photo(content), middle=middle)


def encoded(image: QImage, *, middle: tuple[float, float]) -> Picture:
    """Return *image* as a JPEG of at most LONGEST pixels a side, with its place round *middle*."""
    if image.isNull():
        raise UserError(_BROKEN)
    if max(image.width(), image.height()) > LONGEST:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    bare = QImage(image.size(), QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bare.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    scale = WIDE / max(bare.width(), bare.height())
    width, height = bare.width() * scale, bare.height() * scale
    at = (middle[0] - width / 2, middle[1] - height / 2)
    return Picture(content=bytes(buffer.data().data()), at=at, size=(width, height))
