"""How the board is painted: sizes of text, what is left out when, and that nothing is told by colour alone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.domain.goal import Goal
from app.domain.item import ItemType
from app.domain.life_area import LifeArea
from app.domain.record import Mark
from app.domain.values import State
from app.operations.board import link_cards
from app.queries.board import CardView
from app.queries.layout import Spot
from board_desk import TODAY, Desk
from ui import theme
from ui.board.card import CardItem, initials
from ui.board.dates import told_day
from ui.board.elements import ELEMENT_KINDS
from ui.board.link import route
from ui.board.optics import Detail, optics
from ui.board.words import spoken
from ui.board.wrapping import Wrapped


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.load_fonts()
    theme.apply(qapp, theme.Theme())


@pytest.mark.parametrize("zoom", [0.5, 0.55, 0.7, 0.9, 1.0, 1.5, 3.0])
def test_no_text_on_a_card_is_ever_smaller_than_eleven_pixels(zoom: float) -> None:
    look = optics(zoom, ratio=zoom)

    sizes = [each.font.pixelSize() * each.enlarged * zoom for each in (look.title, look.small)]

    assert min(sizes) >= 10.999


@pytest.mark.parametrize("zoom", [0.3, 0.5, 0.8, 1.0, 2.0])
def test_in_a_meeting_text_is_sixteen_pixels_at_any_zoom(zoom: float) -> None:
    look = optics(zoom, ratio=zoom, meeting=True)

    sizes = {round(each.font.pixelSize() * each.enlarged * zoom, 3) for each in (look.title, look.small)}

    assert sizes == {16.0}


def test_from_afar_a_card_shows_its_kind_only() -> None:
    details = [optics(zoom, ratio=zoom).detail for zoom in (0.3, 0.6, 1.0)]

    assert details == [Detail.KIND, Detail.TITLE, Detail.FULL]


def test_a_worry_is_never_red_in_a_meeting() -> None:
    own, shared = (optics(1.0, ratio=1.0, meeting=each).looks[ItemType.CONCERN].text for each in (False, True))

    assert own.red() > 2 * own.blue()
    assert shared.red() < shared.blue()


@pytest.mark.parametrize("width", [60.0, 120.0, 172.0, 400.0])
@pytest.mark.parametrize(
    "title", ["", "Kort", "Et roligt job på 15 timer om ugen", "Speciallægepraksiskonsultationen i Aarhus", "ø " * 120]
)
def test_a_wrapped_title_never_runs_over_its_width_or_lines(title: str, width: float) -> None:
    measures = QFontMetricsF(QFont("Inter", 12))

    lines = Wrapped(title, measures).lines(width, 2)

    assert len(lines) <= 2
    assert max((measures.horizontalAdvance(line) for line in lines), default=0.0) <= width + 0.5


def test_a_title_that_fits_is_shown_whole() -> None:
    measures = QFontMetricsF(QFont("Inter", 12))

    assert " ".join(Wrapped("Et roligt job på 15 timer", measures).lines(150, 4)) == "Et roligt job på 15 timer"


@pytest.mark.parametrize("kind", ELEMENT_KINDS, ids=lambda kind: kind.type)
def test_every_kind_of_card_has_a_word_and_an_icon_of_its_own(kind: object) -> None:
    others = [each for each in ELEMENT_KINDS if each is not kind]
    look = theme.current().kind(kind.type)  # type: ignore[attr-defined]

    assert kind.label not in [each.label for each in others]  # type: ignore[attr-defined]
    assert look.icon not in [theme.current().kind(each.type).icon for each in others]


def test_a_connector_begins_and_ends_at_the_edges_of_its_cards() -> None:
    source, target = QRectF(0, 0, 196, 106), QRectF(500, 300, 196, 106)

    path, tip, _ = route(source, target)

    assert path.pointAtPercent(0) == QPointF(196, 53)
    assert tip == QPointF(500, 353)


@pytest.mark.parametrize(("x", "y"), [(-500, 0), (0, 400), (0, -400), (150, 60), (-100, 300)])
def test_a_connector_finds_a_way_in_every_direction(x: float, y: float) -> None:
    target = QRectF(x, y, 196, 106)

    path, tip, _ = route(QRectF(0, 0, 196, 106), target)

    assert path.length() > 0
    assert target.adjusted(-1, -1, 1, 1).contains(tip)


def test_connectors_stick_to_a_card_while_it_moves(desk: Desk) -> None:
    one, other = desk.add(ItemType.WISH, "A"), desk.add(ItemType.GOAL, "B", due="2027-01-01")
    link_cards(desk.store, desk.item(one), desk.item(other), citizen=desk.citizen)
    desk.wait(lambda: len(desk.screen.canvas.board.links) == 1)
    scene = desk.screen.canvas.board
    link, card = next(iter(scene.links.values())), scene.cards[other]
    before = link.boundingRect()

    scene.move_card(card, card.x() + 700, card.y() + 300)

    assert link.boundingRect() != before
    assert link.boundingRect().contains(QPointF(card.frame().left(), card.frame().center().y()))


def test_a_card_that_was_changed_here_says_so_until_it_is_received(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job")
    card = desk.card(goal)
    received = CardView(Goal(id=goal, title="Job"), Spot(0, 0, 196, 106))

    assert card.item.marks & Mark.PENDING
    assert "Gemt her." in spoken(desk.screen.easel.view, card)
    assert "Gemt her." not in spoken(desk.screen.easel.view, received)


def test_a_card_done_agreed_or_disagreed_is_told_by_words_not_colour(desk: Desk) -> None:
    goal = desk.add(ItemType.AGREEMENT, "CV", state=State.DONE, due="2026-11-18")

    assert "Gjort." in spoken(desk.screen.easel.view, desk.card(goal))


def test_the_whole_board_is_painted_from_afar_and_near(desk: Desk) -> None:
    for place in range(6):
        desk.add(ItemType.GOAL, f"Mål {place}", due=(TODAY + timedelta(days=50 * place)).isoformat())
    canvas, pictures = desk.screen.canvas, []
    for zoom in (0.1, 0.35, 0.6, 1.0):
        canvas.set_zoom(zoom)
        canvas.centerOn(desk.card(desk.items()[2].id).spot.x, desk.card(desk.items()[2].id).spot.y)
        pictures.append(canvas.viewport().grab().toImage())

    assert all(_colours(picture) > 4 for picture in pictures)


def test_the_same_board_gives_the_same_picture_twice(desk: Desk) -> None:
    desk.add(ItemType.GOAL, "Job", due="2026-12-20", life_area=LifeArea.WORK)
    desk.qtbot.wait(200)

    first, second = (desk.screen.canvas.viewport().grab().toImage() for _ in range(2))

    assert first == second


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1366, 768)), (1.25, (1366, 768)), (2.0, (1280, 720))])
def test_tools_and_panel_fit_the_smallest_screens(
    make_desk: Callable[..., Desk], qapp: QApplication, scale: float, size: tuple[int, int]
) -> None:
    theme.apply(qapp, theme.Theme(scale=scale))
    desk = make_desk(scale=scale)
    desk.screen.resize(*size)
    goal = desk.add(ItemType.GOAL, "Et roligt job på 15 timer om ugen", due="2026-12-20")
    desk.screen.show_item(goal)
    desk.qtbot.wait(50)

    column = desk.screen.tools
    bottoms = [button.geometry().bottom() for button in [*column.buttons, column.more] if button.isVisible()]
    assert max(bottoms) <= column.height()
    assert (desk.screen.width(), desk.screen.height()) == size
    assert desk.screen.canvas.width() >= 300


def test_days_are_written_as_short_as_they_were_told() -> None:
    told = ["2026", "2027-02", "2026-12-01", "2028-12-01", "2026-11-24", "2026-12-01T09:05", "2026-19-45"]

    assert [told_day(each, TODAY) for each in told] == [
        "2026", "feb 2027", "1. dec", "1. dec 2028", "i dag", "1. dec kl. 9.05", "2026-19-45",
    ]  # fmt: skip


def test_initials_are_of_first_and_last_name() -> None:
    assert [initials(each) for each in ("Lone Aagaard", "Jonas", "Anne Marie Holm", "")] == ["LA", "J", "AH", ""]


def test_a_card_is_hit_within_its_edges_only(desk: Desk) -> None:
    goal = desk.add(ItemType.GOAL, "Job", due="2026-12-20")
    card, scene = desk.screen.canvas.board.cards[goal], desk.screen.canvas.board
    frame = card.frame()

    assert isinstance(scene.card_at(frame.center()), CardItem)
    assert scene.card_at(frame.topLeft() - QPointF(3, 3)) is None


def _colours(picture) -> int:  # type: ignore[no-untyped-def]
    return len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)})
