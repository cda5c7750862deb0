"""Nyt siden sidst: what has become of the cards since this user last saw the board, or since the last meeting."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.operations.telling import plan_seen
from app.queries.news import NEWS_WORDS, News, NewsKind, Piece, both_news
from app.texts import Text, mark, say
from ui.board.badge import Badge
from ui.board.badges import BadgeLayer
from ui.board.easel import Easel
from ui.board.foot import BoardFoot
from ui.board.model import title_of
from ui.board.parts import BoardPart, Tell
from ui.board.plate import PressedPlate
from ui.board.popover import Choice, Popover
from ui.board.telling import Telling
from ui.board.tool_column import Further
from ui.board.wayfinding import beside
from ui.theme import current
from ui.widgets.button import Button, icon_button
from ui.widgets.text import Label

NEWS = mark("news", "Nyt siden sidst")
SINCE_MEETING = mark("news", "Siden mødet {day}")
SINCE_SEEN = mark("news", "Siden du så den")
SEEN_ALL = mark("news", "Set alt")
NEXT = mark("news", "Næste nye")
PREVIOUS = mark("news", "Forrige nye")
CLOSE = mark("news", "Luk nyt siden sidst")
NONE = mark("news", "Der er intet nyt.")
GONE = mark("news", "Fjernet: {titles}")
_COUNTS: dict[NewsKind, tuple[Text, Text]] = {
    NewsKind.NEW: (mark("news", "1 nyt kort"), mark("news", "{count} nye kort")),
    NewsKind.DONE: (mark("news", "1 færdigt"), mark("news", "{count} færdige")),
    NewsKind.CHANGED: (mark("news", "1 ændret"), mark("news", "{count} ændrede")),
    NewsKind.MOVED: (mark("news", "1 flyttet"), mark("news", "{count} flyttede")),
    NewsKind.GONE: (mark("news", "1 fjernet"), mark("news", "{count} fjernede")),
}
ICONS = {
    NewsKind.NEW: "plus",
    NewsKind.DONE: "circle-check",
    NewsKind.CHANGED: "pencil",
    NewsKind.MOVED: "move",
}
_TOP_PX, _MOST_GONE = 12, 6


class NewsLine(PressedPlate):
    """The line over the board while it shows what is new; `went` carries 1 and -1."""

    went = Signal(int)
    turned = Signal()
    seen = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.count = Label(kind="strong")
        self.gone = Label(kind="muted", wrap=True)
        self.turn = Button("", kind="quiet", act=self.turned.emit)
        self.all = Button(SEEN_ALL, icon_name="check", act=self.seen.emit)
        line = QHBoxLayout()
        self.stops = (
            icon_button("chevron-left", PREVIOUS, act=partial(self.went.emit, -1)),
            icon_button("chevron-right", NEXT, act=partial(self.went.emit, 1)),
            self.turn,
            self.all,
            icon_button("x", CLOSE, act=self.closed.emit),
        )
        line.addWidget(self.count, 1)
        for part in self.stops:
            line.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 6, 8, 6)
        box.setSpacing(2)
        box.addLayout(line)
        box.addWidget(self.gone)
        self.hide()

    def open(self, words: str, *, gone: str, other: str, can_be_seen: bool) -> None:
        """Show in *words* how much there is, what is *gone*, and the *other* time it can be counted from."""
        self.count.setText(words)
        self.gone.setText(gone)
        self.gone.setVisible(bool(gone))
        self.turn.setText(other)
        self.turn.setVisible(bool(other))
        self.all.setVisible(can_be_seen)
        self.setAccessibleName(f"{words} {gone}".strip())
        self.show()
        self.raise_()
        self.place()

    def place(self) -> None:
        """Lie in the middle of the top of the view."""
        room = self._viewport.width() - 2 * _TOP_PX
        width = min(room, max(round(640 * current().scale ** 0.5), self.sizeHint().width()))
        self.setGeometry((self._viewport.width() - width) // 2, _TOP_PX, width, self.height_at(width))

    def focus_first(self) -> None:
        """Let keys mean the line."""
        self.stops[1].setFocus(Qt.FocusReason.ShortcutFocusReason)


class SinceLast(BoardPart):
    """Shows what is new in place of the badges; leaving the board counts as having seen it."""

    turned = Signal(bool)
    """Whether what is new is shown."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self.badges = BadgeLayer(easel)
        self._told_of: str | None = None
        self.shown: News | None = None
        self._is_wanted = False
        self._found = (News(), News())
        self._is_of_meeting: bool | None = None
        window.installEventFilter(self)
        easel.canvas.shifted.connect(self._place)
        easel.model.shown.connect(self._on_shown)

    @cached_property
    def line(self) -> NewsLine:
        """The line over the board, made when it is first wanted."""
        line = NewsLine(self.easel.canvas.viewport())
        line.went.connect(self.go)
        line.turned.connect(self._turn)
        line.seen.connect(self._see_all)
        line.closed.connect(self.close_)
        return line

    @cached_property
    def popover(self) -> Popover:
        """What tells of one card, made when it is first wanted."""
        popover = Popover(self.easel.canvas.viewport())
        popover.closed.connect(self._close_popover)
        return popover

    def join(self, telling: Telling, foot: BoardFoot) -> None:
        """Let the badges give way while what is new is shown, and the foot say so."""
        self.turned.connect(telling.show_badges)
        self.turned.connect(foot.new.setChecked)
        telling.counted.connect(foot.show_told)

    @property
    def is_silent(self) -> bool:
        """Whether nothing may be told here: others look on, or it is not today's board."""
        return self.easel.model.meeting is not None or self.easel.model.past is not None

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {} if self.is_silent else {"news": self.show_news, "only new": partial(self.show_news, of_meeting=True)}

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [] if self.is_silent else [("news", say(NEWS), "history")]

    def zooms(self) -> list[Further]:
        """Return what the zoom menu offers: a way to look at the board."""
        return self.further()

    def show_news(self, *, of_meeting: bool | None = None) -> None:
        """Show what is new; what is shown already is put away. *of_meeting* counts from the last meeting."""
        if self._is_wanted:
            self.close_()
            return
        self._is_wanted, self._is_of_meeting = True, of_meeting
        self._ask()

    def go(self, step: int) -> None:
        """Go to the next card that is new, or the one before, and say what has become of it."""
        news = self.shown.standing if self.shown is not None else {}
        cards = [each for each in self.easel.view.cards if each.id in news]
        if not cards:
            return
        at = self.easel.scene.stage.focused if self.easel.scene.stage.focused in news else None
        found = beside(cards, at, step) or cards[0 if step > 0 else -1]
        self._tell(news[found.id])

    def close_(self) -> None:
        """Show the board as it is."""
        self._close_popover()
        self.shown, self._is_wanted = None, False
        self.easel.canvas.setFocus()
        self.line.hide()
        self._paint()
        self.turned.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know that the plan has been seen when this user leaves the board."""
        model = self.easel.model
        is_left = event.type() is QEvent.Type.Hide and not event.spontaneous()
        if is_left and model.view is not None and not self.is_silent:
            model.bridge.run(plan_seen, citizen=model.citizen)
        return False

    def _ask(self) -> None:
        model = self.easel.model
        model.bridge.ask(both_news, then=self._on_found, citizen=model.citizen)

    def _on_found(self, found: tuple[News, News]) -> None:
        if not self._is_wanted:
            return
        self._found = found
        seen, held = found
        if self._is_of_meeting is None:
            self._is_of_meeting = not seen.pieces and bool(held.pieces)
        self._show(held if self._is_of_meeting else seen)

    def _turn(self) -> None:
        self._is_of_meeting = not self._is_of_meeting
        self._show(self._found[self._is_of_meeting])

    def _show(self, news: News) -> None:
        is_opened, self.shown = self.shown is None, news
        self._paint()
        other = self._found[not self._is_of_meeting]
        words = say(SINCE_SEEN) if self._is_of_meeting else say(SINCE_MEETING, day=other.since)
        has_other = bool(self._found[0].pieces or self._is_of_meeting is False) and bool(self._found[1].since)
        counted = _counted(news)
        self.line.open(
            counted,
            gone=_gone(news),
            other=words if has_other else "",
            can_be_seen=not self._is_of_meeting and bool(news.pieces),
        )
        if is_opened:
            self.line.focus_first()
            self.easel.said.emit(f"{say(NEWS)}: {counted}")
        self.turned.emit(True)

    def _paint(self) -> None:
        stage, news = self.easel.scene.stage, self.shown
        pieces = news.standing if news is not None else {}
        stage.news = {each: say(NEWS_WORDS[piece.kind]) for each, piece in pieces.items()} or None
        self.badges.show(
            {
                each: Badge(say(NEWS_WORDS[piece.kind]), ICONS[piece.kind], partial(self._tell, piece), is_quiet=True)
                for each, piece in pieces.items()
            }
        )
        self.easel.canvas.viewport().update()

    def _tell(self, piece: Piece) -> None:
        card = self.easel.card(piece.id)
        if card is None:
            return
        self._told_of = piece.id
        self.easel.canvas.bring_in(
            QRectF(card.spot.x, card.spot.y - 24, card.spot.width, card.spot.height + 24)
        )  # fmt: skip
        self.easel.focus(piece.id)
        self.popover.open(
            say(NEWS_WORDS[piece.kind]), piece.lines, [Choice(say(NEXT), partial(self.go, 1), "primary")],
            heading=title_of(card.item),
        )  # fmt: skip
        self._place()
        self.easel.said.emit(f"{say(NEWS_WORDS[piece.kind])}: {title_of(card.item)}. {' '.join(piece.lines)}")

    def _close_popover(self) -> None:
        if self._told_of is not None:
            self._told_of = None
            self.line.focus_first()
            self.popover.hide()

    def _see_all(self) -> None:
        model = self.easel.model
        model.bridge.run(plan_seen, then=self._on_seen, citizen=model.citizen)

    def _on_seen(self, _answer: object) -> None:
        self.close_()
        self.easel.model.load()

    def _place(self) -> None:
        if self.shown is not None:
            self.line.place()
        if self._told_of in self.badges.items:
            self.popover.place(self.badges.place(self._told_of or ""))

    def _on_shown(self, _view: object) -> None:
        if self.shown is not None:
            self._ask()


def _counted(news: News) -> str:
    counts = {kind: sum(each.kind is kind for each in news.pieces) for kind in NewsKind}
    told = [say(_COUNTS[kind][count > 1], count=count) for kind, count in counts.items() if count]
    return ", ".join(told) if told else say(NONE)


def _gone(news: News) -> str:
    titles = [f"«{each.title}»" for each in news.gone]
    if not titles:
        return ""
    shown = ", ".join(titles[:_MOST_GONE]) + (" …" if len(titles) > _MOST_GONE else "")
    return say(GONE, titles=shown)
