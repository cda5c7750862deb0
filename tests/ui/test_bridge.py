"""Work goes to its thread and the answer comes home; nothing typed is lost."""

import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.domain.goal import GOAL, Goal
from app.errors import UserError
from app.store.reader import Reader
from app.store.store import Store
from app.texts import mark
from builders import KEY, NOON, a_citizen, a_goal
from ui.bridge import Bridge
from ui.session import Session
from windows import a_session, done, settled


def titles(reader: Reader) -> list[str | None]:
    return [goal.title for goal in reader.all(GOAL)]


def the_goal(store: Store) -> Goal:
    a_goal(store, a_citizen(store), "Fritidsjob")
    with store.reader() as reader:
        return reader.all(GOAL)[0]


def test_an_operation_runs_on_the_writer_thread_and_its_answer_comes_home(qtbot: QtBot, session: Session) -> None:
    where: list[threading.Thread] = []

    name = done(qtbot, session, lambda _store: threading.current_thread().name)
    session.bridge.run(lambda _store: None, then=lambda _answer: where.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(where))

    assert name == "enplan-writer"
    assert where == [threading.main_thread()]


def test_what_an_operation_touches_is_told_before_its_answer(qtbot: QtBot, session: Session) -> None:
    heard: list[str] = []
    session.bridge.changed.connect(lambda _touched: heard.append("changed"))

    session.bridge.run(a_citizen, then=lambda _answer: heard.append("answer"))
    qtbot.waitUntil(lambda: "answer" in heard)

    assert heard == ["changed", "answer"]


def test_an_error_nobody_asked_for_comes_as_trouble_with_its_own_words(qtbot: QtBot, session: Session) -> None:
    def refuse(_store: Store) -> None:
        raise UserError(mark("test", "Skriv et navn, før borgeren gemmes."))

    with qtbot.waitSignal(session.bridge.trouble) as told:
        session.bridge.run(refuse)

    assert told.args is not None
    assert told.args[0].message() == "Skriv et navn, før borgeren gemmes."


def test_a_fault_in_the_program_is_told_in_one_danish_sentence(
    qtbot: QtBot, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(session.bridge.trouble) as told:
        session.bridge.run(lambda _store: 1 / 0)

    assert told.args is not None
    assert told.args[0].message().startswith("Noget gik galt.")
    assert "ZeroDivisionError" in caplog.text


def test_a_question_asked_again_answers_only_the_last_time(qtbot: QtBot, session: Session) -> None:
    class Asker:
        heard: list[int]

        def __init__(self) -> None:
            self.heard = []

        def hear(self, answer: int) -> None:
            self.heard.append(answer)

    asker = Asker()
    for number in range(5):
        session.bridge.ask(lambda _reader, number: number, then=asker.hear, number=number)
    settled(qtbot, session)

    assert asker.heard == [4]


def test_a_long_operation_lets_others_write_between_its_slices(qtbot: QtBot, session: Session) -> None:
    order: list[Any] = []

    def long_one(_store: Store) -> Generator[int, None, str]:
        yield 1
        yield 2
        return "done"

    session.bridge.run(long_one, step=order.append, then=order.append)
    session.bridge.run(lambda _store: "short", then=order.append)
    qtbot.waitUntil(lambda: "done" in order)

    assert order == [1, "short", 2, "done"]


def test_what_is_typed_is_on_the_disk_soon_after_the_last_key(qtbot: QtBot, session: Session) -> None:
    goal = done(qtbot, session, the_goal)
    bridge: Bridge = session.bridge

    for text in ("F", "Fr", "Fri"):
        bridge.typed(goal, title=text)
    was_saving = bridge.is_saving
    qtbot.waitUntil(lambda: not bridge.is_saving)
    found: list[list[str | None]] = []
    bridge.ask(titles, then=found.append)
    qtbot.waitUntil(lambda: bool(found))

    assert was_saving
    assert found == [["Fri"]]


def test_closing_at_once_loses_nothing_of_what_was_typed(qtbot: QtBot, tmp_path: Path, look: None) -> None:
    with a_session(tmp_path) as session:
        goal = done(qtbot, session, the_goal)
        session.bridge.typed(goal, title="Skrevet lige før skærmen blev låst")

    with Store.open(tmp_path / "plan.db", key=KEY, clock=FixedClock(NOON)) as store, store.reader() as reader:
        assert titles(reader) == ["Skrevet lige før skærmen blev låst"]
