"""Canvas: the view on the board. Zoom, pan, wheel, touch and pen; what a press means is the tool's to say."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from ui.board.card import CardItem
from ui.board.folding import Folding
from ui.board.gliding import Gliding
from ui.board.hands import Hands
from ui.board.hint import Hint
from ui.board.ink import InkOverlay
from ui.board.lanes import paint_ground
from ui.board.moving import MovingView
from ui.board.optics import OVERVIEW_BELOW, optics
from ui.board.scene import BoardScene
from ui.board.tools import Pointer, Tool
from ui.theme import current

SMALLEST, LARGEST = 0.03, 3.0
STEP = 1.2
FIT_MARGIN_PX = 28
HANDLE = 7.0


class Canvas(MovingView):
    """The board's view; `zoom` is 1 at 100 %, and the user's text scale enlarges the whole of it."""

    zoomed = Signal(float)
    typed = Signal(object)
    hide_wanted = Signal()
    """Three fingers were laid on the board."""

    def __init__(self, scene: BoardScene, *, meeting: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        scene.setParent(self)  # or garbage collection takes it, and its items, in an order that crashes
        self.board = scene
        self.meeting = meeting
        self.is_read_only = False
        """Whether nothing can be taken by the hand: no handles are shown then."""
        self.has_handles = True
        """Whether lines are drawn from a card and its size is changed by the hand."""
        self.tool: Tool | None = None
        self.pen: Tool | None = None
        self.rubber: Tool | None = None
        """What the two ends of a real pen do, whatever tool is chosen."""
        self.is_touched = False
        """Whether the last press came from a finger: handles are larger then."""
        self._zoom = 1.0
        self._pan_from: QPoint | None = None
        self._is_space_down = False
        self._hands = Hands(self)
        self.folding = Folding(self)
        self.gliding = Gliding(self)
        self._dress()
        self.ink = InkOverlay(self.viewport())
        self.hint = Hint(self.viewport(), meeting=meeting)
        self.set_zoom(1.0)

    @property
    def zoom(self) -> float:
        """Return the zoom, 1 at 100 %."""
        return self._zoom

    @property
    def scale_(self) -> float:
        """Return how many logical pixels a board unit takes."""
        return self._zoom * current().scale

    def set_zoom(self, zoom: float, *, at: QPointF | None = None) -> None:
        """Zoom so that the board under *at* (viewport pixels, the middle when None) stays where it is."""
        self.gliding.stop()
        self._zoom_to(zoom, at=at)

    def _zoom_to(self, zoom: float, *, at: QPointF | None) -> None:
        place = at if at is not None else QRectF(self.viewport().rect()).center()
        held = self.to_board(place)
        if self.folding.is_folded:
            zoom, held = self.folding.unfolded(zoom, place)
        self.hold(held, place, zoom=zoom)

    def hold(self, held: QPointF, place: QPointF, *, zoom: float) -> None:
        """Zoom and pan so that *held*, on the board, lies at *place*, in pixels of the view."""
        with self.moving():
            self._zoom = min(LARGEST, max(SMALLEST, zoom))
            self.refresh_optics()
            self.setTransform(QTransform.fromScale(self.scale_, self.scale_))
            self.go(self.to_view(held) - place)
        self.zoomed.emit(self._zoom)

    def zoom_by(self, factor: float, *, at: QPointF | None = None) -> None:
        """Zoom in (over 1) or out, by one step of a movement."""
        if self.folding.is_folded:
            self.gliding.stop()
        self.gliding.step()
        self._zoom_to(self._zoom * factor, at=at)

    def sharpen(self) -> None:
        """Paint all sharply, as at rest."""
        self.gliding.stop()
        if self.board.stage.optics.lent:
            self.board.stage.optics.lent.clear()
            self.viewport().update()

    def fit(self, bounds: QRectF) -> None:
        """Show *bounds*, a part of the board with whole cards, as large as they fit, at most at 100 %."""
        zoom = self.fitting(bounds)
        if not zoom:
            return
        with self.moving():
            self.folding.end()
            self.set_zoom(zoom)
            self.centerOn(bounds.center())

    def fitting(self, bounds: QRectF) -> float:
        """Return the zoom at which *bounds* fit into the view, at most 1; 0 when there is nothing to fit."""
        room = QRectF(self.viewport().rect()).adjusted(FIT_MARGIN_PX, FIT_MARGIN_PX, -FIT_MARGIN_PX, -FIT_MARGIN_PX)
        if bounds.isEmpty() or room.isEmpty():
            return 0.0
        return min(1.0, min(room.width() / bounds.width(), room.height() / bounds.height()) / current().scale)

    def refresh_optics(self) -> None:
        """Take in zoom, look and screen anew."""
        ratio = self.scale_ * self.devicePixelRatioF()
        before, letters = self.board.stage.optics, self.folding.letters
        self.board.stage.optics = optics(self._zoom, ratio=ratio, meeting=self.meeting, before=before, folded=letters)
        self.gliding.rest()
        self.viewport().update()

    @property
    def is_far(self) -> bool:
        """Whether the whole board is painted from ready lists."""
        return self._zoom < OVERVIEW_BELOW and not self.folding.is_folded

    def come(self) -> None:
        """Make the items in view before it is told."""
        if not self.is_far:
            self.board.make_near(self.seen())
        super().come()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the items, or from far away the whole board at once."""
        if not self.is_far:
            if self.gliding.is_on:
                self.gliding.paint(event)
            else:
                super().paintEvent(event)
            return
        overview, stage = self.board.ready_overview(), self.board.stage
        picture = overview.picture(self.viewport(), self.viewportTransform(), stage.optics, self._ground)
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, picture)
        painter.setTransform(self.viewportTransform())
        painter.setPen(QPen(stage.optics.brand, 2 / self.scale_))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for identity in stage.selected:
            card = self.board.cards.get(identity)
            if card is not None:
                painter.drawRect(card.frame())
        self._paint_tool(painter)
        painter.end()

    def _ground(self, painter: QPainter) -> None:
        paint_ground(painter, self.board.view, self.board.stage.optics, self.seen())

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        """Paint ground, lanes and months."""
        paint_ground(painter, self.board.view, self.board.stage.optics, QRectF(rect))

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        """Paint the handles of the one selected card, and what the tool shows."""
        card = self.handled_card()
        if card is not None:
            for place in self.handles(card).values():
                radius = self.handle_radius()
                painter.setPen(QPen(self.board.stage.optics.brand, 2 / self.scale_))
                painter.setBrush(self.board.stage.optics.surface)
                painter.drawEllipse(place, radius, radius)
        self._paint_tool(painter)

    def handled_card(self) -> CardItem | None:
        """Return the one selected card while its handles can be taken."""
        selected = self.board.stage.selected
        is_fixed = self.is_read_only or not self.has_handles or self.folding.is_folded or self._zoom < 0.4
        if is_fixed or len(selected) != 1 or self.board.stage.hidden:
            return None
        return self.board.cards.get(next(iter(selected)))

    def handles(self, card: CardItem) -> dict[str, QPointF]:
        """Return where a line is drawn from (the middle of the right edge) and where the size is changed."""
        frame = card.frame()
        return {"connect": QPointF(frame.right(), frame.center().y()), "size": frame.bottomRight()}

    def handle_radius(self) -> float:
        """Return the radius of a handle in board units; a finger gets a larger one."""
        return (HANDLE * (2 if self.is_touched else 1)) / self.scale_

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pan; with Ctrl zoom at the pointer, with Shift pan sideways."""
        turned = QPointF(event.pixelDelta()) if not event.pixelDelta().isNull() else QPointF(event.angleDelta()) / 2
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (turned.y() / 60), at=event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(QPointF(-turned.y() - turned.x(), 0))
        else:
            self.pan(-turned)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pan with the middle button or space; else the tool takes it."""
        event.accept()
        if self._hands.drawing is not None:
            return
        if event.button() is Qt.MouseButton.MiddleButton or self._is_space_down:
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        self.is_touched = False
        self.to_tool("press", event.position(), event.modifiers(), is_left=event.button() is Qt.MouseButton.LeftButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or let the tool follow."""
        event.accept()
        if self._hands.drawing is not None:
            return
        here = event.position().toPoint()
        if self._pan_from is not None:
            self.pan(QPointF(self._pan_from - here))
            self._pan_from = here
        else:
            self.to_tool("move", event.position(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the pan, or the tool's act."""
        event.accept()
        if self._pan_from is not None:
            self._pan_from = None
            self.show_cursor()
        elif self._hands.drawing is None:
            self.to_tool("release", event.position(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let the tool open what was hit, or make a card."""
        event.accept()
        self.to_tool("double", event.position(), event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold space to pan; every other key is the screen's."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_down = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            return
        event.ignore()
        self.typed.emit(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_down = False
            self.show_cursor()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks through the cards first, until the screen lets it leave; from a field on the board it goes on."""
        if not self.hasFocus():
            return super().focusNextPrevChild(forward)
        step = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab,
            Qt.KeyboardModifier.NoModifier,
        )
        step.ignore()
        self.typed.emit(step)
        return True if step.isAccepted() else super().focusNextPrevChild(forward)

    def viewportEvent(self, event: QEvent) -> bool:
        """Take pen and fingers before Qt makes a mouse of them."""
        if isinstance(event, QTabletEvent):
            return self._hands.pen(event)
        if isinstance(event, QTouchEvent):
            return self._hands.fingers(event)
        return super().viewportEvent(event)

    def show_cursor(self) -> None:
        """Show the cursor of the tool."""
        self.viewport().setCursor(self.tool.cursor if self.tool else Qt.CursorShape.ArrowCursor)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.viewport().setTabletTracking(True)
        self.viewport().setMouseTracking(True)

    def _paint_tool(self, painter: QPainter) -> None:
        if self.tool is not None:
            self.tool.paint(painter, self.board.stage.optics)

    def pointer(
        self,
        point: QPointF,
        modifiers: Qt.KeyboardModifier,
        *,
        is_left: bool = True,
        pressure: float | None = None,
    ) -> Pointer:
        """Return what a tool is handed for a point of the view."""
        return Pointer(
            place=self.to_board(point),
            point=QPointF(point),
            modifiers=modifiers,
            is_left=is_left,
            is_pen=pressure is not None,
            is_touch=self.is_touched and pressure is None,
            pressure=pressure,
        )

    def to_tool(self, act: str, point: QPointF, modifiers: Qt.KeyboardModifier, *, is_left: bool = True) -> None:
        """Let the chosen tool press, move, release or open at a point of the view."""
        tool = self.folding.tool or self.tool
        if tool is not None:
            pointer = self.pointer(point, modifiers, is_left=is_left)
            getattr(tool, act)(pointer)
