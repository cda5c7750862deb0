"""Telling: what the board tells of its own accord, in preparation; why, and what settles it. Nothing at a meeting."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.operations.items import edit_record
from app.operations.telling import keep_quiet
from app.queries.board import CardView
from app.queries.tells.board import Told, board_tells
from app.queries.tells.tell import Settlement, Tell, TellKind, Way
from app.texts import mark, say
from ui.board.badge import Badge
from ui.board.badges import BadgeLayer
from ui.board.easel import Easel
from ui.board.model import title_of
from ui.board.parts import BoardPart
from ui.board.parts import Tell as Say
from ui.board.popover import Choice, Popover
from ui.board.tool_column import Further

ICONS = {
    TellKind.REFUSED: "circle-alert",
    TellKind.VERSIONS: "git-merge",
    TellKind.MEETINGS: "calendar-clock",
    TellKind.GOALS: "scale",
    TellKind.HOURS: "clock",
    TellKind.OVERDUE: "flag",
    TellKind.NOBODY: "circle-help",
    TellKind.AWAITED: "message-circle",
    TellKind.UNREAD: "history",
}
WHY = mark("tell", "Hvorfor?")
NOT_NOW = mark("tell", "Ikke nu")
QUIET = mark("tell", "Det siges først igen, når noget ændrer sig.")
MORE_ONE = mark("tell", "1 mere i «Gør klar til møde»")
MORE_MANY = mark("tell", "{count} mere i «Gør klar til møde»")
NOTHING = mark("tell", "Tavlen har intet at fortælle nu.")
SPOKEN = mark("tell", "{words}: «{title}». {why}")
NEXT = mark("tell", "Det, tavlen fortæller")
REST_MS = 250
"""How long a board rests until it is asked what it tells: while much comes in, it is not asked for each."""


class Telling(BoardPart):
    """The badges of the board that is shown; `counted` carries how many more there are, and their words."""

    counted = Signal(str)

    def __init__(self, easel: Easel, told: Say, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self.found = Told()
        self.badges = BadgeLayer(easel)
        self._open: Tell | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.ask)
        easel.model.shown.connect(self._on_shown)
        easel.canvas.shifted.connect(self._place)

    @cached_property
    def popover(self) -> Popover:
        """What says why, made when it is first wanted."""
        popover = Popover(self.easel.canvas.viewport())
        popover.closed.connect(self.close_)
        return popover

    @property
    def is_silent(self) -> bool:
        """Whether nothing may be told here: others look on, nothing can be settled, or it is not today's board."""
        model = self.easel.model
        return model.meeting is not None or model.past is not None or self.easel.is_read_only

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        prepare = partial(self.easel.face_wanted.emit, "prepare")
        return {} if self.is_silent else {"next badge": self.next_, "prepare": prepare}

    def further(self) -> list[Further]:
        """Return what «Mere» offers."""
        return [("next badge", say(NEXT), "info")] if self.found.badges and not self.is_silent else []

    def ask(self) -> None:
        """Ask what the board tells now."""
        view = self.easel.model.view
        if view is not None and not self.is_silent:
            self.easel.model.bridge.ask(board_tells, then=self._on_told, view=view)

    def show_badges(self, _other: bool = False) -> None:
        """Show the badges, unless what is new is looked at."""
        is_quiet = self.easel.scene.stage.news is not None
        self.badges.show({} if is_quiet else {each.cards[0]: self._badge(each) for each in self.found.badges})

    def next_(self) -> None:
        """Go to the next badge and say why it is there; after the last one comes the first."""
        badges = self.found.badges
        if not badges:
            self.easel.said.emit(say(NOTHING))
            return
        places = {each.key: place for place, each in enumerate(badges)}
        place = places.get(self._open.key, -1) if self._open is not None else -1
        self.show_why(badges[(place + 1) % len(badges)])

    def show_why(self, tell: Tell) -> None:
        """Open the popover on what is told."""
        card = self.easel.card(tell.cards[0])
        if card is None:
            return
        self._open = tell
        self.easel.canvas.bring_in(_around(card))
        self.easel.focus(card.id)
        self._frame(tell.cards)
        settling = [
            Choice(each.words, partial(self._settle, tell, each), kind="plain" if place else "primary")
            for place, each in enumerate(tell.settlements)
        ]
        quiet = (
            [] if tell.settlements[0].way is Way.SEEN else [Choice(say(NOT_NOW), partial(self._quiet, tell), "quiet")]
        )
        self.popover.open(tell.words, tell.why, [*settling, *quiet], heading=say(WHY), foot=self._more())
        self._place()
        words = say(SPOKEN, words=tell.words, title=title_of(card.item), why=" ".join(tell.why))
        self.easel.said.emit(words)

    def close_(self) -> None:
        """Put the popover away; keys mean the board again."""
        if self._open is not None:
            self._open = None
            self.easel.canvas.setFocus()
            self.popover.hide()
            self._frame(())

    def _badge(self, tell: Tell) -> Badge:
        is_quiet = tell.kind is TellKind.UNREAD
        return Badge(tell.words, ICONS[tell.kind], partial(self.show_why, tell), is_quiet=is_quiet)

    def _settle(self, tell: Tell, settlement: Settlement) -> None:
        self.close_()
        card = self.easel.card(tell.cards[0])
        if settlement.way is Way.EDIT:
            self.easel.model.run(edit_record, record=settlement.record, **settlement.fields)
            self.told(settlement.done, True)
        elif settlement.way is Way.FIELD:
            self.easel.go_to(card)
            self.easel.act_wanted.emit(f"field {settlement.place}")
        elif settlement.way is Way.PLAN:
            self.easel.plan_wanted.emit(tell.cards[0])
        elif settlement.way is Way.FACE:
            self.easel.face_wanted.emit(settlement.place)
        else:
            self._quiet(tell)

    def _quiet(self, tell: Tell) -> None:
        self.close_()
        model = self.easel.model
        model.bridge.run(keep_quiet, then=self._on_quiet, citizen=model.citizen, keys=[tell.key])
        if tell.settlements[0].way is not Way.SEEN:
            self.told(say(QUIET), False)

    def _on_quiet(self, _answer: object) -> None:
        self.ask()

    def _on_shown(self, _view: object) -> None:
        if not self.is_silent:
            self._rest.start()

    def _on_told(self, found: Told) -> None:
        if self.is_silent:
            return
        self.found = found
        self.show_badges()
        self.counted.emit(self._more())
        if self._open is not None and self._open.key not in {each.key for each in found.tells}:
            self.close_()

    def _more(self) -> str:
        count = self.found.more
        return say(MORE_ONE if count == 1 else MORE_MANY, count=count) if count else ""

    def _place(self) -> None:
        if self._open is not None and self._open.cards[0] in self.badges.items:
            self.popover.place(self.badges.place(self._open.cards[0]))

    def _frame(self, cards: tuple[str, ...]) -> None:
        self.easel.scene.stage.found = frozenset(cards)
        self.easel.canvas.viewport().update()


def _around(card: CardView) -> QRectF:
    """Return the room of a card with its badge."""
    return QRectF(card.spot.x, card.spot.y - 24, card.spot.width, card.spot.height + 24)
