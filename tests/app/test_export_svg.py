"""The board as a picture: text as text, told in words, drawn from the places of the cards."""

from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import pytest

from app.domain.board import Axis, Board, Placement
from app.domain.drawing import Frame, Label
from app.domain.item import ItemType
from app.domain.wish import WISH, Wish
from app.export.board_extent import WIDEST_PART, Extent, drawn_close, extent_of, printed_parts
from app.export.board_picture import TITLES, draw_board
from app.export.drawing import wrapped
from app.export.glyphs import STRONG_FONT, TEXT_FONT, font, joins, printable, runs, width
from app.export.look import colour, kind_look
from app.export.svg import SvgExporter
from app.operations.items import add_item
from app.queries.board import BoardView, CardView
from app.queries.layout import Spot
from app.queries.snapshot import PlanSnapshot
from app.store.store import Store
from builders import a_citizen, a_store
from plans import TODAY, a_full_plan, a_snapshot, an_agreed_start

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> PlanSnapshot:
    """Return a plan as full as they come."""
    with a_store(tmp_path_factory.mktemp("full")) as store:
        citizen = a_citizen(store)
        a_full_plan(store, citizen)
        return a_snapshot(store, citizen)


def drawn(store: Store, citizen: str) -> Element:
    return picture(a_snapshot(store, citizen))


def picture(snapshot: PlanSnapshot) -> Element:
    out = BytesIO()
    SvgExporter().write(snapshot, out)
    return fromstring(out.getvalue())  # noqa: S314 - just written


def texts(root: Element) -> str:
    return " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text"))


def a_board(*titles: str, **fields: object) -> BoardView:
    """Return a free board with cards below each other."""
    cards = tuple(
        CardView(Wish(id=str(number), title=title), Spot(0.0, 130.0 * number, 196.0, 106.0))
        for number, title in enumerate(titles)
    )
    return replace(BoardView(board=Board(axis=Axis.FREE), citizen="", today=TODAY, cards=cards), **fields)  # type: ignore[arg-type]


def test_every_card_is_drawn_with_its_words_as_text(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)

    text = texts(drawn(store, citizen))

    told = (
        "Ringe til Karen kl.",
        "Mette Dahl",
        "Mål",
        "Få dagen til at",
        "I dag",
        "jan 2027",
        "Anne Holm · 1. december",
    )
    assert [words for words in told if words not in text] == []


def test_the_picture_is_told_in_words(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)

    root = drawn(store, citizen)

    assert (root.get("role"), root.get("lang")) == ("img", "da")
    assert root.findtext(f"{SVG}title") == "Tavle"
    assert "fører til «Op klokken 7 fire dage om ugen»" in (root.findtext(f"{SVG}desc") or "")


def test_an_empty_board_is_a_picture_that_says_so(store: Store, citizen: str) -> None:
    assert texts(drawn(store, citizen)) == "Tavlen er tom."


def test_what_looks_like_markup_is_text(store: Store, citizen: str) -> None:
    with store.transact("Skriv", citizen=citizen) as transaction:
        transaction.put(WISH, Wish(title='<script x="1">& \u0001 ]]>'))

    root = drawn(store, citizen)

    assert '<script x="1">&' in texts(root)
    assert root.find(f".//{SVG}script") is None


def test_a_worry_is_not_red() -> None:
    red, green, blue = bytes.fromhex(kind_look(ItemType.CONCERN).text.removeprefix("#"))

    assert red <= green <= blue


def test_an_objection_stands_at_the_foot_of_its_card(full: PlanSnapshot) -> None:
    assert "Ikke enig: Klokken 8 skal jeg" in texts(picture(full))


def test_the_pen_is_drawn_in_its_colour(full: PlanSnapshot) -> None:
    strokes = [each for each in picture(full).iter(f"{SVG}path") if each.get("stroke-width") == "4"]

    assert [each.get("stroke") for each in strokes] == [colour("ink")]


def test_frames_and_free_words_are_drawn() -> None:
    frame = Frame(title="Om fem år", x=0.0, y=0.0, width=400.0, height=300.0)
    drawing = draw_board(a_board("Hus", frames=(frame,), labels=(Label(text="2031", x=10.0, y=500.0),)))

    assert drawing is not None
    text = texts(fromstring(drawing.encoded()))  # noqa: S314 - just written
    assert [words for words in ("Om fem år", "2031", "Hus") if words not in text] == []


def test_a_card_that_was_made_larger_shows_more_of_its_words() -> None:
    title = "Jeg vil gerne have et arbejde, hvor jeg kan være i fred og ro og selv bestemme tempoet i det, jeg laver"
    small = draw_board(a_board(title), form=TITLES)
    card = CardView(Wish(id="0", title=title), Spot(0.0, 0.0, 400.0, 300.0), Placement(x=0.0, y=0.0))
    large = draw_board(replace(a_board(), cards=(card,)), form=TITLES)

    assert small is not None
    assert large is not None
    assert "…" in texts(fromstring(small.encoded()))  # noqa: S314 - just written
    assert "…" not in texts(fromstring(large.encoded()))  # noqa: S314 - just written


def test_lanes_that_hold_nothing_are_not_printed(store: Store, citizen: str) -> None:
    an_agreed_start(store, citizen)
    board = a_snapshot(store, citizen).overview

    close = drawn_close(board)

    held = {card.item.life_area for card in board.cards}
    assert {lane.area for lane in close.lanes} == held
    assert sum(lane.height for lane in close.lanes) < sum(lane.height for lane in board.lanes)


def test_cards_stay_within_their_lanes_when_these_move_together(full: PlanSnapshot) -> None:
    close = drawn_close(full.overview)

    lanes = {lane.area: (lane.y, lane.y + lane.height) for lane in close.lanes}
    outside = [
        card.item.title
        for card in close.cards
        if not lanes[card.item.life_area][0] < card.spot.y < card.spot.y + 106 < lanes[card.item.life_area][1]
    ]
    assert outside == []


def test_a_board_too_tall_for_a_page_is_printed_in_two_halves_without_losing_a_card(full: PlanSnapshot) -> None:
    parts = printed_parts(full.overview)

    assert len(parts) == 2
    assert {card.id for part in parts for card in part.cards} == {card.id for card in full.overview.cards}


def test_a_board_of_many_years_is_printed_stretch_by_stretch_in_letters_that_can_be_read(
    store: Store, citizen: str
) -> None:
    days = ("2023-01-15", "2023-03-01", "2025-06-01", "2026-12-01", "2027-01-15", "2029-09-01")
    for day in days:
        add_item(store, citizen=citizen, type=ItemType.GOAL, title=f"Mål {day}", due=day)
    whole = a_snapshot(store, citizen).overview

    parts = printed_parts(whole)

    told = [[card.item.title for card in part.cards] for part in parts]
    assert told == [[f"Mål {day}" for day in each] for each in (days[:2], days[2:3], days[3:5], days[5:])]
    assert [part for part in parts if (extent_of(part) or Extent(0, 0, 1e9, 0)).width > WIDEST_PART] == []
    assert [part.axis and part.axis.first.isoformat() for part in parts] == [
        "2023-01-01", "2025-06-01", "2026-12-01", "2029-09-01",
    ]  # fmt: skip


def test_the_picture_reaches_all_that_lies_on_the_board() -> None:
    extent = extent_of(a_board("Et", "To", labels=(Label(text="langt væk", x=2_000.0, y=-300.0, width=100.0),)))

    assert extent is not None
    assert (extent.left, extent.top, extent.right, extent.bottom) == (0.0, -300.0, 2_100.0, 236.0)
    assert (extent.width, extent.height) == (2_100.0, 536.0)


@pytest.mark.parametrize("text", ["kort", "en noget længere sætning med mange små ord i", "u" * 200, "", "æ ø å " * 60])
def test_no_line_is_wider_than_its_room(text: str) -> None:
    lines = wrapped(text, room=150.0, size=16.0, lines=3)

    assert len(lines) <= 3
    assert [line for line in lines if width(line, 16.0) > 150.0] == []


def test_widths_are_those_of_the_font() -> None:
    assert font(TEXT_FONT).width("Aftale", 10.0) == pytest.approx(24.28, abs=0.01)
    assert font(STRONG_FONT).width("Aftale", 10.0) > font(TEXT_FONT).width("Aftale", 10.0)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Æblegrød", "Æblegrød"),
        ("\ttab\r", " tab"),
        ("👩\u200d👧", "👩👧"),
        ("🇩🇰", "DK"),
        ("🙂\u0301", "🙂"),
        ("a\u0301", "a\u0301"),
        ("你\ue000", "□□"),
        ("to\nlinjer", "to\nlinjer"),
    ],
)
def test_what_no_font_shows_is_told_by_a_sign(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_a_line_is_split_by_the_fonts_that_show_it() -> None:
    assert runs("Glad 🙂 i dag") == [(None, "Glad "), ("Noto Emoji", "🙂 "), (None, "i dag")]
    assert (joins("Glad i dag"), joins("Glad 🙂"), joins("a\u0301")) == (False, True, True)


def test_a_card_without_a_title_is_called_by_its_kind(store: Store, citizen: str) -> None:
    add_item(store, citizen=citizen, type=ItemType.STRENGTH)

    assert "Styrke" in texts(drawn(store, citizen))
