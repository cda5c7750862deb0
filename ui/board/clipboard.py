"""Clipboard: what is copied, cut, pasted and made a second one of; between boards of one plan, and with other programs.

Between boards only ids are handed over. Other programs get the titles; of theirs each line becomes a card.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, QRectF
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.board import NOTE_SIZE
from app.domain.item import ItemType
from app.operations.copying import Copied, add_lines, paste
from app.queries.board import DAY_FIELDS, BoardView, CardView
from app.queries.layout import GAP
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.model import title_of
from ui.board.parts import BoardPart, Tell
from ui.board.tool_column import Further

CARDS = "application/x-enplan-cards"
"""What this program alone reads: ids and places, no words."""
BESIDE = 24.0
"""Board units, across and down, from a card to the second one that is made of it."""
COLUMN = 10
"""How many lines from elsewhere lie below each other before another column begins."""

COPY = mark("board", "Kopiér")
CUT = mark("board", "Klip ud")
PASTE = mark("board", "Sæt ind")
DUPLICATE = mark("board", "Lav en kopi")
COPIED_ONE = mark("board", "«{title}» er kopieret.")
COPIED_MANY = mark("board", "{count} ting er kopieret.")
CUT_OUT = mark("board", "{count} ting er klippet ud. Sæt dem ind, hvor de skal ligge, eller fortryd.")
CUT_ONE = mark("board", "Det er klippet ud. Sæt det ind, hvor det skal ligge, eller fortryd.")
PASTED_ONE = mark("board", "Ét kort er sat ind.")
PASTED_MANY = mark("board", "{count} ting er sat ind.")
NOTHING_CHOSEN = mark("board", "Vælg først det, der skal kopieres.")
NOTHING_THERE = mark("board", "Der er ingen ord at sætte ind. Kopiér først noget tekst eller nogle kort.")
OF_ANOTHER = mark("board", "Det kopierede hører til en anden borgers plan og bliver der. Skriv det, der gælder her.")
BEFORE_MEETING = mark("board", "Det er kopieret uden for mødet og sættes ikke ind her, hvor alle ser med.")
_UNWATCHED: Mapping[str, bytes] = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}
"""What asks the system to keep no history of what is copied, and to send it nowhere."""


class _Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What the clipboard holds between boards. `places` are where cards lay; `free` those that a hand had put there."""

    citizen: str
    board: str
    places: dict[str, tuple[float, float]]
    free: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    bounds: tuple[float, float, float, float]
    is_cut: bool = False
    meeting: str | None = None


class Clipboard(BoardPart):
    """Copying and pasting on a board; what is pasted comes to the pointer and is chosen."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self._awaited: list[str] = []
        easel.model.shown.connect(self._on_shown)

    def further(self) -> list[Further]:
        """Return what «Mere» offers: copying what is chosen, and pasting what there is."""
        mime = _held()
        pastes = mime.hasFormat(CARDS) or mime.hasText()
        chosen: list[Further] = [
            ("copy", say(COPY), "copy"), ("cut", say(CUT), "file-down"), ("duplicate", say(DUPLICATE), "copy"),
        ]  # fmt: skip
        return [
            *(chosen if self._handed() is not None else ()),
            *([("paste", say(PASTE), "file-up")] if pastes else []),
        ]

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"copy": self.copy, "cut": self.cut, "paste": self.paste, "duplicate": self.duplicate}

    def copy(self) -> None:
        """Copy what is chosen."""
        handed = self._handed()
        if handed is None:
            self.told(say(NOTHING_CHOSEN), False)
            return
        self._hand_over(handed)
        cards = self._cards()
        if len(cards) == 1 and not handed.drawn:
            self.told(say(COPIED_ONE, title=title_of(cards[0].item)), False)
        else:
            self.told(say(COPIED_MANY, count=_count(handed)), False)

    def cut(self) -> None:
        """Copy what is chosen, and take it away."""
        handed = self._handed()
        if handed is None:
            self.told(say(NOTHING_CHOSEN), False)
            return
        self._hand_over(msgspec.structs.replace(handed, is_cut=True))
        self.easel.delete()
        self.told(say(CUT_ONE if _count(handed) == 1 else CUT_OUT, count=_count(handed)), True)

    def paste(self) -> None:
        """Put what the clipboard holds where the pointer is: cards of this plan, else a card for each line of text."""
        mime, model = _held(), self.easel.model
        handed = _read(mime)
        if handed is None and mime.hasImage() and not mime.hasText():
            if model.meeting is not None:
                self.told(say(BEFORE_MEETING), False)
            else:
                self.easel.act_wanted.emit("picture paste")
        elif handed is None:
            self._paste_lines(mime.text() if mime.hasText() else "")
        elif handed.citizen != model.citizen:
            self.told(say(OF_ANOTHER), False)
        elif model.meeting is not None and handed.meeting != model.meeting:
            self.told(say(BEFORE_MEETING), False)
        else:
            by = self._pointer() - QRectF(*handed.bounds).center()
            self._paste_cards(handed, (round(by.x(), 2), round(by.y(), 2)))
            if handed.is_cut:
                _put(msgspec.structs.replace(handed, is_cut=False), mime.text().split("\n"))

    def duplicate(self) -> None:
        """Make a second one of all that is chosen, a little beside it."""
        handed = self._handed()
        if handed is not None:
            self._paste_cards(handed, (BESIDE, BESIDE))

    def _handed(self) -> _Handed | None:
        """Return what is chosen as it is handed over, None when it is nothing that can be copied."""
        view, scene = self.easel.view, self.easel.scene
        cards, drawn = self._cards(), self._drawn(view)
        if not cards and not drawn:
            return None
        bounds = QRectF()
        for identity in (*(card.id for card in cards), *drawn):
            item = scene.drawn(identity)
            bounds = bounds.united(item.sceneBoundingRect()) if item is not None else bounds
        return _Handed(
            citizen=view.citizen,
            board=view.board.id,
            places={card.id: (card.spot.x, card.spot.y) for card in cards},
            free=tuple(card.id for card in cards if card.placement is not None and card.placement.x is not None),
            drawn=tuple(drawn),
            bounds=(bounds.x(), bounds.y(), bounds.width(), bounds.height()),
            meeting=self.easel.model.meeting,
        )

    def _cards(self) -> list[CardView]:
        """Return the chosen cards in reading order."""
        return [card for card in self.easel.view.cards if card.id in self.easel.selected]

    def _drawn(self, view: BoardView) -> list[str]:
        ids = [each.id for each in view.frames] + [each.id for each in view.labels] + [each.id for each in view.strokes]
        return [each for each in ids if each in self.easel.selected]

    def _hand_over(self, handed: _Handed) -> None:
        labels = {each.id: each.text or "" for each in self.easel.view.labels}
        words = [title_of(card.item) for card in self._cards()]
        _put(handed, [*words, *(" ".join(labels[each].split()) for each in handed.drawn if each in labels)])

    def _paste_cards(self, handed: _Handed, by: tuple[float, float]) -> None:
        """On a time axis cards keep their dates and life areas; there only those without a date come to the pointer."""
        model, is_free = self.easel.model, self.easel.view.axis is None
        undated = {each for each in handed.free if not self._is_dated(each)}
        places = {each: place if is_free or each in undated else None for each, place in handed.places.items()}
        copied = Copied(
            citizen=handed.citizen, board=handed.board, places=places, drawn=handed.drawn, is_cut=handed.is_cut
        )
        model.run(paste, then=self._on_pasted, copied=copied, citizen=model.citizen, board=model.board_id, by=by)

    def _is_dated(self, identity: str) -> bool:
        card = self.easel.card(identity)
        return card is not None and card.item.type in DAY_FIELDS

    def _paste_lines(self, text: str) -> None:
        lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
        if not lines:
            self.told(say(NOTHING_THERE), False)
            return
        model, place = self.easel.model, self._pointer()
        fields: dict[str, Any] = {"told_on": model.today.isoformat()}
        fields |= model.fields_at(ItemType.IDEA, place.x(), place.y())
        model.run(
            add_lines, then=self._on_pasted, lines=lines, citizen=model.citizen, board=model.board_id,
            places=_columns(place, len(lines)), **fields,
        )  # fmt: skip

    def _pointer(self) -> QPointF:
        """Return the place under the pointer; while it is elsewhere, the middle of what is seen."""
        canvas = self.easel.canvas
        point = canvas.viewport().mapFromGlobal(QCursor.pos())
        is_here = canvas.viewport().rect().contains(point) and not canvas.is_touched
        return canvas.to_board(QPointF(point)) if is_here else canvas.seen().center()

    def _on_pasted(self, identities: Sequence[str]) -> None:
        self._awaited = list(identities)
        text = PASTED_ONE if len(identities) == 1 else PASTED_MANY
        self.told(say(text, count=len(identities)), True)
        self.easel.model.load()

    def _on_shown(self, _view: BoardView) -> None:
        """Choose what was pasted once it is there."""
        scene, awaited = self.easel.scene, self._awaited
        if awaited and all(scene.drawn(each) is not None for each in awaited):
            self._awaited = []
            self.easel.select(awaited)
            bounds = QRectF()
            for item in map(scene.drawn, awaited):
                bounds = bounds.united(item.sceneBoundingRect()) if item is not None else bounds
            self.easel.canvas.bring_in(bounds)


def _put(handed: _Handed, words: Sequence[str]) -> None:
    """Let the clipboard hold *handed*, and for other programs *words* as lines and as a list."""
    mime = QMimeData()
    mime.setData(CARDS, msgspec.json.encode(handed))
    mime.setText("\n".join(words))
    mime.setHtml("<ul>" + "".join(f"<li>{escape(each)}</li>" for each in words) + "</ul>")
    for name, value in _UNWATCHED.items():
        mime.setData(name, value)
    QGuiApplication.clipboard().setMimeData(mime)
    application = QCoreApplication.instance()
    assert application is not None  # noqa: S101 - without it there is no clipboard
    _go_with(application)


@cache
def _go_with(application: QCoreApplication) -> None:
    """Let what was copied go with the program: Qt would free it when Python has gone, and crash."""
    application.aboutToQuit.connect(_let_go)


def _let_go() -> None:
    if _held().hasFormat(CARDS):
        QGuiApplication.clipboard().clear()


def _held() -> QMimeData:
    """Return what the clipboard holds; some systems say nothing at all when that is nothing."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if held is None else held


def _read(mime: QMimeData) -> _Handed | None:
    """Return what a board has handed over; None for what came from elsewhere."""
    try:
        return msgspec.json.decode(mime.data(CARDS).data(), type=_Handed)
    except msgspec.DecodeError:
        return None


def _count(handed: _Handed) -> int:
    return len(handed.places) + len(handed.drawn)


def _columns(at: QPointF, count: int) -> list[tuple[float, float]]:
    """Return where *count* cards lie below each other from *at* on, in as many columns as it takes."""
    return [
        (at.x() + place // COLUMN * (NOTE_SIZE[0] + GAP), at.y() + place % COLUMN * (NOTE_SIZE[1] + GAP))
        for place in range(count)
    ]
