"""Copying and pasting on a board: within a plan, into another one's plan, and with other programs."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.board import Axis
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.operations.board import add_board, draw_stroke
from app.operations.items import add_item, agree, connect
from app.operations.undoing import undo
from board_desk import TODAY, Desk
from builders import a_citizen
from ui.board.board_screen import BoardScreen
from ui.board.clipboard import CARDS

COPIES_AND_ENDS = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.board import clipboard
application = QApplication([])
handed = clipboard._Handed(citizen="k", board="t", places={}, bounds=(0, 0, 0, 0))
clipboard._put(handed, ["Op kl. 7"])
QTimer.singleShot(0, application.quit)
raise SystemExit(application.exec())
"""
CTRL = Qt.KeyboardModifier.ControlModifier
COPY, CUT, PASTE, AGAIN = ((key, CTRL) for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_D))


@pytest.fixture(autouse=True)
def _own_clipboard(qapp: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def free(desk: Desk) -> Desk:
    """A board without a time axis."""
    desk.screen.model.show_axis(Axis.FREE)
    desk.wait(lambda: desk.screen.easel.view.axis is None)
    return desk


def titles(desk: Desk) -> list[str]:
    return [item.title or "" for item in desk.items()]


def heard(desk: Desk) -> list[str]:
    """Return what the board tells from now on."""
    told: list[str] = []
    desk.screen.told.connect(lambda words, _undo: told.append(words))
    return told


def point_at(desk: Desk, pixel: QPoint) -> QPointF:
    """Put the pointer over a pixel of the view and return the place on the board."""
    QCursor.setPos(desk.screen.canvas.viewport().mapToGlobal(pixel))
    return desk.screen.canvas.to_board(QPointF(pixel))


def text(words: str) -> None:
    QGuiApplication.clipboard().setText(words)


def test_each_line_of_a_text_becomes_a_card_where_the_pointer_is_and_all_are_one_act(free: Desk) -> None:
    place = point_at(free, QPoint(400, 300))
    text("• Ring til banken\r\n\r\n- Find cpr-kortet\r\n1. marts: flytte\r\n")

    free.keys(PASTE)
    free.wait(lambda: len(free.screen.easel.selected) == 3)
    cards = free.view().cards

    assert titles(free) == ["Ring til banken", "Find cpr-kortet", "1. marts: flytte"]
    assert {card.item.type for card in cards} == {ItemType.IDEA}
    assert {card.spot.x for card in cards} == {round(place.x(), 2)}
    assert min(card.spot.y for card in cards) == round(place.y(), 2)
    undo(free.store, citizen=free.citizen)
    assert titles(free) == []


def test_a_line_too_long_for_a_title_keeps_every_word(free: Desk) -> None:
    long = " ".join(["Karen vil gerne have et roligt sted at bo"] * 10)
    text(long)

    free.keys(PASTE)
    free.wait(lambda: len(free.items()) == 1)

    assert (free.items()[0].title or "").endswith("…")
    assert free.items()[0].note == long


def test_more_lines_than_anybody_meant_are_refused_in_words(free: Desk) -> None:
    text("\n".join(f"Linje {number}" for number in range(201)))

    free.keys(PASTE)
    free.wait(lambda: free.troubles != [])

    assert free.troubles[0].message() == "Der er 201 linjer. Sæt højst 200 ind ad gangen."
    assert titles(free) == []


def test_nothing_to_paste_is_told(free: Desk) -> None:
    told = heard(free)

    free.keys(PASTE, COPY)

    assert told == [
        "Der er ingen ord at sætte ind. Kopiér først noget tekst eller nogle kort.",
        "Vælg først det, der skal kopieres.",
    ]


def test_other_programs_get_the_titles_as_lines_and_as_a_list_and_no_ids(free: Desk) -> None:
    cards = [free.add(ItemType.GOAL, "Job & ro"), free.add(ItemType.IDEA, "Hunden")]
    free.screen.easel.select(cards)

    free.keys(COPY)
    mime = QGuiApplication.clipboard().mimeData()

    assert sorted(mime.text().splitlines()) == ["Hunden", "Job & ro"]
    assert "<li>Job &amp; ro</li>" in mime.html()
    assert all(card not in mime.text() + mime.html() for card in cards)
    assert b"Hunden" not in mime.data(CARDS).data()
    assert mime.data("x-kde-passwordManagerHint").data() == b"secret"


def test_copied_cards_are_pasted_with_the_line_between_them_and_the_ink_on_them(free: Desk) -> None:
    goal = free.add(ItemType.GOAL, "Job", words="Ro", due="2027-03-01")
    wish = free.add(ItemType.WISH, "Arbejde")
    agree(free.store, free.item(goal))
    connect(free.store, citizen=free.citizen, source=wish, target=goal)
    draw_stroke(free.store, [(0, 0), (50, 10)], citizen=free.citizen, board=free.view().board.id, item=goal)
    free.wait(lambda: len(free.screen.easel.view.links) == 1 and len(free.screen.easel.view.strokes) == 1)
    free.screen.easel.select([goal, wish])
    place = point_at(free, QPoint(700, 560))

    free.keys(COPY, PASTE)
    free.wait(lambda: len(free.screen.easel.selected - {goal, wish}) == 2)
    view = free.view()
    new = {card.item.type: card for card in view.cards if card.id not in (goal, wish)}

    assert new[ItemType.GOAL].item.title == "Job"
    assert (new[ItemType.GOAL].item.words, free.item(new[ItemType.GOAL].id).due) == ("Ro", "2027-03-01")
    assert new[ItemType.GOAL].item.agreed_at is None
    assert (new[ItemType.WISH].id, new[ItemType.GOAL].id) in {(link.source, link.target) for link in view.links}
    assert new[ItemType.GOAL].id in {stroke.ink.item for stroke in view.strokes}
    spots = [card.spot for card in new.values()]
    assert abs(sum(spot.x + spot.width / 2 for spot in spots) / 2 - place.x()) < 20
    undo(free.store, citizen=free.citizen)
    assert (len(free.view().cards), len(free.view().links), len(free.view().strokes)) == (2, 1, 1)


def test_ctrl_d_makes_second_ones_of_all_that_is_chosen_beside_them_as_one_act(free: Desk) -> None:
    cards = [free.add(ItemType.GOAL, "Job"), free.add(ItemType.IDEA, "Hunden")]
    free.screen.easel.select(cards)
    before = {free.card(each).item.type: free.card(each).spot for each in cards}

    free.keys(AGAIN)
    free.wait(lambda: len(free.view().cards) == 4)
    after = {card.item.type: card.spot for card in free.view().cards if card.id not in cards}

    assert {kind: (spot.x - before[kind].x, spot.y - before[kind].y) for kind, spot in after.items()} == {
        ItemType.GOAL: (24.0, 24.0), ItemType.IDEA: (24.0, 24.0),
    }  # fmt: skip
    undo(free.store, citizen=free.citizen)
    assert sorted(titles(free)) == ["Hunden", "Job"]


def test_a_second_one_on_a_time_axis_keeps_its_date_and_its_life_area(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2027-03-01", life_area=LifeArea.WORK)
    desk.screen.easel.select([goal])
    point_at(desk, QPoint(500, 100))

    desk.keys(COPY, PASTE)
    desk.wait(lambda: len(desk.view().cards) == 2)
    new = next(card for card in desk.view().cards if card.id != goal)

    assert (desk.item(new.id).due, new.item.life_area) == ("2027-03-01", LifeArea.WORK)


def test_what_is_cut_comes_back_as_the_same_card_where_it_is_pasted_and_then_as_new_ones(free: Desk) -> None:
    goal = free.add(ItemType.GOAL, "Job")
    free.screen.easel.select([goal])

    free.keys(CUT)
    free.wait(lambda: free.screen.easel.card(goal) is None)
    place = point_at(free, QPoint(600, 500))
    free.keys(PASTE)
    free.wait(lambda: free.screen.easel.selected == {goal})
    spot = free.card(goal).spot
    free.keys(PASTE)
    free.wait(lambda: len(free.view().cards) == 2)

    assert abs(spot.x + spot.width / 2 - place.x()) < 20
    assert titles(free) == ["Job", "Job"]


def test_a_card_pasted_on_another_board_of_the_plan_is_the_same_card(free: Desk) -> None:
    goal = free.add(ItemType.GOAL, "Job")
    board = add_board(free.store, citizen=free.citizen, title="Netværk")
    free.screen.easel.select([goal])

    free.keys(COPY)
    free.screen.do(f"board {board}")
    free.wait(lambda: free.screen.easel.view.board.id == board)
    free.keys(PASTE)
    free.wait(lambda: free.screen.easel.card(goal) is not None)

    assert titles(free) == ["Job"]


def test_nothing_of_one_citizen_is_carried_into_the_plan_of_another(free: Desk, qtbot: QtBot) -> None:
    goal = free.add(ItemType.GOAL, "Job hos Jensens")
    free.screen.easel.select([goal])
    free.keys(COPY)
    other = a_citizen(free.store, given="Ali", family="Demir")
    own = add_item(free.store, citizen=other, title="Alis eget")
    screen = BoardScreen(free.screen.model.bridge)
    screen.open(other, today=TODAY)
    qtbot.addWidget(screen)
    told: list[str] = []
    screen.told.connect(lambda words, _undo: told.append(words))
    qtbot.waitUntil(lambda: screen.easel.card(own) is not None)

    screen.do("paste")
    qtbot.wait(200)

    assert [card.item.title for card in screen.easel.view.cards] == ["Alis eget"]
    assert told == ["Det kopierede hører til en anden borgers plan og bliver der. Skriv det, der gælder her."]


def test_what_was_copied_before_the_meeting_is_not_pasted_where_all_see_it(
    free: Desk, make_desk: Callable[..., Desk]
) -> None:
    meeting = free.add(ItemType.MEETING, "Netværksmøde", starts_at="2026-11-24T10:00")
    goal = free.add(ItemType.GOAL, "Kun for os")
    free.screen.easel.select([goal])
    free.keys(COPY)
    shown = make_desk(held=meeting)
    told = heard(shown)

    shown.keys(PASTE)

    assert told == ["Det er kopieret uden for mødet og sættes ikke ind her, hvor alle ser med."]
    assert len(free.items()) == 2


def test_a_program_that_has_copied_cards_ends_well() -> None:
    done = subprocess.run([sys.executable, "-c", COPIES_AND_ENDS], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
