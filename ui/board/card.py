"""CardItem: the one graphics item for every kind of card; it paints itself and knows nothing else."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.domain.record import Mark
from app.domain.values import State
from app.queries.awaits import AWAITS
from app.queries.board import CardView
from app.queries.words import item_title
from app.texts import mark, say
from ui.board.elements import element_kind
from ui.board.folded_card import RADIUS, paint_folded
from ui.board.optics import BAR, LOW, PAD, SHADOW, Detail, Optics, icon_size, write
from ui.board.wrapping import ELLIPSIS, Wrapped
from ui.icons import pixmap
from ui.theme import mark_icon

if TYPE_CHECKING:
    from ui.board.badge import Badge
    from ui.board.link import LinkItem

Z_CARD, Z_OPENED = 2.0, 3.0
DIMMED = 0.35
AVATAR = 20.0
SAVED = 13.0

NEW = mark("card", "Ny")
TWO_VERSIONS = mark("card", "To versioner")
NOT_APPROVED = mark("card", "Ikke godkendt")
UNTITLED = mark("card", "Uden titel")


class Stage:
    """What all cards of a scene share: the optics in use and the state of this screen, not of the plan."""

    def __init__(self, optics: Optics, today: date) -> None:
        self.optics = optics
        self.today = today
        self.selected: set[str] = set()
        self.focused: str | None = None
        self.news: Mapping[str, str] | None = None
        """What has become of cards, in a word each, while that is looked at: all others are dim; None else."""
        self.badges: dict[str, Badge] = {}
        """The badges on the board, by their cards."""
        self.found: frozenset[str] = frozenset()
        """Cards that a search has found: they are framed."""
        self.opened: str | None = None
        """The one card that is whole while the others are folded."""
        self.folded_heights: Mapping[str, float] = {}
        """How high texts are while the board is folded, in board units."""
        self.is_hurried = False
        """Whether what is painted now is painted again in a moment: what takes long is painted roughly."""
        self.hidden: str | None = None
        """The card under the editor: its title is not painted twice."""
        self.face_of: Callable[[str], QPixmap | None] = lambda _face: None
        """Hands out the picture of what was written by hand, by its attachment; None while it is not here."""
        self.picture_of: Callable[[str], QPixmap | None] = lambda _file: None
        """Hands out a picture that is laid under the board, by its attachment; None while it is not here."""


class CardItem(QGraphicsRectItem):
    """A card. Its look follows the kind of its item; selection and focus are the stage's.

    Qt asks where it is far more often than it paints it, and a rectangle of its own it need not ask of Python.
    """

    def __init__(self, view: CardView, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.view = view
        self.links: list[LinkItem] = []
        self.setPen(Qt.PenStyle.NoPen)
        self.setZValue(Z_CARD)
        self.forget_words()
        self.take_size()

    @property
    def id(self) -> str:
        """Return the id of the item."""
        return self.view.item.id

    def show_view(self, view: CardView) -> None:
        """Show another state of the same item; the place is the scene's to set. The same words keep their measures."""
        before, self.view = self.view, view
        if (before.item, before.responsible, before.awaits) != (view.item, view.responsible, view.awaits):
            self.forget_words()
        if (self.width, self.height) != (view.spot.width, view.spot.height):
            self.take_size()

    def forget_words(self) -> None:
        """Measure title and foot anew when they are painted next."""
        self._title: Wrapped | None = None
        self._foot: Wrapped | None = None
        self._brief_foot: Wrapped | None = None
        self._avatar = ""

    def take_size(self) -> None:
        """Be as large as the view has the card."""
        self.width, self.height = self.view.spot.width, self.view.spot.height
        self.resized()

    def resized(self) -> None:
        """Let what painting touches be as large as the card is now: shadow, ring and badge included."""
        self.setRect(-SHADOW, -16, self.width + 2 * SHADOW, self.height + SHADOW + 22)

    def frame(self) -> QRectF:
        """Return the card's rectangle on the board, without its shadow."""
        return QRectF(self.x(), self.y(), self.width, self.height)

    def contains(self, point: QPointF) -> bool:  # type: ignore[override]
        """Tell whether *point* hits the card itself."""
        return 0 <= point.x() <= self.width and 0 <= point.y() <= self.height

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint what the zoom allows."""
        stage, optics = self.stage, self.stage.optics
        if stage.news is not None and self.id not in stage.news:
            painter.setOpacity(DIMMED)
        if self.id in stage.found:
            self._paint_found(painter, optics)
        if optics.folded is not None and self.id != stage.opened:
            paint_folded(painter, optics, optics.folded, self)
            return
        self._paint_backing(painter, optics)
        if optics.detail is not Detail.KIND and not stage.is_hurried:
            self._paint_title(painter, optics)
            self._paint_signs(painter, optics)
        if self.id in stage.selected or self.id == stage.focused:
            self._paint_ring(painter, optics)

    def _paint_backing(self, painter: QPainter, optics: Optics) -> None:
        """Lay the ready picture on whole pixels; scaling it would blur its edges."""
        backing, is_sharp = optics.backing(self.view.item.type, self.width, self.height)
        if not is_sharp:
            room = QRectF(-SHADOW, -SHADOW, self.width + 2 * SHADOW, self.height + 2 * SHADOW)
            painter.drawPixmap(room, backing, QRectF(backing.rect()))
            return
        transform = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        corner = transform.map(QPointF(-SHADOW, -SHADOW))
        painter.resetTransform()
        if ratio != 1.0:
            backing.setDevicePixelRatio(ratio)
        painter.drawPixmap(QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), backing)
        painter.setWorldTransform(transform)

    def _paint_title(self, painter: QPainter, optics: Optics) -> None:
        if self.view.item.face is not None and self._paint_face(painter, optics):
            return
        wrapped, title = self.title(optics), optics.title
        is_low = self.height < LOW
        top = max(2.0, (self.height - title.line) / 2) if is_low else optics.band + (4 if optics.meeting else 6)
        width = (self.width - BAR - 2 * PAD + 4) / title.enlarged
        foot, count = ([], 1) if is_low else self._foot_lines(optics, width=width, top=top)
        if count > 0 and self.id != self.stage.hidden:
            painter.setPen(optics.ink if self.view.item.title else optics.muted)
            for place, line in enumerate(wrapped.lines(width, count)):
                write(painter, title, BAR + PAD, top + place * title.line, line)
        if foot:
            self._paint_foot(painter, optics, foot)

    def _paint_face(self, painter: QPainter, optics: Optics) -> bool:
        """Paint what was written by hand while nobody has typed a title, or types one; False when it is not here."""
        item = self.view.item
        if item.title and self.id != self.stage.hidden:
            return False
        picture = self.stage.face_of(item.face or "")
        if picture is None:
            return False
        room = QRectF(BAR + 4, optics.band + 3, self.width - BAR - 8, self.height - optics.band - 7)
        size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.left(), room.center().y() - size.height() / 2, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        return True

    def title(self, optics: Optics) -> Wrapped:
        """Return the title, to be broken into lines."""
        if self._title is None:
            self._measure(optics)
        return self._title or Wrapped("", metrics(optics.title.font))

    def _measure(self, optics: Optics) -> None:
        self._title = Wrapped(item_title(self.view.item) or say(UNTITLED), metrics(optics.title.font))
        kind = element_kind(self.view.item.type)
        words, who = kind.foot(self.view.item, self.stage.today), self.view.responsible or ""
        awaits = say(AWAITS) if optics.meeting and who and self.view.awaits else ""
        if optics.meeting:
            words, who = " · ".join(part for part in (*who.split()[:1], awaits, words) if part), ""
        words = words or who
        self._foot = Wrapped(words, metrics(optics.small.font)) if words else None
        brief = awaits or words.partition(", ")[0]
        self._brief_foot = Wrapped(brief, metrics(optics.small.font)) if brief != words else None
        self._avatar = initials(who)

    def _foot_lines(self, optics: Optics, *, width: float, top: float) -> tuple[list[str], int]:
        """Return the foot and how many title lines of *width* stand above it, from *top* on.

        The foot has two lines where one is too short and the title leaves room for both, none where it would be cut.
        """
        foot, wanted = self._foot, 0
        beside = (self.width - BAR - 2 * PAD - (AVATAR + 7 if self._avatar else 0) - SAVED) / optics.small.enlarged
        if optics.detail is Detail.FULL and (foot is not None or self._avatar):
            wanted = 2 if foot is not None and not self._avatar and foot.needs_more(beside, 1) else 1
        for lines in range(wanted, 0, -1):
            below = lines * optics.small.line + (9 if optics.meeting else 14)
            count = int((self.height - top - below) / optics.title.line + 0.1)
            if count < 1 or (self._title is not None and self._title.needs_more(width, count)):
                continue
            words = self._foot_words(beside, lines)
            if not words[-1].endswith(ELLIPSIS):
                return words, count
        return [], int((self.height - top - 4) / optics.title.line + 0.1)

    def _foot_words(self, width: float, count: int) -> list[str]:
        """Return the foot in *count* lines; what stands after a comma goes before anything is shortened."""
        if self._foot is None:
            return [" "]
        is_cut = self._brief_foot is not None and self._foot.needs_more(width, count)
        foot = self._brief_foot if is_cut and self._brief_foot is not None else self._foot
        return foot.lines(width, count)

    def _paint_foot(self, painter: QPainter, optics: Optics, lines: list[str]) -> None:
        middle = self.height - (6 if optics.meeting else 10) - max(AVATAR, optics.small.line) / 2
        left = BAR + PAD
        if self._avatar:
            circle = QRectF(left - 2, middle - AVATAR / 2, AVATAR, AVATAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(optics.theme.colour("brand_tint"))
            painter.drawEllipse(circle)
            painter.setFont(_initials_font(optics))
            painter.setPen(optics.brand)
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._avatar)
            left += AVATAR + 5
        painter.setPen(optics.muted)
        for place, line in enumerate(reversed(lines)):
            write(painter, optics.small, left, middle - optics.small.line * (place + 0.5), line)

    def _paint_signs(self, painter: QPainter, optics: Optics) -> None:
        """Paint the small signs at the right of the band: new, done, agreed or not, awaiting, shared, saved here."""
        view, right = self.view, self.width - PAD
        if view.is_new and optics.detail is Detail.FULL and not optics.meeting and self.stage.news is None:
            right = _pill(painter, optics, QPointF(right, (optics.band - 20) / 2), say(NEW))
        for name, colour in _signs(view):
            side = 16.0 * max(1.0, optics.small.enlarged)
            right -= side
            if right < self.width * 0.62 and optics.detail is not Detail.FULL:
                return
            drawing = pixmap(name, optics.theme.colour(colour), size=icon_size(side, optics.ratio), stroke=2)
            place = QRectF(right, (optics.band - side) / 2, side, side)
            painter.drawPixmap(place, drawing, QRectF(drawing.rect()))
            right -= 5
        has_room = optics.detail is Detail.FULL and not optics.meeting and self.height >= LOW
        if view.item.marks & Mark.PENDING and has_room:
            self._paint_saved_here(painter, optics)

    def _paint_saved_here(self, painter: QPainter, optics: Optics) -> None:
        """Say quietly in the corner that the card is on this machine only."""
        drawing = pixmap(mark_icon("saved_here"), optics.muted, size=icon_size(SAVED, optics.ratio))
        place = QRectF(self.width - PAD - SAVED + 2, self.height - 13 - SAVED, SAVED, SAVED)
        painter.drawPixmap(place, drawing, QRectF(drawing.rect()))

    def _paint_found(self, painter: QPainter, optics: Optics) -> None:
        """Lay a wide frame under the card, as a marker would."""
        pixel = 1 / (optics.zoom * optics.theme.scale)
        wide = min(SHADOW - 2.0, (3.0 if optics.folded is not None else 6.0) * pixel)
        is_folded = optics.folded is not None and self.id != self.stage.opened
        radius = (RADIUS * pixel if is_folded else optics.theme.radius("note")) + wide
        painter.setPen(QPen(optics.ink, 1.5 * pixel))
        painter.setBrush(optics.theme.colour("warning_tint"))
        painter.drawRoundedRect(
            QRectF(0, 0, self.width, self.height).adjusted(-wide, -wide, wide, wide), radius, radius
        )

    def _paint_ring(self, painter: QPainter, optics: Optics) -> None:
        radius = optics.theme.radius("note") + 2
        wide = 2.0 / optics.zoom if optics.zoom < 1 else 2.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(optics.brand, wide))
        painter.drawRoundedRect(QRectF(-2, -2, self.width + 4, self.height + 4), radius, radius)
        if self.id == self.stage.focused and len(self.stage.selected) > 1:
            painter.setPen(QPen(optics.brand, wide, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(-6, -6, self.width + 12, self.height + 12), radius + 4, radius + 4)


def initials(name: str) -> str:
    """Return the first letters of first and last name."""
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else ""


_METRICS: dict[tuple[str, int, int], QFontMetricsF] = {}


def metrics(font: QFont) -> QFontMetricsF:
    """Return the measures of *font*, made once."""
    key = (font.family(), font.pixelSize(), int(font.weight()))
    found = _METRICS.get(key)
    if found is None:
        found = _METRICS[key] = QFontMetricsF(font)
    return found


def _initials_font(optics: Optics) -> QFont:
    font = QFont(optics.small.font)
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _signs(view: CardView) -> list[tuple[str, str]]:
    """Return icon and colour name of each sign, from the right."""
    signs: list[tuple[str, str]] = []
    if view.item.state is State.DONE:
        signs.append(("circle-check", "good"))
    if view.disagreement is not None:
        signs.append(("thumbs-down", "warning"))
    elif view.item.agreed_at is not None:
        signs.append(("thumbs-up", "good"))
    if view.awaits and view.responsible:
        signs.append(("clock", "muted"))
    if view.shared:
        signs.append(("handshake", "information"))
    return signs


def _pill(painter: QPainter, optics: Optics, corner: QPointF, words: str) -> float:
    """Paint a pill whose upper right corner is *corner*; return its left edge less a gap."""
    font = _initials_font(optics)
    width = metrics(font).horizontalAdvance(words) + 16
    frame = QRectF(corner.x() - width, corner.y(), width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(optics.theme.colour("information"))
    painter.drawRoundedRect(frame, 10, 10)
    painter.setPen(optics.surface)
    painter.setFont(font)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
    return frame.left() - 6
