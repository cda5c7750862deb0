"""Board pages: a board on paper, in letters of at least seven points: whole, folded, or on several sheets."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
import typst

from app.domain.days import show_day
from app.domain.sheet import POINTS, Sheet
from app.errors import EnvironmentTrouble
from app.export.board_extent import drawn_close, extent_of
from app.export.board_picture import draw_board, readable
from app.export.drawing import Drawing
from app.export.folded_picture import draw_folded, room_for
from app.export.glyphs import joins, printable
from app.export.handwritten import Faces
from app.export.look import colour
from app.export.outline import board_in_words
from app.export.typeset import compiler
from app.queries.board import BoardView, spot_of
from app.queries.board_out import BoardOut, Preview, chosen_of
from app.queries.folding import folded
from app.texts import mark, say

LEAST_POINTS = 7.0
"""The smallest letters on paper."""
SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
"""The sizes of letters that a folded board is tried in, in points."""
MARGIN = 28.0
"""Points that printers leave white at each edge."""
_FOOT = 12.0
_SMALLEST = 13.0
"""The smallest letters of a whole board, in board units."""
_LARGEST = 0.9
"""Points to a board unit, at most: a board of three cards fills no sheet."""
_MOST_SHEETS = 24
_PAGE_DPI = 200
_PREVIEW_DPI = 90
_PICTURE_DPI = 144
_LONGEST = 6_000.0
"""Pixels of a picture along its longer side, at most."""
_TEMPLATE = "templates/board_pages.typ"
_STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_ONE_AT_A_TIME = threading.Lock()
"""A preview is drawn while a file is written, and a compiler does one thing at a time."""
_TITLE = mark("board out", "Tavle")
_PAGE = mark("board out", "{title} · {day} · side {page} af {pages}")
_ONE_PAGE = mark("board out", "{title} · {day}")
_EMPTY = mark("board out", "Tavlen er tom.")


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: what it shows, its picture, and points to a unit of that; `letters` is the smallest in points."""

    view: BoardView
    drawing: Drawing
    scale: float
    letters: float


@dataclass(frozen=True, slots=True)
class BoardPages:
    """The sheets of one board; `size` is width and height of each in points."""

    size: tuple[float, float]
    pages: tuple[Page, ...]

    @property
    def letters(self) -> float:
        """Return the smallest letters on them, in points."""
        return min(page.letters for page in self.pages)


def laid_out(board: BoardOut, *, sheet: Sheet) -> BoardPages:
    """Return *board* on sheets of a size, across or upright as the board is, in letters of seven points or more."""
    view = drawn_close(board.view)
    found = extent_of(view)
    is_wide = found is None or found.width >= found.height
    short, long = POINTS[sheet]
    size = (long, short) if is_wide else (short, long)
    room = (size[0] - 2 * MARGIN, size[1] - 2 * MARGIN - _FOOT)
    whole = _whole(view, room, faces=board.faces)
    pages = [whole] if whole is not None else list(_pages(board.view, room, faces=board.faces))
    return BoardPages(size, tuple(pages))


def as_pdf(board: BoardOut, *, sheet: Sheet) -> bytes:
    """Return *board* as PDF/A-2a and PDF/UA-1; the same bytes for the same board and day."""
    laid = laid_out(board, sheet=sheet)
    compiled = _compiled(board, laid, format="pdf", pdf_standards=_STANDARDS)
    return compiled[0]


def as_pages(board: BoardOut, *, sheet: Sheet) -> list[bytes]:
    """Return the sheets of *board* as PNG, 200 dots an inch."""
    return _compiled(board, laid_out(board, sheet=sheet), format="png", ppi=_PAGE_DPI)


def preview_of(board: BoardOut, *, sheet: Sheet) -> Preview:
    """Return the first sheet of *board* as a small PNG, with how many there are and their smallest letters."""
    laid = laid_out(board, sheet=sheet)
    first = _compiled(board, replace(laid, pages=laid.pages[:1]), format="png", ppi=_PREVIEW_DPI)[0]
    return Preview(first=first, count=len(laid.pages), letters=laid.letters, left_out=board.left_out)


def as_picture(board: BoardOut) -> bytes:
    """Return *board* as it lies as one PNG, two pixels to a board unit where that is not too large."""
    drawing = _drawn(board.view, board.faces)
    longest = max(drawing.width, drawing.height)
    ppi = min(_PICTURE_DPI, 72.0 * _LONGEST / longest)
    page = Page(board.view, drawing, 1.0, 0.0)
    laid = BoardPages((drawing.width, drawing.height), (page,))
    return _compiled(board, laid, margin=0.0, format="png", ppi=ppi)[0]


def as_svg(board: BoardOut) -> bytes:
    """Return *board* as it lies as SVG, with its text as text and in words for those who hear it."""
    drawing = draw_board(board.view, faces=board.faces) or empty()
    drawing.name(say(_TITLE), readable(board_in_words(board.view)))
    return drawing.encoded()


def empty() -> Drawing:
    """Return the picture of a board on which nothing lies."""
    drawing = Drawing(left=0.0, top=0.0, width=480.0, height=160.0)
    drawing.rectangle(0.0, 0.0, 480.0, 160.0, fill=colour("surface"))
    drawing.text([say(_EMPTY)], (24.0, 84.0), 20.0, fill=colour("muted"))
    return drawing


def _drawn(view: BoardView, faces: Faces) -> Drawing:
    return draw_board(view, words=printable, leaves_out=joins, faces=faces) or empty()


def _whole(view: BoardView, room: tuple[float, float], *, faces: Faces) -> Page | None:
    """Return a board as it lies on one sheet; None where its letters would be too small there."""
    drawing = _drawn(view, faces)
    scale = min(_LARGEST, room[0] / drawing.width, room[1] / drawing.height)
    letters = _SMALLEST * scale
    return Page(view, drawing, scale, letters) if letters >= LEAST_POINTS else None


def _pages(view: BoardView, room: tuple[float, float], *, faces: Faces, depth: int = 0) -> Iterator[Page]:
    """Yield the sheets of a board folded; what does not fit on one is halved where the board has its widest gap."""
    found = folded(view, room=room_for(view, room), sizes=SIZES, nameless="")
    if found is not None:
        drawing = draw_folded(found, words=printable, leaves_out=joins, faces=faces)
        scale = min(1.0, room[0] / drawing.width, room[1] / drawing.height)
        yield Page(found.view, drawing, scale, found.letters * scale)
        return
    halves = _halves(view) if 2**depth < _MOST_SHEETS else []
    if not halves:
        drawing = _drawn(view, faces)
        scale = min(_LARGEST, room[0] / drawing.width, room[1] / drawing.height)
        yield Page(view, drawing, scale, _SMALLEST * scale)
    for half in halves:
        yield from _pages(half, room, faces=faces, depth=depth + 1)


def _halves(view: BoardView) -> list[BoardView]:
    """Return a board in two parts of about as many cards: by lanes, else by rows; a frame is in each that it has."""
    if len(view.cards) < 2:
        return []
    if view.lanes:
        counts = [sum(lane.y <= card.spot.y < lane.y + lane.height for card in view.cards) for lane in view.lanes]
        half = len(view.cards) / 2
        cut = min(range(1, len(counts)), key=lambda n: abs(sum(counts[:n]) - half), default=0)
        if cut and 0 < sum(counts[:cut]) < len(view.cards):
            below = view.lanes[cut].y
            top, low = (_where(view, -1e9, below), _where(view, below, 1e9))
            return [replace(top, lanes=view.lanes[:cut]), replace(low, lanes=view.lanes[cut:])]
    read = sorted(view.cards, key=lambda card: (card.spot.y, card.spot.x))
    middle = len(read) // 2
    near = range(max(1, middle // 2), max(2, middle + middle // 2))
    cut = max(near, key=lambda place: read[place].spot.y - read[place - 1].spot.y)
    if read[cut].spot.y > read[cut - 1].spot.y:
        return [_where(view, -1e9, read[cut].spot.y), _where(view, read[cut].spot.y, 1e9)]
    return [_of_cards(view, {card.id for card in read[:cut]}), _of_cards(view, {card.id for card in read[cut:]})]


def _where(view: BoardView, top: float, below: float) -> BoardView:
    """Return what begins between two heights, and the frames of the cards there."""
    chosen = {card.id for card in view.cards if top <= card.spot.y < below}
    chosen |= {each.id for each in view.labels if top <= (each.y or 0.0) < below}
    chosen |= {each.id for each in view.strokes if top <= each.y < below}
    return _of_cards(view, chosen, frames={each.id for each in view.frames if top <= (each.y or 0.0) < below})


def _of_cards(view: BoardView, chosen: set[str], frames: Iterable[str] = ()) -> BoardView:
    held = {
        frame.id for frame in view.frames for card in view.cards
        if card.id in chosen and spot_of(frame).holds(card.spot.middle)
    }  # fmt: skip
    return chosen_of(view, frozenset(chosen | held | set(frames)))


def _compiled(board: BoardOut, laid: BoardPages, *, margin: float = MARGIN, **how: Any) -> list[bytes]:
    day = board.view.today
    at = datetime.combine(day, time(12), tzinfo=UTC)
    encoded = _encoded(board, laid, day, margin=margin)
    with _ONE_AT_A_TIME:
        compiled, warnings = compiler(_TEMPLATE).compile_with_warnings(
            sys_inputs={"data": encoded}, timestamp=at, **how
        )
    if warnings or compiled is None:
        raise EnvironmentTrouble(
            mark("export", "Planen kan ikke skrives som PDF. Installér Enplan igen; der mangler en skrifttype.")
        )
    return [compiled] if isinstance(compiled, bytes) else list(compiled)


def _encoded(board: BoardOut, laid: BoardPages, day: date, *, margin: float) -> str:
    title, count = printable(board.view.board.title or say(_TITLE)), len(laid.pages)
    told = _PAGE if count > 1 else _ONE_PAGE
    made: dict[str, Any] = {
        "title": title,
        "day": [day.year, day.month, day.day],
        "size": laid.size,
        "margin": margin,
        "muted": colour("muted"),
        "foot": margin > 0,
        "pages": [
            _page(page, say(told, title=title, day=show_day(day.isoformat()), page=number, pages=count))
            for number, page in enumerate(laid.pages, 1)
        ],
    }
    return msgspec.json.encode(made).decode()


def _page(page: Page, told: str) -> dict[str, Any]:
    drawing = page.drawing
    return {
        "svg": drawing.encoded().decode(), "width": drawing.width, "height": drawing.height, "scale": page.scale,
        "lines": msgspec.to_builtins(drawing.left_out),
        "words": printable(board_in_words(page.view)), "told": told,
    }  # fmt: skip
