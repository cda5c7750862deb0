"""The picture of a folded board in points: bars, icons and titles in letters that can be read on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.export.board_picture import MONTHS, Words, draw_laid_under, draw_link, draw_stroke, readable
from app.export.drawing import STRONG, Drawing, wrapped
from app.export.glyphs import width
from app.export.handwritten import Faces
from app.export.look import colour, kind_look, kind_name, lane_name
from app.queries.board import BoardView, CardView, spot_of
from app.queries.folded_board import Folded
from app.queries.folded_things import ABOVE, AROUND, BAR, LINE, inset
from app.queries.layout import Spot, next_month, x_of
from app.queries.words import item_title
from app.texts import mark, say

NAMES = 88.0
"""Points left of a board with lanes for their names."""
HEAD = 18.0
"""Points above a board with months."""
_MOST_LINES = 40
_SMALL = 8.0
_THIN = 0.55
"""How thick lines and their heads are, as a share of those of a whole board."""
_EDGE = 12.0
"""Points that frames at the edge may need beside the cards."""
_UNTITLED = mark("card", "Uden titel")


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where the board lies on the picture: points to a board unit, and the point of its corner."""

    scale: float
    left: float
    top: float

    def spot(self, spot: Spot) -> Spot:
        """Return a place of the board in points of the picture."""
        scale = self.scale
        return Spot(spot.x * scale + self.left, spot.y * scale + self.top, spot.width * scale, spot.height * scale)


def room_for(view: BoardView, room: tuple[float, float]) -> tuple[float, float]:
    """Return what of *room*, in points, the names of lanes and months leave for the cards of *view*."""
    names, head = (NAMES if view.lanes else 0.0), (HEAD if view.axis is not None else 0.0)
    return room[0] - names - _EDGE, room[1] - head


def draw_folded(
    found: Folded,
    *,
    words: Words = readable,
    leaves_out: Callable[[str], bool] | None = None,
    faces: Faces | None = None,
) -> Drawing:
    """Return the picture of a folded board, one unit a point; *words* makes texts fit for showing.

    Lines of text that *leaves_out* names are left to who writes them better. *faces* are pictures by their frame.
    """
    view = found.view
    spots = [card.spot for card in view.cards] + [spot_of(each) for each in view.frames]
    spots += [Spot(each.x or 0.0, each.y or 0.0, each.width or 0.0, found.heights[each.id]) for each in view.labels]
    left = min(spot.x for spot in spots)
    left = view.axis.left - view.axis.strip if view.axis is not None else left
    right = max(spot.x + spot.width for spot in spots)
    low = max([spot.y + spot.height for spot in spots] + [lane.y + lane.height for lane in view.lanes])
    names, head = (NAMES if view.lanes else 0.0), (HEAD if view.axis is not None else 0.0)
    top = 0.0 if view.lanes else min(spot.y for spot in spots)
    paper = _Paper(found.scale, names - left * found.scale, head - top * found.scale)
    size = names + (right - left) * found.scale, head + (low - top) * found.scale
    drawing = Drawing(left=0.0, top=0.0, width=size[0], height=size[1], leaves_out=leaves_out)
    drawing.rectangle(0.0, 0.0, *size, fill=colour("surface"))
    _draw_ground(drawing, view, paper)
    _draw_things(drawing, found, paper, words, pictures=faces or {})
    return drawing


def _draw_things(drawing: Drawing, found: Folded, paper: _Paper, words: Words, *, pictures: Faces) -> None:
    view, letters = found.view, found.letters
    for frame in sorted(view.frames, key=lambda each: -(each.width or 0.0) * (each.height or 0.0)):
        spot = paper.spot(spot_of(frame))
        if draw_laid_under(drawing, frame, spot, pictures):
            continue
        edge = {"fill": colour("surface"), "stroke": colour("field_edge"), "stroke_width": "0.8"}
        drawing.rectangle(spot.x, spot.y, spot.width, spot.height, rx="3", **edge)
        _write(drawing, words(frame.title or ""), spot, letters, fill=colour("muted"))
    spots = {card.id: paper.spot(card.spot) for card in view.cards}
    drawing.scaled(_THIN, (0.0, 0.0))
    for link in view.links:
        ends = (_enlarged(spots[link.source]), _enlarged(spots[link.target]))
        draw_link(drawing, *ends, link.connector.meaning)
    drawing.end_group()
    for card in view.cards:
        _draw_card(drawing, card, spots[card.id], letters, words)
    for label in view.labels:
        spot = Spot(label.x or 0.0, label.y or 0.0, label.width or 0.0, found.heights[label.id])
        _write(drawing, words(label.text or ""), paper.spot(spot), letters, fill=colour("ink"))
    for stroke in view.strokes:
        drawing.scaled(paper.scale, (paper.left, paper.top))
        draw_stroke(drawing, stroke)
        drawing.end_group()


def _draw_card(drawing: Drawing, card: CardView, spot: Spot, letters: float, words: Words) -> None:
    look, title = kind_look(card.item.type), words(item_title(card.item) or say(_UNTITLED))
    drawing.group(f"{kind_name(card.item.type)}: {title}")
    edge = {"stroke": colour("line"), "stroke_width": "0.5"}
    drawing.rectangle(spot.x, spot.y, spot.width, spot.height, rx="2.5", fill=look.tint, **edge)
    drawing.rectangle(spot.x, spot.y + 1.0, BAR, spot.height - 2.0, fill=look.text)
    middle = spot.y + ABOVE + (letters * LINE - letters) / 2
    drawing.icon(look.icon, (spot.x + BAR + AROUND, middle), letters, look.text)
    place = Spot(spot.x + inset(letters) - AROUND, spot.y, spot.width - inset(letters) + AROUND, spot.height)
    _write(drawing, title, place, letters, fill=colour("ink"))
    drawing.end_group()


def _write(drawing: Drawing, text: str, spot: Spot, letters: float, **look: str) -> None:
    lines = wrapped(text, room=spot.width - AROUND, size=letters, lines=_MOST_LINES, is_strong=True)
    for place, line in enumerate(lines):
        base = spot.y + ABOVE + place * letters * LINE + 0.93 * letters
        drawing.text([line], (spot.x + AROUND, base), letters, font_weight=STRONG, **look)


def _draw_ground(drawing: Drawing, view: BoardView, paper: _Paper) -> None:
    for number, lane in enumerate(view.lanes):
        spot = paper.spot(Spot(0.0, lane.y, 0.0, lane.height))
        tint = colour("surface") if number % 2 else colour("ground")
        drawing.rectangle(0.0, spot.y, drawing.width, spot.height, fill=tint)
        rows = max(1, int(spot.height // (1.25 * _SMALL)))
        lines = wrapped(lane_name(lane), room=NAMES - 8.0, size=_SMALL, lines=min(3, rows), is_strong=True)
        first = spot.y + min(spot.height / 2, 14.0) + 0.35 * _SMALL
        drawing.text(lines, (4.0, first), _SMALL, fill=colour("ink"), font_weight=STRONG)
    if view.axis is None:
        return
    month = view.axis.first
    while month <= view.axis.last and (x := x_of(month) * paper.scale + paper.left) < drawing.width:
        drawing.rectangle(x, 4.0, 0.5, drawing.height - 4.0, fill=colour("line"))
        room = (x_of(next_month(month)) - x_of(month)) * paper.scale - 4.0
        drawing.text(_month(month, view.axis.first, room), (x + 3.0, 13.0), _SMALL, fill=colour("muted"))
        month = next_month(month)
    now = x_of(view.today) * paper.scale + paper.left
    if NAMES < now < drawing.width:
        drawing.rectangle(now - 0.5, 4.0, 1.0, drawing.height - 4.0, fill=colour("brand"))


def _month(month: date, first: date, room: float) -> list[str]:
    """Return the name of a month, with its year where one begins and there is room; nothing without room."""
    name = MONTHS[month.month - 1]
    names = [f"{name} {month.year}", name] if month.month == 1 or month == first else [name]
    return next(([each] for each in names if width(each, _SMALL) <= room), [])


def _enlarged(spot: Spot) -> Spot:
    """Return a place in the units of the group that lines are drawn in."""
    return Spot(spot.x / _THIN, spot.y / _THIN, spot.width / _THIN, spot.height / _THIN)
