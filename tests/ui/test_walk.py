"""The walk itself: each of its rules finds the fault that it is for, and nothing in a window without one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from legible import read
from ui.reading_order import stops
from ui.window import Dialog, Window
from walk import Walker, backwards, interactive, nameless, small_targets, unreached, unsaid, walked, wrongly_called


class Painted(QLabel):
    """Shows words and tells a screen reader others."""

    def __init__(self) -> None:
        super().__init__("Frist i morgen")
        self.setAccessibleName("Et kort")


class Trap(QLineEdit):
    """Keeps Tab for itself."""

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return True


class Stepper(QPushButton):
    """One of a row: arrows go to the next and the one before."""

    def __init__(self, words: str, *, has_arrows: bool) -> None:
        super().__init__(words)
        self.has_arrows = has_arrows
        self.row: list[Stepper] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self.has_arrows:
            self.row[min(max(self.row.index(self) + step, 0), len(self.row) - 1)].setFocus()


@pytest.fixture
def window(qtbot: QtBot, look: None) -> Window:
    """A window with two named lines of buttons, one above the other; nothing is wrong with it."""
    made = Window()
    qtbot.addWidget(made)
    upper, lower = QHBoxLayout(), QHBoxLayout()
    buttons = [QPushButton(f"Knap {place}") for place in range(4)]
    for place in (3, 2):
        lower.insertWidget(0, buttons[place])
    for place in (0, 1):
        upper.addWidget(buttons[place])
    box = QVBoxLayout(made)
    box.addLayout(upper)
    box.addLayout(lower)
    made.show()
    return made


def put(window: QWidget, part: QWidget) -> None:
    """Show *part* at the foot of the window."""
    box = window.layout()
    assert box is not None
    box.addWidget(part)
    QApplication.processEvents()


def test_a_window_without_a_fault_has_none(window: Window) -> None:
    assert Walker(QApplication.processEvents).faults(read(window)) == []


def test_tab_goes_as_the_window_is_laid_out_and_not_as_it_was_made(window: Window) -> None:
    texts = [each.text() for each in stops(window) if isinstance(each, QPushButton)]

    assert texts == ["Knap 0", "Knap 1", "Knap 2", "Knap 3"]


def test_tab_goes_into_a_part_that_hands_its_focus_on_and_out_again(window: Window) -> None:
    part = QWidget()
    first, second = QPushButton("Først"), QPushButton("Så")
    box = QVBoxLayout(part)
    box.addWidget(first)
    box.addWidget(second)
    part.setFocusProxy(second)
    put(window, part)

    assert walked(window)[0][-2:] == [first, second]


@pytest.mark.parametrize("has_arrows", [True, False])
def test_one_of_a_row_stands_for_all_where_arrows_go_through_it(window: Window, has_arrows: bool) -> None:
    row = [Stepper(f"Kort {place}", has_arrows=has_arrows) for place in range(4)]
    for each in row:
        each.row = row
        each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is row[1] else Qt.FocusPolicy.ClickFocus)
        put(window, each)

    left = unreached(interactive(window), walked(window)[0])
    assert [each.split("»")[0] for each in left] == ([] if has_arrows else [f"Stepper «Kort {n}" for n in (0, 2, 3)])


def test_a_dialog_is_gone_through_as_it_is_laid_out(qtbot: QtBot, look: None) -> None:
    dialog = Dialog()
    qtbot.addWidget(dialog)
    later, first = QPushButton("Luk"), QPushButton("Gem")
    box = QVBoxLayout(dialog)
    box.addWidget(first)
    box.addWidget(later)
    dialog.show()

    assert walked(dialog) == ([first, later], [])


def test_a_part_without_a_name_is_found(window: Window) -> None:
    put(window, QLineEdit())

    assert nameless(interactive(window)) == ["Window/QLineEdit has no name"]


def test_a_name_that_is_not_what_is_seen_is_found(window: Window) -> None:
    window.findChildren(QPushButton)[0].setAccessibleName("Noget andet")

    assert len(nameless(interactive(window))) == 1


def test_a_part_that_takes_keys_and_does_not_tell_what_it_is_is_found(window: Window) -> None:
    part = QWidget()
    part.setFocusPolicy(part.focusPolicy().StrongFocus)
    part.setMinimumSize(30, 30)
    put(window, part)

    assert len(wrongly_called(interactive(window))) == 1


def test_a_part_too_small_to_hit_is_found(window: Window) -> None:
    window.findChildren(QPushButton)[0].setFixedSize(20, 44)

    assert len(small_targets(interactive(window))) == 1


def test_words_that_are_painted_and_not_said_are_found(window: Window) -> None:
    put(window, Painted())

    assert unsaid(read(window)) == ["«Frist i morgen» of Painted «Et kort» is not said"]


def test_a_part_that_tab_does_not_lead_to_is_found(window: Window) -> None:
    button = window.findChildren(QPushButton)[0]
    button.setFocusPolicy(button.focusPolicy().ClickFocus)

    assert len(unreached(interactive(window), walked(window)[0])) == 1


def test_a_part_that_keeps_the_focus_is_found(window: Window) -> None:
    trap = Trap()
    trap.setAccessibleName("Fælde")
    put(window, trap)

    assert walked(window)[1] == ["Tab does not lead out of Trap «Fælde»"]


def test_steps_back_up_or_to_the_left_are_found(window: Window) -> None:
    first, second, third, _fourth = stops(window)

    assert len(backwards([second, first, third], window)) == 1
    assert len(backwards([third, first], window)) == 1
    assert backwards([first, second, third], window) == []


def test_a_ring_that_is_not_painted_is_found(window: Window) -> None:
    window.setStyleSheet("QPushButton, QPushButton:focus { border: 1px solid black; }")
    faults = Walker(QApplication.processEvents).faults(read(window))

    assert faults == ["QPushButton «Knap 0» does not show that it has the focus"]
