"""Writing: new things and texts in place; what stands on the screen until the store has written it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, QPointF, QRectF

from app.domain.board import NOTE_SIZE
from app.domain.drawing import Frame
from app.domain.item import ItemType
from app.operations import board as board_operations
from app.operations import items
from app.queries.board import DAY_FIELDS, CardView
from app.queries.layout import GAP, Spot
from ui.board.card import CardItem
from ui.board.editor import CardEditor
from ui.board.elements import element_kind
from ui.board.ground import FrameItem, LabelItem
from ui.board.optics import BAR, LOW, PAD
from ui.board.visit import NewVisit, Visit

if TYPE_CHECKING:
    from ui.board.easel import Easel

CHILD_GAP = 72.0
READABLE_ZOOM = 0.5


class Writing(QObject):
    """The one text of a board that the cursor is in, and the new card it stands on."""

    def __init__(self, easel: "Easel") -> None:
        super().__init__(easel)
        self._easel = easel
        self._canvas = easel.canvas
        self._model = easel.model
        self.editor = CardEditor(easel.canvas.viewport())
        self._visit: Visit | NewVisit | None = None
        self._edited: str | None = None
        self._draft: CardItem | None = None
        self._left: dict[NewVisit, CardItem] = {}
        """What stands for cards that were left before they were written."""
        self._written: dict[str, CardItem] = {}
        """What stands for cards that are written and not shown yet."""
        self._wanted: NewVisit | None = None
        """Whose card is chosen once it is written."""
        self._awaited: str | None = None
        """What is written, and chosen once the board shows it."""
        self._begun: Callable[[], object] | None = None
        """Begins another card like the one that was begun last."""
        self._label_place: QPointF | None = None
        easel.canvas.shifted.connect(self.place)
        self.editor.changed.connect(self._on_typed)
        self.editor.left.connect(self._on_left)
        self.editor.another_wanted.connect(self._on_another)

    def new_card(self, item_type: ItemType, place: QPointF, **fields: Any) -> None:
        """Open an empty card at *place* with the cursor in it; it is written when it has a word.

        In a frame that says what its cards are, a card that nobody has sorted is of that type.
        """
        self.leave()
        wanted, item_type = item_type, self._sorted(item_type, place)
        if self._canvas.zoom < READABLE_ZOOM:
            self._canvas.set_zoom(1.0, at=self._canvas.to_view(place))
        spot = Spot(round(place.x(), 2), round(place.y(), 2), *NOTE_SIZE)
        told = self._model.arguments(item_type, spot.x, spot.y, **fields)
        day = told.get(DAY_FIELDS.get(item_type, ""))
        if day is not None and "from_item" in fields and day < self._model.today.isoformat():
            told.update(_undated(item_type))  # what follows from a card is to come
        record = element_kind(item_type).record.record
        known = {name: value for name, value in told.items() if name in element_kind(item_type).record.hints}
        self._draft = CardItem(CardView(record(**known), spot), self._easel.scene.stage)
        self._draft.setPos(spot.x, spot.y)
        self._easel.scene.addItem(self._draft)
        self._canvas.bring_in(self._draft.frame())

        def read(text: str) -> Mapping[str, Any]:
            return {name: each for name, each in self._model.said_in(text, item_type).items() if not fields.get(name)}

        def make(text: str, stays_open: bool, then: Callable[[Any], object]) -> None:
            said = {} if stays_open else read(text)
            self._model.run(items.add_item, then=then, title=text, stays_open=stays_open, **{**told, **said})

        below = QPointF(spot.x, spot.y + spot.height + GAP)
        self._begun = partial(self.new_card, wanted, below, **fields | _undated(item_type))
        self._begin(NewVisit(self._model, make, read=read), "")

    def _sorted(self, item_type: ItemType, place: QPointF) -> ItemType:
        """Return the type that the smallest frame round *place* gives to a card that has none."""
        middle = place + QPointF(NOTE_SIZE[0] / 2, min(NOTE_SIZE[1] / 2, GAP))
        around = [each for each in self._easel.view.frames if each.makes and _room(each).contains(middle)]
        if item_type is not ItemType.IDEA or not around:
            return item_type
        makes = min(around, key=lambda each: (each.width or 0) * (each.height or 0)).makes
        return next((each for each in ItemType if each == makes), item_type)

    def new_card_here(self, item_type: ItemType = ItemType.IDEA) -> None:
        """Open an empty card below the current one, else in the middle of the view."""
        self.new_card(item_type, self._here(), **self._area_of(self._easel.current()), **_undated(item_type))

    def _here(self) -> QPointF:
        """Return where keys put what is new: below the current card, else in the middle of the view."""
        current = self._easel.current()
        if current is not None:
            return QPointF(current.spot.x, current.spot.y + current.spot.height + GAP)
        return self._canvas.seen().center() - QPointF(NOTE_SIZE[0] / 2, NOTE_SIZE[1] / 2)

    def _area_of(self, current: CardView | None) -> dict[str, Any]:
        if current is None or self._easel.view.axis is None:
            return {}
        return {"life_area": current.item.life_area}

    def new_child(self, source: str, place: QPointF | None = None) -> None:
        """Open the card that follows from another (a wish's goal, a goal's intervention), joined by a line."""
        card = self._easel.card(source)
        if card is None:
            return
        spot = card.spot
        there = place or QPointF(spot.x + spot.width + CHILD_GAP, spot.y)
        kind = element_kind(card.item.type).child
        fields = {} if place else {**self._area_of(card), **_undated(kind)}
        self.new_card(kind, there, from_item=source, **fields)

    def new_child_here(self) -> None:
        """Open the card that follows from the current one."""
        current = self._easel.current()
        if current is not None:
            self.new_child(current.item.id)

    def new_label(self, place: QPointF) -> None:
        """Write free text at *place*."""
        self.leave()

        def make(text: str, stays_open: bool, then: Callable[[Any], object]) -> None:
            self._model.run(
                board_operations.add_label, then=then, citizen=self._model.citizen, board=self._model.board_id,
                at=(place.x(), place.y()), text=text, stays_open=stays_open,
            )  # fmt: skip

        self._label_place = place
        self._begin(NewVisit(self._model, make, field="text"), "")

    def new_label_here(self) -> None:
        """Write free text below the current card, else in the middle of the view."""
        self.new_label(self._here())

    def new_frame(self, room: QRectF) -> None:
        """Draw a frame and write its name."""
        self._model.run(
            board_operations.add_frame, then=self.await_new, citizen=self._model.citizen, board=self._model.board_id,
            at=(room.x(), room.y()), size=(round(room.width(), 2), round(room.height(), 2)),
        )  # fmt: skip

    def edit(self, identity: str) -> None:
        """Put the cursor in the title of a card, the name of a frame, or a label; what is only read is shown."""
        if self._easel.is_read_only:
            self._easel.plan_wanted.emit(identity)
            return
        self.leave()
        item = self._easel.scene.drawn(identity)
        if isinstance(item, CardItem):
            self._easel.select([identity])
            self._begin(Visit(self._model, item.view.item), item.view.item.title or "", identity)
        elif isinstance(item, LabelItem):
            self._begin(Visit(self._model, item.view, field="text"), item.view.text or "", identity)
        elif isinstance(item, FrameItem):
            self._begin(Visit(self._model, item.view), item.view.title or "", identity)

    @property
    def is_writing(self) -> bool:
        """Return whether the cursor is in a text of the board."""
        return self.editor.is_open

    def _begin(self, visit: Visit | NewVisit, text: str, identity: str | None = None) -> None:
        self.want_nothing()
        self._visit, self._edited = visit, identity
        if self._draft is None:
            self._begun = None
        if isinstance(visit, NewVisit):
            self._wanted = visit
            visit.made.connect(partial(self._on_made, visit))
        self._easel.scene.stage.hidden = identity
        self.editor.open(text)
        self.place()
        if identity:
            self._easel.refresh({identity})

    def place(self) -> None:
        """Let the field lie over the text that it writes."""
        if not self.editor.is_open:
            return
        optics = self._easel.scene.stage.optics
        item = self._draft or (self._easel.scene.drawn(self._edited) if self._edited else None)
        if isinstance(item, CardItem) and item.view.item.face is not None:  # what is typed is read off the card
            frame = item.frame()
            room = QRectF(frame.left(), frame.bottom() + 6, max(frame.width(), NOTE_SIZE[0]), 64)
        elif isinstance(item, CardItem) and item.height < LOW:
            room = item.frame().adjusted(BAR + PAD - 8, 0, 0, 0)
        elif isinstance(item, CardItem):
            frame = item.frame()
            room = QRectF(
                frame.left() + BAR + PAD - 8, frame.top() + optics.band + 2, frame.width() - BAR - 2 * PAD + 14,
                frame.height() - optics.band - 8,
            )  # fmt: skip
        elif isinstance(item, LabelItem | FrameItem):
            room = QRectF(item.x(), item.y(), min(item.width, 320.0), 44)
        elif self._label_place is not None:
            room = QRectF(self._label_place.x(), self._label_place.y(), 240, 44)
        else:
            return
        room = QRectF(self._canvas.to_view(room.topLeft()), self._canvas.to_view(room.bottomRight()))
        self.editor.lie_over(room, optics, self._canvas.scale_)

    def leave(self) -> None:
        """Leave the text; what stands there is kept."""
        self.editor.close_()

    def _on_typed(self, text: str) -> None:
        if self._visit is not None:
            self._visit.typed(text)

    def _on_left(self, text: str, _by_enter: bool) -> None:
        visit, self._visit = self._visit, None
        edited, self._edited = self._edited, None
        self._easel.scene.stage.hidden = None
        self._label_place = None
        draft, awaited = self._draft, self._awaited
        if draft is not None and not text.strip():
            self._drop_draft()
        elif draft is not None:
            draft.show_view(_titled(draft.view, " ".join(text.split())))
            draft.update()
            self._draft = None
            if awaited is not None:
                self._written[awaited] = draft
            elif isinstance(visit, NewVisit):
                self._left[visit] = draft
        if visit is not None:
            visit.end(text)
        if edited:
            self._easel.refresh({edited})
        self._canvas.setFocus()

    def _on_another(self) -> None:
        """Begin another card like the one that was left, below it; what is no new card stays alone."""
        if self._begun is not None:
            self._begun()

    def _on_made(self, visit: NewVisit, identity: str) -> None:
        """Take in that a new card is written: the one that is still written on, or one that was left."""
        draft = self._left.pop(visit, None)
        if draft is not None:
            self._written[identity] = draft
        if visit is self._wanted:
            self.await_new(identity)

    def await_new(self, identity: str) -> None:
        """Choose what is written, as soon as the board shows it; what stands for it goes then."""
        self._awaited = identity
        self.settle()
        self._model.load()

    def want_nothing(self) -> None:
        """Let what is chosen now stay so when something comes that was written before; what is written now comes."""
        if self._visit is None:
            self._wanted = self._awaited = None

    def _drop_draft(self) -> None:
        if self._draft is not None:
            self._easel.scene.removeItem(self._draft)
            self._draft = None

    def settle(self) -> None:
        """Take in that the board was shown anew: what was awaited is there, what was written on may be gone."""
        awaited, scene = self._awaited, self._easel.scene
        for identity in [each for each in self._written if each in scene.shown_cards]:
            scene.removeItem(self._written.pop(identity))
        if awaited and awaited in scene.shown_cards:
            self._awaited = None
            self._drop_draft()
            self._easel.select([awaited])
            self._canvas.bring_in(scene.card_item(awaited).frame())
            if self.editor.is_open and self._edited is None:
                self._edited = scene.stage.hidden = awaited
        elif awaited and awaited in scene.frames:
            self._awaited = None
            self.edit(awaited)
        if self._edited and scene.drawn(self._edited) is None:
            self.leave()
        self.place()


def _room(frame: Frame) -> QRectF:
    return QRectF(frame.x or 0, frame.y or 0, frame.width or 0, frame.height or 0)


def _undated(item_type: ItemType) -> dict[str, None]:
    """Return that a card has no day: only a place that a hand has chosen stands for one."""
    return {DAY_FIELDS[item_type]: None} if item_type in DAY_FIELDS else {}


def _titled(view: CardView, title: str) -> CardView:
    return replace(view, item=msgspec.structs.replace(view.item, title=title))
