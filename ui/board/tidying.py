"""Tidying: «Ryd op»; cards go to their new places before one's eyes, at once on a calm screen."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEasingCurve, QPointF, QVariantAnimation
from PySide6.QtWidgets import QWidget

from app.operations.tidying import tidy_board
from app.texts import mark, say
from ui.board.easel import Easel
from ui.board.parts import BoardPart, Tell
from ui.theme import current

TIDIED = mark("board", "Der er ryddet op på tavlen.")
TIDY_ALREADY = mark("board", "Alle kort ligger allerede på deres plads.")
GOING_MS = 280
MOST_GOING = 300
"""More cards than this are in their new places at once: no eye follows them."""


class Tidying(BoardPart):
    """Tidies the board that is shown."""

    def __init__(self, easel: Easel, told: Tell, window: QWidget) -> None:
        super().__init__(easel, told, window)
        self._from: dict[str, QPointF] = {}
        self._going = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=GOING_MS)
        self._going.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._going.valueChanged.connect(self._on_step)
        easel.model.shown.connect(self._on_shown)

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return the acts by their names."""
        return {"tidy": self.tidy}

    def tidy(self) -> None:
        """Let the program place all cards of the board again."""
        model = self.easel.model
        if model.view is None:
            return
        self.easel.finish()
        self._leave_going()
        scene = self.easel.scene
        self._from = {} if current().calm else {each.id: each.pos() for each in scene.cards.values()}
        model.run(tidy_board, then=self._on_tidied, view=model.view, citizen=model.citizen)

    def _on_tidied(self, moved: Any) -> None:
        if not moved:
            self._from = {}
        self.told(say(TIDIED if moved else TIDY_ALREADY), bool(moved))
        self.easel.model.load()

    def _on_shown(self, _view: object) -> None:
        if self._going.state() is QVariantAnimation.State.Running:
            return
        scene, before = self.easel.scene, self._from
        moved = {each for each, place in before.items() if each in scene.cards and scene.cards[each].pos() != place}
        if not moved:
            return
        self._from = {each: before[each] for each in moved} if len(moved) <= MOST_GOING else {}
        if self._from:
            self._on_step(0.0)
            self._going.start()

    def _on_step(self, share: float) -> None:
        scene = self.easel.scene
        for identity, start in self._from.items():
            card, view = scene.cards.get(identity), scene.shown_cards.get(identity)
            if card is not None and view is not None:
                place = start + (QPointF(view.spot.x, view.spot.y) - start) * share
                scene.move_card(card, place.x(), place.y())
        if share == 1.0:
            self._from = {}

    def _leave_going(self) -> None:
        """Put what is on its way where it goes."""
        if self._going.state() is QVariantAnimation.State.Running:
            self._going.stop()
            self._on_step(1.0)
