"""Who plays the tour by keys finds what a tour by keys must not have: a focus without a ring, a hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from story.key_person import KeyPerson
from story.person import NotThere

EDGED = "QPushButton { background: white; border: 1px solid black; min-height: 40px; }"
RINGED = f"{EDGED} QPushButton:focus {{ border: 2px solid black; }}"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[KeyPerson]:
    """Somebody with keys alone."""
    was_active = QAccessible.isActive()
    person = KeyPerson(tmp_path)
    yield person
    QApplication.instance().removeEventFilter(person._hands)  # type: ignore[union-attr]
    QAccessible.setActive(was_active)


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[QPushButton]:
    """A button with the focus, in a window in front."""
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Gem", window)
    QVBoxLayout(window).addWidget(button)
    window.resize(300, 120)
    window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    yield button
    window.close()


def test_a_picture_shows_the_ring_of_what_has_the_focus_not_its_edge_alone(
    person: KeyPerson, button: QPushButton
) -> None:
    button.setStyleSheet(EDGED)
    with pytest.raises(NotThere, match="no ring is seen round the focus, Gem"):
        person.picture("edge")

    button.setStyleSheet(RINGED)
    person.picture("ring")


def test_a_mouse_that_was_used_spoils_the_next_picture(person: KeyPerson, button: QPushButton) -> None:
    button.setStyleSheet(RINGED)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    with pytest.raises(NotThere, match="a hand was used"):
        person.picture("by-hand")
