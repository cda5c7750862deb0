"""The ground of a board with a time axis: lanes, months, today, and the strip of cards without a date."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.life_area import LifeArea, life_area
from app.queries.board import BoardView
from app.queries.layout import DAY_WIDTH, Lane, next_month, x_of
from app.texts import mark, say
from ui.board.dates import MONTHS
from ui.board.lettering import lettering
from ui.board.optics import Optics
from ui.board.wrapping import ELLIPSIS, Wrapped
from ui.icons import pixmap
from ui.theme import Theme, current, life_area_icon

_COLUMN_WIDTH = 132
_HEADER_HEIGHT = 44

TODAY = mark("board", "I dag")
UNDATED = mark("board", "Uden dato")
NO_AREA = mark("board", "Uden livsområde")
PEOPLE = mark("board", "Mennesker")
MONTH_OF_YEAR = mark("date", "{month} {year}")
LANES = mark("board", "Livsområder")
AXIS = mark("board", "Tidsakse")


def lane_name(area: LifeArea | None) -> str:
    """Return what a lane is called."""
    return say(life_area(area).label) if area is not None else say(NO_AREA)


def lane_words(lane: Lane) -> str:
    """Return what stands beside a lane: whose it is, or what it holds."""
    if lane.citizen is not None:
        return lane.name
    return say(PEOPLE) if lane.is_of_people else lane_name(lane.area)


def lane_at(view: BoardView, y: float) -> Lane | None:
    """Return the lane at *y*; the first or last one beyond the ends."""
    if not view.lanes:
        return None
    return next((lane for lane in view.lanes if y < lane.y + lane.height), view.lanes[-1])


def paint_ground(painter: QPainter, view: BoardView, optics: Optics, exposed: QRectF) -> None:
    """Paint what lies under the cards within *exposed*, in board units; the last lane goes on to the end."""
    theme = optics.theme
    painter.fillRect(exposed, theme.colour("ground"))
    thin = 1.0 / optics.ratio
    for place, lane in enumerate(view.lanes):
        bottom = exposed.bottom() if lane is view.lanes[-1] else lane.y + lane.height
        band = QRectF(exposed.left(), lane.y, exposed.width(), bottom - lane.y)
        if band.intersects(exposed):
            painter.fillRect(band, lane_tint(theme, place))
            painter.fillRect(QRectF(exposed.left(), lane.y, exposed.width(), thin), theme.colour("line"))
    if view.axis is not None:
        top = max(0.0, exposed.top())
        _paint_times(painter, view, optics, QRectF(exposed.left(), top, exposed.width(), exposed.bottom() - top))


def lane_tint(theme: Theme, place: int) -> QColor:
    """Return the face of a lane: every second one a shade apart."""
    ground, surface = theme.colour("ground"), theme.colour("surface")
    share = 0.62 if place % 2 == 0 else 0.12
    return QColor.fromRgbF(
        ground.redF() + (surface.redF() - ground.redF()) * share,
        ground.greenF() + (surface.greenF() - ground.greenF()) * share,
        ground.blueF() + (surface.blueF() - ground.blueF()) * share,
    )


def months(view: BoardView) -> Iterator[date]:
    """Yield the first of each month on the axis."""
    if view.axis is None:
        return
    month = view.axis.first.replace(day=1)
    while month <= view.axis.last:
        yield month
        month = next_month(month)


def _paint_times(painter: QPainter, view: BoardView, optics: Optics, room: QRectF) -> None:
    theme, thin = optics.theme, 1.0 / optics.ratio
    if view.axis is not None and view.axis.strip:
        strip = QRectF(view.axis.left - view.axis.strip, room.top(), view.axis.strip, room.height())
        shade = theme.colour("brand")
        shade.setAlphaF(0.035)
        painter.fillRect(strip.intersected(room), shade)
    for month in months(view):
        x = x_of(month)
        if room.left() <= x <= room.right():
            painter.fillRect(QRectF(x, room.top(), thin, room.height()), theme.colour("line"))
    now = x_of(view.today)
    if room.left() <= now <= room.right():
        painter.fillRect(QRectF(now, room.top(), 1.6 / min(1.0, optics.zoom), room.height()), theme.colour("brand"))


def framed(canvas: QWidget, *, lanes: "LaneColumn", header: "AxisHeader") -> QGridLayout:
    """Return *canvas* with its lanes at its left and its months above both."""
    header.indent = float(lanes.width())
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.addWidget(header, 0, 0, 1, 2)
    grid.addWidget(lanes, 1, 0)
    grid.addWidget(canvas, 1, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(1, 1)
    return grid


class _Edge(QWidget):
    """A strip at the edge of the view that scrolls with it in one direction only."""

    def __init__(self, name: str, parent: QWidget, *, meeting: bool) -> None:
        super().__init__(parent)
        self.meeting = meeting
        self.setAccessibleName(name)
        self._view: BoardView | None = None
        self._transform = QTransform()

    def show_board(self, view: BoardView, transform: QTransform) -> None:
        """Follow the view: its board and its transform from board to viewport."""
        if view is not self._view:
            self.setAccessibleDescription(", ".join(self._words(view)))
        self._view, self._transform = view, transform
        self.update()

    def _words(self, view: BoardView) -> list[str]:
        """Return what the strip says, seen or not."""
        raise NotImplementedError


class LaneColumn(_Edge):
    """The names of the lanes, fixed at the left."""

    def __init__(self, parent: QWidget, *, meeting: bool = False) -> None:
        super().__init__(say(LANES), parent, meeting=meeting)
        self.setFixedWidth(round(_COLUMN_WIDTH * min(1.75, max(current().scale, 1.2 if meeting else 1.0))))

    def _words(self, view: BoardView) -> list[str]:
        return [lane_words(lane) for lane in view.lanes]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each lane's icon and name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current()
        painter.fillRect(self.rect(), theme.colour("ground"))
        for place, lane in enumerate(self._view.lanes if self._view else ()):
            top = self._transform.map(QPointF(0, lane.y)).y()
            is_last = self._view is not None and lane is self._view.lanes[-1]
            height = max(0.0, self.height() - top) if is_last else lane.height * self._transform.m22()
            if top < self.height() and top + height > 0:
                self._paint_lane(painter, theme, QRectF(0, top, self.width(), height), lane, place)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))
        painter.end()

    def _paint_lane(self, painter: QPainter, theme: Theme, room: QRectF, lane: Lane, place: int) -> None:
        painter.fillRect(room, lane_tint(theme, place))
        painter.fillRect(QRectF(room.left(), room.top(), room.width(), 1), theme.colour("line"))
        font = lettering(meeting=self.meeting)
        measures = QFontMetricsF(font)
        if room.height() < measures.height():
            font.setPixelSize(font.pixelSize() if self.meeting else theme.text("smallest"))
            measures = QFontMetricsF(font)
        if room.height() < measures.height():  # its name would lie over the next one's
            return
        icon = round(20 * min(1.5, theme.scale))
        folded = room.height() < icon + measures.height() + 30
        top = max(room.top(), 0.0) + 16
        top = min(top, room.bottom() - icon - measures.height() * 2 - 14)
        left = 16.0
        name = life_area_icon(lane.area) if lane.area else "users" if lane.is_of_people else "circle"
        name = "user" if lane.citizen is not None else name
        drawing = pixmap(name, theme.colour("brand"), size=icon)
        if not folded and room.height() >= icon + 40:
            painter.drawPixmap(QPointF(left, top), drawing)
            top += icon + 5
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        count = int((room.height() if folded else room.bottom() - top) / measures.height())
        lines = Wrapped(lane_words(lane), measures).lines(room.width() - left - 6, max(1, min(3, count)))
        if any(line.endswith(ELLIPSIS) for line in lines):
            if folded:  # a lane too low for its name has its icon instead
                painter.drawPixmap(QPointF(left, room.center().y() - icon / 2), drawing)
            return
        if folded:
            top = room.center().y() - len(lines) * measures.height() / 2
        for line in lines:
            painter.drawText(QPointF(left, top + measures.ascent()), line)
            top += measures.height()


class AxisHeader(_Edge):
    """The months, fixed at the top, with today and «Uden dato»."""

    def __init__(self, parent: QWidget, *, meeting: bool = False) -> None:
        super().__init__(say(AXIS), parent, meeting=meeting)
        self.setFixedHeight(round(_HEADER_HEIGHT * min(1.5, current().scale)))
        self.indent = 0.0

    def _words(self, view: BoardView) -> list[str]:
        return [*(self._month(month, view) for month in months(view)), say(TODAY), say(UNDATED)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months that fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current()
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        if self._view is not None and self._view.axis is not None:
            painter.setClipRect(QRectF(self.indent, 0, self.width() - self.indent, self.height()))
            self._paint_months(painter, theme, self._view)
        painter.end()

    def _x(self, board_x: float) -> float:
        return self._transform.map(QPointF(board_x, 0)).x() + self.indent

    def _paint_months(self, painter: QPainter, theme: Theme, view: BoardView) -> None:
        font = lettering(meeting=self.meeting)
        measures = QFontMetricsF(font)
        painter.setFont(font)
        pill = self._pill(view, measures)
        stride = self._stride(view, measures)
        for month in months(view):
            x = self._x(x_of(month))
            painter.fillRect(QRectF(x, self.height() - 8, 1, 8), theme.colour("line"))
            if (month.month - 1) % stride:
                continue
            words = self._month(month, view)
            place = QRectF(max(x, self.indent) + 10, 0, measures.horizontalAdvance(words) + 4, self.height())
            is_whole = place.right() <= min(self.width(), x + stride * self._month_width())
            if is_whole and not place.intersects(pill):
                painter.setPen(theme.colour("muted"))
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        if view.axis is not None and view.axis.strip:
            self._paint_undated(painter, theme, measures, view)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("brand"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(theme.colour("on_brand"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, say(TODAY))

    def _paint_undated(self, painter: QPainter, theme: Theme, measures: QFontMetricsF, view: BoardView) -> None:
        if view.axis is None:
            return
        left, right = self._x(view.axis.left - view.axis.strip), self._x(view.axis.left)
        left = max(left, self.indent)
        if right - left > measures.horizontalAdvance(say(UNDATED)) + 20:
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                QRectF(left + 10, 0, right - left, self.height()), Qt.AlignmentFlag.AlignVCenter, say(UNDATED)
            )

    def _pill(self, view: BoardView, measures: QFontMetricsF) -> QRectF:
        width, height = measures.horizontalAdvance(say(TODAY)) + 20, measures.height() + 8
        return QRectF(self._x(x_of(view.today)) - width / 2, (self.height() - height) / 2, width, height)

    def _month(self, month: date, view: BoardView) -> str:
        name = say(MONTHS[month.month - 1]).capitalize()
        with_year = month.month == 1 or (view.axis is not None and month == view.axis.first.replace(day=1))
        return say(MONTH_OF_YEAR, month=name, year=month.year) if with_year else name

    def _stride(self, view: BoardView, measures: QFontMetricsF) -> int:
        """Return how many months lie between two that are named: 1, 3, 6 or 12."""
        needed = measures.horizontalAdvance("Jan 2027") + 16
        return next((stride for stride in (1, 3, 6) if stride * self._month_width() >= needed), 12)

    def _month_width(self) -> float:
        return 30.4 * DAY_WIDTH * self._transform.m11()
