"""What is painted at a meeting: no word and no stroke that any person marked present may not see."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from any_rooms import (
    CONSENTS,
    FRAMED,
    PEOPLE,
    ROOMS,
    ROOMS_OF_A_PLAN,
    SKETCHED,
    STROKE,
    THINGS,
    Told,
    Yes,
    may_see,
    written,
)
from app.clock import FixedClock
from app.domain.meeting import Attendance
from app.queries.board import board_view
from app.store.store import Store
from builders import NOON, a_store
from ui import theme
from ui.board.optics import Optics, optics
from ui.board.scene import BoardScene

TODAY = NOON.date()
PLANS = (10_000 if settings.get_current_profile_name() == "soak" else 300) // ROOMS_OF_A_PLAN
_WORDS = re.compile(r"<text [^>]*>([^<]*)</text>")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Store]:
    """One local copy for all examples; each has a citizen of its own."""
    theme.load_fonts()
    theme.apply(qapp, theme.Theme(calm=True))
    with a_store(tmp_path_factory.mktemp("painted"), clock=FixedClock(NOON)) as store:
        yield store


@cache
def look() -> Optics:
    """Return how a meeting's board is painted; its pictures of empty cards are small, for words alone are read."""
    return optics(1.0, ratio=0.05, meeting=True)


@pytest.mark.timeout(7_200)
@settings(max_examples=PLANS, deadline=None)
@given(things=st.lists(THINGS, min_size=5, max_size=5), people=PEOPLE, rooms=ROOMS, said=st.lists(CONSENTS, max_size=3))
def test_nothing_is_painted_that_anyone_present_may_not_see(
    many: Store, things: list[Told], people: list[Any], rooms: list[Any], said: list[Yes]
) -> None:
    citizen, meetings = written(many, things, people, rooms, said)

    for meeting, attendances in zip(meetings, rooms, strict=True):
        words, drawn = painted(many, citizen, meeting)

        present = [None, *(place for place, each in enumerate(attendances) if each is Attendance.PRESENT)]
        seen = {
            f"ting{place}."
            for place, thing in enumerate(things)
            if all(may_see(place, thing, actor, people, said) for actor in present)
        }
        assert {each for each in words if each.startswith("ting")} == seen
        loose = all(may_see(-1, SKETCHED, actor, people, said) for actor in present)
        assert ("løs." in words, STROKE in drawn) == (loose, loose)
        assert ("ramme." in words) is all(may_see(-1, FRAMED, actor, people, said) for actor in present)
        assert "her og nu." in words
        assert not any("etiket" in each or "uenig" in each for each in words)


def painted(store: Store, citizen: str, meeting: str) -> tuple[set[str], str]:
    """Return the words that Qt draws when the board of *meeting* is painted, and all that it draws, as SVG."""
    with store.reader() as reader:
        view = board_view(reader, citizen=citizen, today=TODAY, meeting=meeting)
    scene = BoardScene(view, look())
    scene.finish()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    painter = QPainter(generator)
    scene.render(painter, scene.content(), scene.content())
    painter.end()
    told = bytes(buffer.data().data()).decode()
    scene.deleteLater()
    return {unescape(each).strip() for each in _WORDS.findall(told)}, told
