"""A large board that changes: what is in sight is altered at once, the rest in slices, and what is the same is kept."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.board import Board
from app.domain.connector import Connector
from app.domain.drawing import Ink
from app.domain.goal import Goal
from app.queries.board import BoardView, CardView, LinkView, StrokeView, difference, kept
from app.queries.layout import Spot
from board_desk import TODAY
from ui import theme
from ui.board.laid import AT_ONCE, Laid
from ui.board.optics import optics
from ui.board.rerouting import Rerouting
from ui.board.scene import BoardScene

COUNT = AT_ONCE + 100
SEEN = QRectF(0, 0, 1000, 700)
ALL = frozenset(str(place) for place in range(COUNT))


def a_large_board(*, right: float = 0.0) -> BoardView:
    """Return a board of many cards in a long row, *right* of where they lie at first, with a line and a stroke."""
    cards = tuple(
        CardView(Goal(id=str(place), title=f"Mål {place}"), Spot(place * 250.0 + right, 0.0, 190.0, 118.0))
        for place in range(COUNT)
    )
    line = LinkView(Connector(id="linje", source="0", target="1"), "0", "1")
    stroke = StrokeView(Ink(id="streg", stroke=(0, 0, 50, 50)), 0.0, 300.0)
    board = Board(id="tavle", citizen="borger")
    return BoardView(board=board, citizen="borger", today=TODAY, cards=cards, links=(line,), strokes=(stroke,))


def from_afar(scene: BoardScene, *, right: float) -> QImage:
    """Return what the far view paints, of the part of the board that begins at *right*."""
    picture = QImage(300, 20, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.scale(0.1, 0.1)
    painter.translate(-right, 0)
    scene.ready_overview().paint(painter, scene.stage.optics)
    painter.end()
    return picture


@pytest.fixture
def scene(qapp: QApplication) -> BoardScene:
    """A scene with a large board, all of it made, looked at from its left end."""
    theme.load_fonts()
    theme.apply(qapp, theme.Theme())
    made = BoardScene(a_large_board(), optics(1.0, ratio=1.0))
    made.make_near(SEEN)
    made.finish()
    return made


def test_what_is_the_same_in_a_new_view_is_the_very_same_object() -> None:
    before, read_again = a_large_board(), a_large_board()
    moved = replace(read_again.cards[3], spot=Spot(7.0, 7.0, 190.0, 118.0))
    cards = (*read_again.cards[:3], moved, *read_again.cards[4:])

    after = kept(before, replace(read_again, cards=cards))

    assert after == replace(read_again, cards=cards)
    assert [each.id for one, each in zip(before.cards, after.cards, strict=True) if one is not each] == ["3"]
    assert after.links[0] is before.links[0]
    assert after.strokes[0] is before.strokes[0]
    assert difference(before, after) == {"3"}


def test_a_change_in_sight_is_shown_at_once_and_one_out_of_sight_a_little_later(
    scene: BoardScene, qtbot: QtBot
) -> None:
    scene.make_near(SEEN)

    scene.show_view(a_large_board(right=30.0), ALL)

    assert scene.cards["0"].x() == 30.0
    assert scene.cards[str(COUNT - 1)].x() == (COUNT - 1) * 250.0
    qtbot.waitUntil(lambda: scene.cards[str(COUNT - 1)].x() == (COUNT - 1) * 250.0 + 30.0)


def test_a_card_out_of_sight_is_up_to_date_as_soon_as_it_is_asked_for(scene: BoardScene) -> None:
    last = str(COUNT - 1)

    scene.show_view(a_large_board(right=30.0), ALL)

    assert scene.card_item(last).view is scene.shown_cards[last]
    assert scene.card_item(last).x() == scene.shown_cards[last].spot.x


def test_a_change_out_of_sight_is_shown_when_the_view_comes_there(scene: BoardScene) -> None:
    scene.show_view(a_large_board(right=30.0), ALL)

    scene.make_near(SEEN.translated(200 * 250.0, 0))

    assert scene.cards["201"].x() == 201 * 250.0 + 30.0


def test_a_card_that_lies_elsewhere_keeps_its_lines_and_another_title_is_measured_anew(scene: BoardScene) -> None:
    card, look = scene.cards["0"], scene.stage.optics
    wrapped, before = card.title(look), a_large_board(right=30.0)
    titled = replace(before.cards[0], item=Goal(id="0", title="Sove om natten"))

    scene.show_view(before, frozenset({"0"}))
    moved = card.x(), card.title(look)
    scene.show_view(replace(before, cards=(titled, *before.cards[1:])), frozenset({"0"}))

    assert moved == (30.0, wrapped)
    assert card.title(look).lines(1_000.0, 1) == ["Sove om natten"]


def test_what_others_took_away_meanwhile_is_not_asked_after(scene: BoardScene, qtbot: QtBot) -> None:
    scene.show_view(a_large_board(right=30.0), ALL)
    left = replace(a_large_board(right=60.0), cards=a_large_board(right=60.0).cards[: AT_ONCE + 10])

    scene.show_view(left, ALL)

    qtbot.waitUntil(lambda: scene.cards[str(AT_ONCE + 9)].x() == (AT_ONCE + 9) * 250.0 + 60.0)
    assert scene.cards.keys() == {card.id for card in left.cards}


def test_the_far_view_is_that_of_before_until_the_new_one_is_whole(scene: BoardScene, qtbot: QtBot) -> None:
    scene.show_view(a_large_board(), ALL)
    qtbot.waitUntil(lambda: scene.is_overview_ready)
    before, beside = from_afar(scene, right=0.0), from_afar(scene, right=-5_000.0)

    scene.show_view(a_large_board(right=5_000.0), ALL)

    assert before != beside
    assert from_afar(scene, right=0.0) == before
    qtbot.waitUntil(lambda: scene.is_overview_ready)
    assert from_afar(scene, right=0.0) == beside


def test_a_view_made_ready_elsewhere_is_taken_as_it_is(scene: BoardScene) -> None:
    laid = Laid(a_large_board(right=30.0))

    scene.show_view(laid.view, ALL, laid=laid)

    assert scene.shown_cards is laid.cards
    assert scene.content() == laid.content


def test_what_shows_the_same_but_was_read_later_is_held_by_the_items_and_not_altered(
    scene: BoardScene, qtbot: QtBot
) -> None:
    before = scene.view
    cards = tuple(replace(each, item=msgspec.structs.replace(each.item, seen=7)) for each in before.cards)
    links = tuple(replace(each, connector=msgspec.structs.replace(each.connector, seen=7)) for each in before.links)
    strokes = tuple(replace(each, ink=msgspec.structs.replace(each.ink, seen=7)) for each in before.strokes)
    after = kept(before, replace(before, cards=cards, links=links, strokes=strokes))
    changed = difference(before, after)

    scene.show_view(after, changed, laid=Laid(after, before=before, changed=changed))

    def seen() -> set[int]:
        records = [each.view.item for each in scene.cards.values()]
        return {each.seen for each in (*records, scene.links["linje"].view.connector, scene.strokes["streg"].view.ink)}

    assert changed == frozenset()
    qtbot.waitUntil(lambda: seen() == {7})


def test_a_board_that_cannot_be_folded_stays_as_it_is(scene: BoardScene, qtbot: QtBot) -> None:
    laid, altered = scene.laid, []
    scene.changed.connect(lambda rooms: altered.extend(rooms))
    QApplication.processEvents()
    altered.clear()

    is_folded = scene.fold((10.0, 10.0), [20.0])
    qtbot.wait(20)

    assert not is_folded
    assert scene.laid is laid
    assert altered == []


def test_lines_look_for_ways_only_where_there_are_some(scene: BoardScene, qtbot: QtBot) -> None:
    ways = Rerouting(scene)
    straight = scene.links["linje"].path

    ways.soon()
    qtbot.wait(200)
    ways.now()

    assert scene.links["linje"].path == straight
