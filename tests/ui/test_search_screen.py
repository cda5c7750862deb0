"""Søg: people at each key; words out of plans when the keys rest, and written down as read before they are shown."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.domain.item import ItemType
from app.domain.look_up import LOOK_UP, LookUpAct
from app.operations.citizens import add_citizen
from app.operations.items import add_item
from app.queries.search import Found
from app.queries.search import search as search_for
from app.store.store import Store
from app.texts import mark
from builders import NOON, a_store
from ui.screens.logged import Logged
from ui.screens.screen import Desk
from ui.screens.search import SearchScreen
from ui.session import Session
from windows import WAIT_MS, a_desk, a_session, done, settled

PURPOSE = mark("look-up", "Søgning efter ord i planerne")


def plans(store: Store) -> dict[str, str]:
    """Write two plans with words about banks, and one without, and return whose they are by first name."""
    people = {name: add_citizen(store, given=name, family="Holm") for name in ("Karen", "Aage", "Bank")}
    add_item(store, citizen=people["Karen"], type=ItemType.AGREEMENT, title="Ringe til banken")
    add_item(store, citizen=people["Aage"], type=ItemType.AGREEMENT, title="Aftale med kommunen om bankkort")
    return people


def shown(qtbot: QtBot, session: Session, desk: Desk) -> SearchScreen:
    screen = SearchScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    settled(qtbot, session)
    return screen


def asked(screen: SearchScreen, words: str) -> None:
    screen.findChild(QLineEdit).setText(words)  # type: ignore[union-attr]


def search(qtbot: QtBot, session: Session, desk: Desk, words: str) -> SearchScreen:
    """Return a new screen on which *words* were found."""
    screen = shown(qtbot, session, desk)
    asked(screen, words)
    qtbot.waitUntil(lambda: bool(hits(screen)), timeout=WAIT_MS)
    return screen


def hits(screen: SearchScreen) -> list[str]:
    return [each.text() for each in screen._texts.findChildren(QPushButton) if screen._texts.isVisible()]


def read(qtbot: QtBot, session: Session) -> list[tuple[LookUpAct | None, str | None]]:
    def _read(store: Store) -> list[tuple[LookUpAct | None, str | None]]:
        with store.reader() as reader:
            return [(each.act, each.subject) for each in reader.all(LOOK_UP)]

    return done(qtbot, session, _read)  # type: ignore[no-any-return]


def test_whose_words_are_shown_is_written_down_and_nobody_elses(qtbot: QtBot, session: Session, desk: Desk) -> None:
    people = done(qtbot, session, plans)

    screen = search(qtbot, session, desk, "bankkort")

    assert hits(screen) == ["Aftale med kommunen om bankkort · Aftale · Aage Holm"]
    assert read(qtbot, session) == [(LookUpAct.SEARCH, people["Aage"])]


def test_keys_that_follow_each_other_show_people_alone_and_write_nothing(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    done(qtbot, session, plans)
    screen = shown(qtbot, session, desk)
    screen._rest.setInterval(WAIT_MS)

    for words in ("b", "ba", "ban", "bank"):
        asked(screen, words)
        settled(qtbot, session)

    assert [each.text() for each in screen._people.findChildren(QPushButton)] == ["Bank Holm"]
    assert hits(screen) == []
    assert read(qtbot, session) == []


def test_the_same_words_again_write_nothing_more_and_people_alone_nothing_at_all(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    people = done(qtbot, session, plans)
    search(qtbot, session, desk, "bank")
    search(qtbot, session, desk, "bankk")
    screen = search(qtbot, session, desk, "bank")
    asked(screen, "Holm")
    qtbot.waitUntil(lambda: not screen._rest.isActive(), timeout=WAIT_MS)
    settled(qtbot, session)

    assert sorted(read(qtbot, session)) == sorted((LookUpAct.SEARCH, people[name]) for name in ("Karen", "Aage"))


def test_whom_a_whole_number_finds_is_written_down_before_the_name_is_shown(
    qtbot: QtBot, tmp_path: Path, look: None
) -> None:
    store = a_store(tmp_path, clock=FixedClock(NOON))
    karen = add_citizen(store, given="Karen", family="Holm", cpr="0101700000")
    known: list[tuple[list[str], list[str | None]]] = []

    with a_session(tmp_path, store=store) as session, a_desk(qtbot, session, tmp_path) as desk:
        field = QLineEdit("010170-0000")
        qtbot.addWidget(field)

        def shown(found: Found) -> None:
            with store.reader() as reader:
                known.append(([each.name for each in found.people], [each.subject for each in reader.all(LOOK_UP)]))

        desk.search(search_for, field, then=shown)
        desk.search(search_for, field, then=shown)
        settled(qtbot, session)

    assert known
    assert all(each == (["Karen Holm"], [karen]) for each in known)


def test_nothing_is_painted_before_it_is_written_and_an_older_list_never(
    qtbot: QtBot, tmp_path: Path, look: None
) -> None:
    store = a_store(tmp_path, clock=FixedClock(NOON))
    karen, aage = (add_citizen(store, given=name, family="Holm") for name in ("Karen", "Aage"))
    painted: list[tuple[str, list[str | None]]] = []

    def paint(name: str) -> None:
        with store.reader() as reader:
            painted.append((name, [each.subject for each in reader.all(LOOK_UP)]))

    with a_session(tmp_path, store=store) as session, a_desk(qtbot, session, tmp_path) as desk:
        logged = Logged(desk, act=LookUpAct.SEARCH, purpose=PURPOSE, parent=desk)
        logged.show([karen], partial(paint, "older"))
        logged.show([karen, aage], partial(paint, "newer"))
        settled(qtbot, session)
        logged.show([aage, None], partial(paint, "again"))

    assert [name for name, _ in painted] == ["newer", "again"]
    assert {frozenset(subjects) for _, subjects in painted} == {frozenset([karen, aage])}
