"""Photo: a picture file as it is taken in: of a known kind, of a size that memory holds, turned as it was taken."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from app.domain.media import Media, media_of
from app.errors import UserError
from app.texts import mark
from ui.widgets.picture import picture_reader

LARGEST_FILE = 60_000_000
"""Bytes."""
LARGEST_PICTURE = 210_000_000
"""Pixels that a JPEG may have: its decoder makes it smaller as it reads."""
LARGEST_WHOLE = 55_000_000
"""Pixels that any other picture may have, which is decoded whole: 220 MB."""
READ_AT = 14_000_000
"""Pixels to which a larger picture is made smaller: enough for the handwriting, and for codes on a table."""
_FORMS = {Media.JPEG: "jpeg", Media.PNG: "png", Media.WEBP: "webp", Media.TIFF: "tiff", Media.HEIC: "heic"}

_UNREADABLE = mark("paper photo", "Billedet kan ikke læses. Se, om filen findes og kan åbnes i et andet program.")
_UNKNOWN = mark("paper photo", "Filen er ikke et billede, som Enplan kan læse. Gem det som JPEG eller PNG.")
_TOO_LARGE = mark("paper photo", "Billedet er for stort. Tag det med højst 50 megapixel, eller gem det mindre.")
_BROKEN = mark("paper photo", "Billedet er beskadiget eller kun halvt overført. Overfør det igen, eller tag et nyt.")


def read_photo(path: Path) -> bytes:
    """Return the content of a file. Raises UserError when it cannot be read or is too large for a picture."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as failed:
        raise UserError(_UNREADABLE) from failed
    if len(content) > LARGEST_FILE:
        raise UserError(_TOO_LARGE)
    return content


def opened_photo(content: bytes) -> QImage:
    """Return the picture in *content*, at most READ_AT pixels of it; nothing is allocated for one that is too large.

    Raises UserError when it is no picture, one that is broken, or too large.
    """
    form = _FORMS.get(media_of(content) or Media.TEXT)
    if form is None or QByteArray(form.encode()) not in QImageReader.supportedImageFormats():
        raise UserError(_UNKNOWN)
    with picture_reader(content, form) as reader:
        size = reader.size()
        if not size.isValid():
            raise UserError(_BROKEN)
        pixels = size.width() * size.height()
        if pixels > (LARGEST_PICTURE if form == "jpeg" else LARGEST_WHOLE):
            raise UserError(_TOO_LARGE)
        if pixels > READ_AT:
            reader.setScaledSize(size * (READ_AT / pixels) ** 0.5)
        image = reader.read()
    if image.isNull():
        raise UserError(_BROKEN)
    return _opaque(image)


def _opaque(image: QImage) -> QImage:
    """Return the picture on white: what is seen through is paper."""
    if not image.hasAlphaChannel():
        return image.convertToFormat(QImage.Format.Format_RGB32)
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    return white
