"""The picture table: cards laid by hand, mouse and keys; what lies there is what the plan says."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.goal import GOAL
from app.domain.item import Item
from app.domain.life_area import LifeArea
from app.domain.picture import PICTURES, Column
from app.domain.rating import RATING, Rating
from app.domain.record import RecordType
from app.domain.values import Speaker
from app.domain.wish import WISH
from app.operations.citizens import add_citizen
from app.operations.undoing import undo
from app.store.store import Store
from contrasts import contrast
from ui import theme
from ui.board.board_screen import BoardScreen
from ui.main_window import MainWindow
from ui.pictures import picture_pixmap
from ui.screens.life_areas import LifeAreasScreen
from ui.screens.picture_hand import PictureHand
from ui.screens.picture_table import PictureTable
from ui.session import Session
from ui.theme import Mode, Theme
from ui.widgets.picture_card import PictureButton
from ui.widgets.picture_pile import Pile
from windows import a_page, application, done, settled

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(qtbot: QtBot, session: Session, window: MainWindow) -> PictureTable:
    """The table of a citizen of whom nothing was told."""
    karen = done(qtbot, session, add_citizen, given="Karen", family="Holm")
    areas = a_page(qtbot, session, window, karen, "areas")._parts["areas"]
    assert isinstance(areas, LifeAreasScreen)
    press(areas, "Læg billedkort")
    settled(qtbot, session)
    assert areas.table is not None
    return areas.table


def press(widget: QWidget, text: str) -> None:
    button = next(each for each in widget.findChildren(QPushButton) if each.text() == text and each.isVisible())
    QTest.mouseClick(button, LEFT)


def test_the_board_leads_to_the_pictures_too(qtbot: QtBot, session: Session, window: MainWindow) -> None:
    karen = done(qtbot, session, add_citizen, given="Karen", family="Holm")
    board = a_page(qtbot, session, window, karen).findChild(BoardScreen)
    assert board is not None
    board.do("more")
    menu = next(each for each in board.findChildren(QMenu) if each.isVisible())
    next(each for each in menu.actions() if each.text() == "Billedkort …").trigger()
    settled(qtbot, session)

    table = window.findChild(PictureTable)
    assert table is not None
    assert table.isVisible()
    menu.close()


def told(qtbot: QtBot, session: Session, kind: RecordType[Rating] = RATING) -> list[tuple[str | None, int | None]]:
    def read(store: Store) -> list[Rating]:
        with store.reader() as reader:
            return reader.all(kind)

    return [(each.picture, each.level) for each in done(qtbot, session, read)]


def drag(card: PictureButton, to: Pile) -> None:
    """Drag a card by the mouse; a finger becomes the same events."""
    start = card.rect().center()
    end = card.mapFromGlobal(to.mapToGlobal(to.rect().center()))
    QTest.mousePress(card, LEFT, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(card, start + (end - start) * step / 4)
    QTest.mouseRelease(card, LEFT, pos=end)


def test_a_card_is_dragged_into_a_column_and_back_to_the_deck(
    qtbot: QtBot, session: Session, table: PictureTable
) -> None:
    card = table.cards["sleep"]
    drag(card, table.piles[Column.HARD])
    settled(qtbot, session)

    assert told(qtbot, session) == [("sleep", 3)]
    assert table.piles[Column.HARD].cards == [card]
    assert card not in table.piles[None].cards
    assert card.accessibleName() == "Søvn: svært"

    drag(card, table.piles[None])
    settled(qtbot, session)
    assert told(qtbot, session) == []
    assert table.piles[None].cards[1] is card


def test_a_tap_takes_a_card_in_the_hand_and_a_tap_on_a_column_lays_it(
    qtbot: QtBot, session: Session, table: PictureTable
) -> None:
    QTest.mouseClick(table.cards["money"], LEFT)
    QTest.mouseClick(table.piles[Column.BETWEEN], LEFT, pos=QPoint(30, table.piles[Column.BETWEEN].height() - 6))
    settled(qtbot, session)
    QTest.mouseClick(table.cards["friends"], LEFT)
    press(table, "Går godt")
    settled(qtbot, session)

    assert sorted(told(qtbot, session)) == [("friends", 0), ("money", 2)]


def test_by_keys_a_card_is_lifted_led_over_the_columns_and_laid_and_each_step_is_said(
    qtbot: QtBot, session: Session, table: PictureTable
) -> None:
    heard: list[str] = []
    table.spoken.connect(heard.append)
    card = table.cards["home"]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    QTest.keyClick(card, Qt.Key.Key_Right)
    QTest.keyClick(card, Qt.Key.Key_Right)
    QTest.keyClick(card, Qt.Key.Key_Return)
    settled(qtbot, session)

    assert told(qtbot, session) == [("home", 2)]
    assert heard[-1] == "Bolig: midt imellem."
    assert "Bolig over Midt imellem. Enter lægger billedet, Esc fortryder." in heard
    assert card.hasFocus()

    QTest.keyClick(card, Qt.Key.Key_3)
    settled(qtbot, session)
    QTest.keyClick(card, Qt.Key.Key_Backspace)
    settled(qtbot, session)
    assert told(qtbot, session) == []
    assert heard[-2:] == ["Bolig: svært.", "Bolig ligger i bunken."]


def test_the_arrows_go_from_card_to_card_and_escape_goes_back(table: PictureTable) -> None:
    first, second = (table.cards[each.key] for each in PICTURES[:2])
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    assert (first.focusPolicy(), second.focusPolicy()) == (Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus)
    QTest.keyClick(second, Qt.Key.Key_Return)
    QTest.keyClick(second, Qt.Key.Key_Escape)
    assert table.isVisible()
    QTest.keyClick(second, Qt.Key.Key_Escape)
    assert not table.isVisible()


def test_the_table_follows_the_plan_when_an_act_is_undone(
    qtbot: QtBot, session: Session, window: MainWindow, table: PictureTable
) -> None:
    QTest.keyClick(table.cards["work"], Qt.Key.Key_1)
    settled(qtbot, session)
    assert table.cards["work"] in table.piles[Column.WELL].cards
    assert window.page is not None
    done(qtbot, session, undo, citizen=window.page.citizen)
    settled(qtbot, session)

    assert table.cards["work"] in table.piles[None].cards


def test_a_card_that_is_talked_about_becomes_a_wish_or_a_goal_with_its_word_written_once(
    qtbot: QtBot, session: Session, table: PictureTable
) -> None:
    QTest.mouseClick(table.cards["sleep"], LEFT)
    hand = table.findChild(PictureHand)
    assert isinstance(hand, PictureHand)
    assert hand.title.text() == "Søvn"
    press(table, "Gør til ønske")
    settled(qtbot, session)
    QTest.mouseClick(table.cards["work"], LEFT)
    QTest.keyClicks(hand.title, " to dage om ugen")
    press(table, "Gør til mål")
    settled(qtbot, session)

    def read(store: Store) -> list[tuple[str | None, LifeArea | None, Speaker | None]]:
        with store.reader() as reader:
            items: list[Item] = [*reader.all(WISH), *reader.all(GOAL)]
            return [(each.title, each.life_area, each.speaker) for each in items]

    assert sorted(done(qtbot, session, read)) == [
        ("Arbejde to dage om ugen", LifeArea.WORK, Speaker.CITIZEN),
        ("Søvn", LifeArea.SLEEP, Speaker.CITIZEN),
    ]


def test_in_the_largest_letters_every_pile_has_room_for_a_whole_card_and_the_table_scrolls(
    qtbot: QtBot, session: Session, table: PictureTable
) -> None:
    theme.apply(application(), Theme(scale=2.0))
    for key in ("sleep", "money", "friends"):
        QTest.keyClick(table.cards[key], Qt.Key.Key_2)
        settled(qtbot, session)
    qtbot.wait(1)
    pile, card = table.piles[Column.BETWEEN], table.cards["sleep"]
    least, wanted = pile.minimumSizeHint().height(), card.sizeHint().height() + pile.heading.height()
    high = pile.height()
    theme.apply(application(), Theme())

    assert high >= least > wanted


@pytest.mark.parametrize("mode", list(Mode))
def test_every_drawing_is_seen_in_every_look(look: None, mode: Mode) -> None:
    theme.apply(application(), Theme(mode=mode))
    ground = theme.current().colour("surface")
    ink = theme.current().colour("ink")
    painted = [picture_pixmap(each.key, size=48).toImage() for each in PICTURES]
    theme.apply(application(), Theme())

    assert contrast(ink.rgb(), ground.rgb()) >= 7
    assert min(_share(each, ink.rgb()) for each in painted) > 0.05


def _share(painted: QImage, colour: int) -> float:
    """Return how much of a picture has just this colour."""
    plain = painted.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = memoryview(plain.constBits()).cast("I").tolist()
    return pixels.count(colour) / len(pixels)
