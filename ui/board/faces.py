"""Faces: the pictures of what was written by hand, fetched once each and off the Qt thread."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from app.domain.attachment import ATTACHMENT
from app.domain.media import PREVIEWED
from app.queries.attachments import content_of
from ui.bridge import Bridge
from ui.widgets.picture import decoded

if TYPE_CHECKING:
    from app.store.reader import Reader

WITHIN = QSize(440, 300)
"""Pixels: sharp on a card at twice its size, and in the panel; at most half a megabyte."""
MOST = 150
"""Pictures that are kept: more than a screen of cards that can be read; what goes is fetched again."""


class Faces(QObject):
    """The pictures of one board; `came` names the attachment whose picture is there now."""

    came = Signal(str)

    def __init__(
        self, bridge: Bridge, parent: QObject | None = None, *, within: QSize = WITHIN, most: int = MOST
    ) -> None:
        super().__init__(parent)
        self._within, self._most = within, most
        self._bridge = bridge
        self._known: dict[str, QPixmap] = {}
        self._asked: set[str] = set()
        self._wanted: list[str] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        bridge.changed.connect(self._on_changed)

    def picture(self, face: str) -> QPixmap | None:
        """Return the picture of attachment *face*; None while it is not here, which it then is asked for."""
        found = self._known.get(face)
        if found is None and face not in self._asked:
            self._asked.add(face)
            self._wanted.append(face)
            self._soon.start()
        return found

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted, []
        for each in wanted:
            self._bridge.ask(
                _picture, then=partial(self._on_picture, each), failed=_leave, face=each, within=self._within
            )

    def _on_picture(self, face: str, image: QImage | None) -> None:
        if image is None or image.isNull():
            return
        while len(self._known) >= self._most:
            gone = next(iter(self._known))
            del self._known[gone]
            self._asked.discard(gone)
        self._known[face] = QPixmap.fromImage(image)
        self.came.emit(face)

    def _on_changed(self, touched: object) -> None:
        """Ask again for what was not here: it may have come."""
        if ATTACHMENT.kind in getattr(touched, "kinds", ()):
            self._asked &= self._known.keys()


def _picture(reader: "Reader", *, face: str, within: QSize) -> QImage | None:
    """Return the picture of an attachment, None when there is none that can be shown."""
    attachment = reader.get(ATTACHMENT, face)
    if attachment is None or attachment.media not in PREVIEWED:
        return None
    return decoded(content_of(reader, attachment=attachment), attachment.media.suffix.lstrip("."), within=within)


def _leave(_error: object) -> None:
    """Leave the card as it is: the picture is not here yet, or is fetched again."""
