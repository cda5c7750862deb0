"""Who only reads a plan is shown what can be used and why the rest is not there, on every face of the page."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.consent import Given
from app.domain.goal import GOAL
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.values import Speaker
from app.operations.attachments import attach_file
from app.operations.board import add_board
from app.operations.citizens import add_citizen
from app.operations.consents import give_consent
from app.operations.items import add_item, connect, disagree, edit_record
from app.operations.ratings import rate
from app.queries.plan_list import PlanRow
from app.store.store import Store
from offices import Office, an_office
from sync.server import staffing
from sync.server.rights import Role
from ui.board.board_screen import BoardScreen
from ui.board.keys import BOARD_KEYS
from ui.screens.citizen_header import FACES
from ui.screens.citizen_page import CitizenPage
from ui.screens.plan_list import PlanListScreen
from ui.session import Session
from windows import a_main_window, a_page, a_session, settled

READS = "Du har adgang til at læse planen. Den skrives af dem, der arbejder med borgeren."
OVER = "Din periode hos borgeren er slut. Du kan læse planen, til pc’en har talt med serveren."
LEAVES = ("Tilbage til mine borgere", "Giv borgeren en kopi", "Gem brev uden for Enplan …")
"""What leads away from the page, or opens a dialog of its own."""
REFUSED = {
    "Start møde", "Det ser borgeren", "Fortryd", "Vi er enige", "Beskyt navn og adresse", "Slet", "Kort", "Tidsakse",
    "Vedhæft fil …", "Træk tilbage",
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with an_office(tmp_path_factory.mktemp("read-only")) as opened:
        yield opened


def a_plan(store: Store, folder: Path) -> str:
    """Write a plan with something of every sort in it, and return whose it is."""
    karen = add_citizen(store, given="Karen", family="Holm")
    goal = add_item(store, citizen=karen, type=ItemType.GOAL, title="Bo for sig selv", words="Min egen dør")
    actor = add_item(store, citizen=karen, type=ItemType.ACTOR, title="Lægehuset")
    add_item(store, citizen=karen, type=ItemType.IDEA, title="Måske en hund")
    add_item(store, citizen=karen, type=ItemType.AGREEMENT, title="Ringe til banken", due="2026-11-20")
    connect(store, citizen=karen, source=goal, target=actor)
    give_consent(store, citizen=karen, items=[goal], actors=[actor], given=Given.WRITTEN)
    rate(store, citizen=karen, life_area=LifeArea.MOOD, level=3, rater=Speaker.CITIZEN, day="2026-11-20")
    add_board(store, citizen=karen, title="Huset")
    (folder / "brev.txt").write_text("Kære Karen")
    attach_file(store, citizen=karen, path=folder / "brev.txt")
    with store.reader() as reader:
        disagree(store, reader.all(GOAL, citizen=karen)[0], words="Det er ikke mit ønske")
    return karen


def contested(office: Office, mette: Store, karen: str) -> None:
    """Let another caseworker write another title than Mette at the same time."""
    office.add_user("jonas")
    office.assign("jonas", karen)
    jonas = office.client("jonas")
    office.sync(jonas)
    for store, title in ((mette, "Egen bolig"), (jonas, "Eget hjem")):
        with store.reader() as reader:
            goal = reader.all(GOAL, citizen=karen)[0]
        edit_record(store, goal, title=title)
    for store in (mette, jonas, mette):
        office.sync(store)


@pytest.fixture(scope="module")
def karen(office: Office) -> str:
    """Karen's plan, which Mette writes and Lone, a manager, reads; one title of it has two versions."""
    office.add_user("mette")
    office.add_user("lone", role=Role.MANAGER)
    mette = office.client("mette")
    citizen = a_plan(mette, office.folder)
    office.sync(mette)
    office.assign("lone", citizen)
    contested(office, mette, citizen)
    return citizen


@pytest.fixture
def lone(office: Office, karen: str, tmp_path: Path, look: None) -> Iterator[Session]:
    store = office.client("lone", name=tmp_path.name)
    office.sync(store)
    with a_session(tmp_path / "lone", store=store) as session:
        yield session


def opened(qtbot: QtBot, session: Session, tmp_path: Path, citizen: str) -> CitizenPage:
    return a_page(qtbot, session, a_main_window(qtbot, session, tmp_path), citizen)


def shown(within: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in within.findChildren(kind) if each.isVisible() and each.isEnabled()]


def name(widget: QWidget) -> str:
    return widget.accessibleName() or str(getattr(widget, "text", str)())


def written(session: Session, citizen: str) -> list[str]:
    """Return the acts that wait to be sent for a citizen."""
    with session.bridge._store.reader() as reader:
        return [each.act for each in reader.changes(citizen=citizen) if each.own]


def test_on_every_face_each_button_can_be_pressed_and_nothing_is_written(
    qtbot: QtBot, lone: Session, tmp_path: Path, karen: str
) -> None:
    page = opened(qtbot, lone, tmp_path, karen)
    offered: list[str] = []
    fields: list[str] = []
    for face, _, _ in FACES:
        page.show_face(face)
        settled(qtbot, lone)
        chosen(page)
        settled(qtbot, lone)
        fields += [name(each) for kind in (QLineEdit, QPlainTextEdit, QComboBox) for each in shown(page, kind)]
        buttons = shown(page, QAbstractButton)
        offered += [name(each) for each in buttons]
        for button in buttons:
            press(button)
    settled(qtbot, lone)

    assert READS in [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert fields == ["Se planen, som den stod"]
    assert {"Åbn i planen", "Vis som liste", "Om planen", "Efter livsområde"} <= set(offered)
    assert REFUSED & set(offered) == set()
    assert written(lone, karen) == []
    assert not page.is_meeting


def chosen(page: CitizenPage) -> None:
    """Choose something of what a face shows, so that its panel is there."""
    part = page._stack.currentWidget()
    if isinstance(part, BoardScreen):
        part.do("first")
    elif isinstance(part, PlanListScreen):
        part._show_sheet()
        first = part._model.entry(part._model.index(1, 0))
        assert isinstance(first, PlanRow)
        part.choose(first.item.id)
        part._sheet.show()


def press(button: QWidget) -> None:
    """Press what stays on the page."""
    stays = name(button) not in (*LEAVES, *(str(label) for _, label, _ in FACES))
    if stays and button.isVisible() and isinstance(button, QAbstractButton):
        button.click()


def test_no_key_and_no_press_on_the_board_writes(qtbot: QtBot, lone: Session, tmp_path: Path, karen: str) -> None:
    page = opened(qtbot, lone, tmp_path, karen)
    board = page._parts["board"]
    assert isinstance(board, BoardScreen)
    card = board.easel.view.cards[0]
    place = board.canvas.to_view(card_middle(board)).toPoint()
    viewport = board.canvas.viewport()
    for each in BOARD_KEYS:
        board.easel.select([card.item.id])
        board.do(each.act)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(viewport, place * 2)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place * 2)
    settled(qtbot, lone)

    assert written(lone, karen) == []
    assert not board.easel.is_writing
    assert page._face_name == "list"


def card_middle(board: BoardScreen) -> QPointF:
    return board.easel.scene.card_item(board.easel.view.cards[0].item.id).sceneBoundingRect().center()


def test_what_waits_for_somebody_who_writes_is_not_asked_of_who_reads(
    qtbot: QtBot, lone: Session, tmp_path: Path, karen: str
) -> None:
    window = a_main_window(qtbot, lone, tmp_path)
    settled(qtbot, lone)
    settled(qtbot, lone)
    waiting = [name(each) for each in shown(window, QAbstractButton)]
    page = a_page(qtbot, lone, window, karen, "contests")

    assert [each for each in waiting if each.startswith("Afgør")] == []
    assert [each for each in waiting if "Ringe til banken" in each] == ["Åbn: Ringe til banken, Karen Holm"]
    assert page._face_name == "list"


def test_a_substitute_writes_until_the_period_is_over_and_again_when_it_is_longer(
    qtbot: QtBot, office: Office, tmp_path: Path, karen: str, look: None
) -> None:
    office.add_user("vikar")
    lend(office, karen, hours=4)
    store = office.client("vikar")
    office.sync(store)
    with a_session(tmp_path / "vikar", store=store) as session:
        page = opened(qtbot, session, tmp_path, karen)
        first = tools(page)
        office.clock.advance(hours=5)  # type: ignore[attr-defined]
        page._reload()
        settled(qtbot, session)
        over = (tools(page), page._header._why.text())
        lend(office, karen, hours=9)
        office.sync(store)
        settled(qtbot, session)
        page._reload()
        settled(qtbot, session)
        again = tools(page)

    assert (first, over, again) == (True, (False, OVER), True)


def lend(office: Office, citizen: str, *, hours: int) -> None:
    staffing.assign(
        office.core.database, logins=["vikar"], citizens=[citizen], clock=office.clock,
        ends=office.clock.now() + timedelta(hours=hours),
    )  # fmt: skip


def tools(page: CitizenPage) -> bool:
    board = page._parts["board"]
    assert isinstance(board, BoardScreen)
    return board.tools.isVisible()
