"""Whatever hands and keys do on a board: nothing falls over, board and plan stay one, and all of it can be undone."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.operations.undoing import undo
from app.queries.board import BoardView
from board_desk import Desk
from builders import a_citizen

IS_SOAK = settings.get_current_profile_name() == "soak"
EXAMPLES, EVENTS = (5_000, 20) if IS_SOAK else (300, 6)
ACTS = (
    "new", "enter", "child", "agree", "delete", "duplicate", "all", "everything", "undo", "redo", "follow", "first",
    "last", "leave", "copy", "cut", "paste", "group", "ungroup", "align left", "align top", "spread across", "tidy",
    "axis", "frame", "fit", "zoom in", "zoom out", "day on", "month back", "row up", "lane down", "left", "down",
    "tool pen", "tool rub", "tool label", "tool frame", "tool connect", "tool select", "card goal",
    "card actor", "ink to card", "also right", "pen colour",
)  # fmt: skip
PLACES = st.tuples(st.integers(5, 1200), st.integers(5, 640))
"""Pixels of the view."""
A_PLAN = 100
"""So many examples are done on one citizen's board."""
WORDS = st.sampled_from(["Op kl. 7", "Ring til banken", "æøå"])
DRAGS = st.tuples(PLACES, PLACES)
GESTURES = st.one_of(
    st.tuples(st.just("act"), st.sampled_from(ACTS)),
    st.tuples(st.just("write"), WORDS),
    st.tuples(st.just("write"), WORDS),
    st.tuples(st.just("type"), WORDS),
    st.tuples(st.just("click"), PLACES),
    st.tuples(st.just("double"), PLACES),
    st.tuples(st.just("drag"), DRAGS),
    *(st.tuples(st.just(f"tool {tool}"), DRAGS) for tool in ("pen", "frame", "connect")),
)


class Hands:
    """A board on the screen for many examples; undoing everything leaves it as it was before."""

    def __init__(self, make_desk: Callable[..., Desk]) -> None:
        self._make_desk = make_desk
        self.desk = make_desk()
        self._begun = 0
        self.examples = 0
        self.met = Counter[str]()

    def begin(self) -> None:
        """Have an empty board, also where the example before has failed; no plan's history is that of thousands."""
        self._begun += 1
        if self._begun % A_PLAN == 0:
            self.desk.screen.close()
            self.desk = self._make_desk(citizen=a_citizen(self.desk.store))
        if self.desk.troubles or self.desk.items():
            self.rest()
            self.undo_everything()
            self.rest()
            self.desk.troubles.clear()

    def count(self) -> None:
        """Count what an example came to."""
        view = self.desk.view()
        self.examples += 1
        self.met.update({
            "cards": bool(view.cards), "lines": bool(view.links), "strokes": bool(view.strokes),
            "frames": bool(view.frames), "labels": bool(view.labels),
        })  # fmt: skip

    def do(self, event: tuple[str, Any]) -> None:
        """Let one thing happen."""
        what, told = event
        desk = self.desk
        viewport, left = desk.screen.canvas.viewport(), Qt.MouseButton.LeftButton
        if what == "act":
            desk.screen.do(told)
        elif what == "write":
            desk.screen.do("new")
            desk.keys(told, Qt.Key.Key_Return)
        elif what == "type" and desk.screen.easel.is_writing:
            desk.keys(told, Qt.Key.Key_Return)
        elif what == "click":
            QTest.mouseClick(viewport, left, pos=QPoint(*told))
        elif what == "double":
            QTest.mouseDClick(viewport, left, pos=QPoint(*told))
        elif what == "drag":
            desk.drag(QPoint(*told[0]), QPoint(*told[1]))
        elif what.startswith("tool "):
            desk.screen.do(what)
            desk.drag(QPoint(*told[0]), QPoint(*told[1]))

    def rest(self) -> None:
        """Let go of everything, and wait until all of it is written and shown."""
        desk, told = self.desk, list[object]()
        desk.screen.easel.finish()
        desk.screen.easel.rest()
        for _ in range(2):
            told.clear()
            desk.screen.model.bridge.run(_nothing, then=told.append)
            desk.wait(lambda: bool(told))
        desk.wait(lambda: _shown(desk.screen.easel.view) == _shown(desk.view()))

    def undo_everything(self) -> None:
        """Take back every act."""
        while undo(self.desk.store, citizen=self.desk.citizen) is not None:
            pass


def _nothing(_store: object) -> None:
    """What is handed to the bridge to hear when everything before it is done."""


def _shown(view: BoardView) -> tuple[Any, ...]:
    """Return what a board shows, in its order."""
    cards = tuple((each.item.id, each.item.type, each.item.title, each.spot) for each in view.cards)
    strokes = tuple((each.ink.id, each.ink.item, each.x, each.y) for each in view.strokes)
    frames = tuple((each.id, each.title, each.x, each.y, each.width) for each in view.frames)
    labels = tuple((each.id, each.text, each.x, each.y) for each in view.labels)
    return view.board.id, cards, {each.connector.id for each in view.links}, strokes, frames, labels


LEAST_SHARE = 0.1


@pytest.fixture
def hands(make_desk: Callable[..., Desk], record_property: Callable[[str, object], None]) -> Iterator[Hands]:
    """A board for each example, enough of which must have come to something."""
    made = Hands(make_desk)
    yield made
    shares = {name: count / made.examples for name, count in made.met.items()}
    told = ", ".join(f"{name} {share:.0%}" for name, share in sorted(shares.items()))
    record_property("told", f"{made.examples} examples: {told}")
    assert {name for name, share in shares.items() if share >= LEAST_SHARE} >= {"cards", "strokes", "frames"}


@pytest.mark.timeout(36_000)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(events=st.lists(GESTURES, min_size=EVENTS // 2, max_size=EVENTS))
def test_whatever_is_done_on_a_board_is_in_the_plan_and_can_be_undone(hands: Hands, events: list[Any]) -> None:
    hands.begin()
    desk = hands.desk
    before = _shown(desk.view())
    for event in events:
        hands.do(event)
    hands.rest()

    assert desk.troubles == []
    hands.count()
    hands.undo_everything()
    hands.rest()
    assert _shown(desk.view()) == before
