"""A board on paper: letters of seven points or more on A3, A4 and A5, folded or on several sheets; pictures of it."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import fromstring

import pypdfium2  # type: ignore[import-untyped]
import pytest

from app.domain.actor import Actor
from app.domain.board import Axis, Board
from app.domain.connector import Connector, Meaning
from app.domain.drawing import Frame, Ink, Label
from app.domain.goal import Goal
from app.domain.idea import Idea
from app.domain.item import Item
from app.domain.life_area import LifeArea
from app.domain.sheet import POINTS, Sheet
from app.export.board_pages import as_pages, as_pdf, as_picture, as_svg, laid_out
from app.export.board_pdf import BoardPdfExporter
from app.export.folded_picture import draw_folded, room_for
from app.export.look import pen_colour
from app.export.png import PngExporter
from app.queries.board import BoardView, CardView, LinkView, StrokeView
from app.queries.board_out import BoardOut, chosen_of
from app.queries.folding import folded
from app.queries.ink_path import bends, edges, half_width
from app.queries.layout import Piece, Spot, freely, on_time

TODAY = date(2026, 11, 24)
AREAS = tuple(LifeArea)[:5]
HIGH_K = 0.71
"""How high a «k» of Source Sans 3 is, as a share of the size of its letters."""


def crowded(*, is_timed: bool, count: int = 62) -> BoardOut:
    """Return a board with *count* cards, three frames, texts, ink and lines."""
    items: list[tuple[Item, date | None]] = [
        (Actor(id=f"a{n}", title=f"Person Efternavn {n}"), None) for n in range(20)
    ]
    items += [
        (Goal(id=f"g{n}", title=f"Op klokken syv fire dage om ugen {n}", life_area=AREAS[n % 5]),
         date(2027, 1 + n % 6, 1 + n % 27)) for n in range(count - 20)
    ]  # fmt: skip
    pieces = [
        Piece(id=item.id, area=item.life_area, day=day, is_dated=True, is_person=isinstance(item, Actor))
        for item, day in items
    ]
    layout = on_time(pieces, lanes=AREAS, today=TODAY) if is_timed else freely(pieces, lanes=AREAS)
    cards = tuple(CardView(item, layout.spots[item.id]) for item, _ in items)
    spots = sorted((card.spot for card in cards), key=lambda spot: (spot.y, spot.x))
    corners = [spots[place * 15 + 2] for place in range(3)]
    view = BoardView(
        board=Board(id="tavle", title="Hos Bo", axis=Axis.TIME if is_timed else Axis.FREE), citizen="", today=TODAY,
        lanes=layout.lanes, axis=layout.axis, cards=cards,
        frames=tuple(Frame(id=f"r{n}", title=f"Ramme {n}", x=each.x - 20, y=each.y - 20, width=620.0, height=270.0)
                     for n, each in enumerate(corners)),
        labels=tuple(Label(id=f"t{n}", text=text, x=corners[n].x, y=corners[n].y + 110)
                     for n, text in enumerate(("Spørg lægen", "Nøglen 🔑", "Mandag"))),
        strokes=(
            StrokeView(Ink(id="s1", stroke=(0, 0, 300, 200, 400, -300), colour="2", width=3.0), corners[0].x, 0.0),
            StrokeView(Ink(id="s2", stroke=(0, 0, 200, 100, 200, -100), pressures=(20, 255, 60)), corners[1].x, 0.0),
        ),
        links=(LinkView(Connector(id="c", meaning=Meaning.LEADS_TO), cards[30].id, cards[31].id),),
    )  # fmt: skip
    return BoardOut(view=view)


def words_of(pdf: bytes) -> Counter[str]:
    document = pypdfium2.PdfDocument(pdf)
    return Counter(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def smallest(pdf: bytes) -> float:
    """Return the size of the smallest letters of a PDF in points: the least height of a box round a «k»."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    boxes = [page.get_charbox(at) for page in pages for at, letter in enumerate(page.get_text_range()) if letter == "k"]
    return float(min(top - bottom for _, bottom, _, top in boxes)) / HIGH_K


@pytest.mark.parametrize("sheet", list(Sheet))
@pytest.mark.parametrize("is_timed", [True, False])
def test_every_title_stands_on_paper_in_letters_of_seven_points_or_more(is_timed: bool, sheet: Sheet) -> None:
    board = crowded(is_timed=is_timed)

    pdf = as_pdf(board, sheet=sheet)

    titles = Counter(" ".join(card.item.title or "" for card in board.view.cards).split())
    assert titles - words_of(pdf) == Counter()
    assert laid_out(board, sheet=sheet).letters >= 7.0
    assert smallest(pdf) >= 6.95
    document = pypdfium2.PdfDocument(pdf)
    assert sorted(document[0].get_size()) == pytest.approx(sorted(POINTS[sheet]), abs=0.5)


def test_a_board_that_is_no_page_of_a5_takes_several_and_says_so() -> None:
    board = crowded(is_timed=False, count=110)

    laid = laid_out(board, sheet=Sheet.A5)
    words = words_of(as_pdf(board, sheet=Sheet.A5))

    cards = [card.id for page in laid.pages for card in page.view.cards]
    assert len(laid.pages) > 1
    assert Counter(cards) == Counter(card.id for card in board.view.cards)
    assert laid.letters >= 7.0
    assert words["side"] == len(laid.pages)


def test_a_wide_board_lies_across_and_a_high_one_stands() -> None:
    cards = tuple(CardView(Idea(id=f"{n}", title=f"Kort {n}"), Spot(220.0 * n, 0.0, 196.0, 106.0)) for n in range(4))
    wide = BoardView(board=Board(), citizen="", today=TODAY, cards=cards)
    high = replace(wide, cards=tuple(replace(each, spot=Spot(0.0, each.spot.x, 196.0, 106.0)) for each in cards))

    across, upright = (laid_out(BoardOut(view=view), sheet=Sheet.A4) for view in (wide, high))

    assert across.size[0] > across.size[1]
    assert upright.size[0] < upright.size[1]
    assert [len(each.pages) for each in (across, upright)] == [1, 1]


def test_a_picture_shows_the_board_as_it_lies_two_pixels_to_a_unit() -> None:
    card = CardView(Idea(id="1", title="Kort"), Spot(0.0, 0.0, 196.0, 106.0))
    board = BoardOut(view=BoardView(board=Board(), citizen="", today=TODAY, cards=(card,)))

    png = as_picture(board)

    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (488, 308)


def test_ink_keeps_the_colour_of_its_pen_and_how_hard_it_was_pressed() -> None:
    root = fromstring(as_svg(crowded(is_timed=False)))  # noqa: S314 - just written

    paths = [each.attrib for each in root.iter("{http://www.w3.org/2000/svg}path")]
    pens = [each for each in paths if each.get("stroke") == pen_colour("2")]
    pressed = [each for each in paths if each.get("fill") == each.get("stroke") == pen_colour(None)]
    assert [each["stroke-width"] for each in pens] == ["3"]
    assert len(pressed) == 1
    assert pressed[0]["d"].endswith("Z")
    assert pen_colour("2") not in (pen_colour("0"), pen_colour("1"))


def test_a_stroke_bends_through_its_points_and_is_as_wide_as_it_was_pressed() -> None:
    points = [(0.0, 0.0), (10.0, 5.0), (20.0, 0.0), (30.0, 5.0)]

    ends = [(bend[4], bend[5]) for bend in bends(points)]
    left, right = edges(points, (0, 255, 255, 0), 4.0)

    assert ends == points[1:]
    assert [half_width((0, 255), place, 4.0) for place in range(2)] == [1.0, 3.0]
    gaps = [((one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2) ** 0.5 for one, two in zip(left, right, strict=True)]
    assert gaps == pytest.approx([2.0, 6.0, 6.0, 2.0])


def test_a_folded_board_is_drawn_within_the_room_it_was_folded_for() -> None:
    view = crowded(is_timed=True).view
    room = (1_100.0, 760.0)

    found = folded(view, room=room_for(view, room), sizes=(11.0, 9.0, 7.0), nameless="")
    assert found is not None
    drawing = draw_folded(found)

    assert (drawing.width <= room[0], drawing.height <= room[1]) == (True, True)
    assert {"r0", "r1", "r2"} <= {each.id.partition("#")[0] for each in found.view.frames}


def test_what_is_chosen_takes_its_lines_and_its_own_ink_along() -> None:
    view = crowded(is_timed=False).view
    on_card = StrokeView(Ink(id="own", stroke=(0, 0), item=view.links[0].source), 0.0, 0.0)
    view = replace(view, strokes=(*view.strokes, on_card))

    both = chosen_of(view, frozenset({view.links[0].source, view.links[0].target, "r1"}))
    one = chosen_of(view, frozenset({view.links[0].source}))

    assert (len(both.cards), len(both.links), len(both.frames)) == (2, 1, 1)
    assert (len(one.cards), len(one.links), [each.id for each in one.strokes]) == (1, 0, ["own"])


def test_an_empty_board_is_a_page_that_says_so() -> None:
    board = BoardOut(view=BoardView(board=Board(), citizen="", today=TODAY))
    out, picture = BytesIO(), BytesIO()

    BoardPdfExporter(Sheet.A5).write_board(board, out)
    PngExporter().write_board(board, picture)

    assert "tom." in words_of(out.getvalue())
    assert picture.getvalue().startswith(b"\x89PNG")
    assert len(as_pages(board, sheet=Sheet.A5)) == 1
    assert BoardPdfExporter(Sheet.A5).preview(board).count == 1


def test_the_same_board_gives_the_same_bytes() -> None:
    board = crowded(is_timed=True)

    assert as_pdf(board, sheet=Sheet.A4) == as_pdf(board, sheet=Sheet.A4)
    assert re.search(rb"/Title", as_pdf(board, sheet=Sheet.A4))
