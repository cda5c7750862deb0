"""Taken back and done again: the page and the board say it in the same words."""

import pytest
from pytestqt.qtbot import QtBot

from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.store.history import Left, Undone
from app.store.store import Store
from app.texts import mark
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.session import Session
from ui.taking_back import AGAIN, BACK, turned_in_words
from windows import a_page, done, settled

ACT = str(mark("act", "Tilføj til planen"))


def test_the_page_and_the_board_say_the_same(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    def write(store: Store) -> str:
        citizen = add_citizen(store, given="Karen", family="Holm")
        add_item(store, citizen=citizen, title="Sove om natten")
        return citizen

    page = a_page(qtbot, session, window, str(done(qtbot, session, write)))
    board = page._parts["board"]
    assert isinstance(board, BoardScreen)
    told: list[list[str]] = []
    for turn in (page, board.easel.model):
        told.append([])
        for act in (turn.undo, turn.redo, turn.redo):
            act()
            settled(qtbot, session)
            settled(qtbot, session)
            told[-1].append(window.desk.messages.text)

    assert told == [[f"Fortrudt: {ACT}.", f"Gentaget: {ACT}.", "Der er ikke mere at gentage."]] * 2


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((), ""),
        ((Left(record="a", field="title"), Left(record="a", field="due")), " Det, andre har ændret siden, står: Sove."),
        ((Left(record="b", field="title"),), " Det, andre har ændret siden, står, som det er."),
        (
            (Left(record="a", field="strokes", is_once=True),),
            " Det, der kun kan skrives én gang, står. Slet det hele, hvis det er forkert.",
        ),
    ],
)
def test_what_was_left_as_it_is_is_said_once_and_by_its_title_where_that_is_known(
    qapp: object, left: tuple[Left, ...], said: str
) -> None:
    turned = Undone(name=ACT, left=left)

    words = turned_in_words(turned, AGAIN, title=lambda record: {"a": "Sove"}.get(record, ""))
    assert words == f"Gentaget: {ACT}.{said}"
    assert turned_in_words(None, BACK) == "Der er ikke mere at fortryde."
