"""A picture out of bytes in memory: decoded off the Qt thread, never larger than the field it is for."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

LARGEST_SIDE = 20_000
"""Pixels; what says it has more is no photograph or letter, and is not decoded."""


def decoded(content: bytes, form: str, *, within: QSize) -> QImage:
    """Return the PNG or JPEG in *content*, turned as it was taken and no larger than *within*; a null one else.

    *form* is "png" or "jpeg": no other decoder looks at the bytes.
    """
    with picture_reader(content, form) as reader:
        size = reader.size()
        if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
            return QImage()
        if size.width() > within.width() or size.height() > within.height():
            reader.setScaledSize(size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio))
        return reader.read()


@contextmanager
def picture_reader(content: bytes, form: str) -> Iterator[QImageReader]:
    """Give a reader of *content* as Qt's *form* alone; it turns a picture as it was taken, and decodes nothing yet."""
    buffer = QBuffer()  # the reader does not keep it
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form.encode()))
    reader.setAutoTransform(True)
    yield reader
