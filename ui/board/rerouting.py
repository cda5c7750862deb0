"""Rerouting: when nothing on a board has moved for a moment, its lines look for ways round cards, a slice at a time."""

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from ui.board.card import CardItem
from ui.board.routing import CLEAR

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

SLICE_S = 0.004
SLICE_EVERY_MS = 10
ROUTE_MS = 60
"""How long after something has moved lines go round what is in their way."""
ROUTED = 150
"""On boards with more lines than this they go straight on: nobody follows one of so many."""


class Rerouting:
    """The ways of all lines of one scene."""

    def __init__(self, scene: "BoardScene") -> None:
        self._scene = scene
        self._left = self._routes()
        self._timer = QTimer(scene, singleShot=True)
        self._timer.timeout.connect(self._on_time)

    def soon(self) -> None:
        """Look for ways when nothing has moved for a moment."""
        if self._scene.links:
            self._left = self._routes()
            self._timer.start(ROUTE_MS)

    def now(self) -> None:
        """Look for all ways at once."""
        for _ in self._routes():
            pass

    def _routes(self) -> Iterator[None]:
        scene = self._scene
        if scene.folded is not None or len(scene.links) > ROUTED:
            return
        for place, link in enumerate(list(scene.links.values())):
            if scene.links.get(link.id) is link:
                ends = (link.source, link.target)
                near = scene.items(link.boundingRect())
                cards = [item.frame() for item in near if isinstance(item, CardItem) and item not in ends]
                link.settle(cards, clear=CLEAR[place % len(CLEAR)])
            yield

    def _on_time(self) -> None:
        until = perf_counter() + SLICE_S
        while perf_counter() < until:
            if next(self._left, ...) is ...:
                return
        self._timer.start(SLICE_EVERY_MS)
