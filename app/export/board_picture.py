"""The picture of a board in SVG, from the places of its cards: for documents and as a file of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.connector import Meaning
from app.domain.danish import clean
from app.domain.drawing import Frame
from app.domain.values import State
from app.export.board_extent import Extent, extent_of, points_of
from app.export.drawing import STRONG, Drawing, bent, trail, wrapped
from app.export.glyphs import width
from app.export.handwritten import Faces, data_address
from app.export.look import colour, kind_look, kind_name, lane_name, life_area_icon, pen_colour
from app.queries.board import BoardView, CardView, StrokeView, day_of, spot_of
from app.queries.ink_path import USUAL_WIDTH, edges
from app.queries.layout import Spot, next_month, x_of
from app.queries.words import item_title, near_day
from app.texts import mark, say

Words = Callable[[str], str]

_PAD = 24.0
_NAMES = 150.0
"""Width of the column with the names of the lanes."""
_HEADER = 40.0
_PILL = 56.0
"""Width of the sign over today."""
_MONTH_LETTER = 8.5
"""Width of a letter in the name of a month, at most."""
_LOW = 90.0
"""Below this height a lane has its name beside its icon."""
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DASHES = {Meaning.HINDERS: "8 6", Meaning.RELATES: "2 6"}
_NO_AREA_ICON, _PEOPLE_ICON = "circle", "users"
_ROUNDED = "12"
LOW_CARD = 62.0
"""Cards lower than this have room for their title alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardForm:
    """How much of a card is drawn: `header` is the height of the band with the kind, `title` and `foot` letter sizes.

    0 leaves a part out.
    """

    header: float
    title: float
    foot: float


WHOLE = CardForm(header=28.0, title=16.0, foot=13.0)
"""As on the screen."""
TITLES = CardForm(header=0.0, title=20.0, foot=0.0)
"""For pictures that are made so small that only large letters can be read."""


def readable(text: str) -> str:
    """Return *text* as any viewer can show it: without control characters."""
    return clean(text) or ""


def draw_board(
    view: BoardView,
    *,
    form: CardForm = WHOLE,
    words: Words = readable,
    leaves_out: Callable[[str], bool] | None = None,
    faces: Faces | None = None,
) -> Drawing | None:
    """Return the picture of all that lies on the board; None when nothing does.

    *words* makes texts fit for showing; lines that *leaves_out* names are left to who writes them better.
    *faces* stand on cards that have no title.
    """
    found = extent_of(view)
    if found is None:
        return None
    shown = _with_ground(view, found)
    drawing = Drawing(left=shown.left, top=shown.top, width=shown.width, height=shown.height, leaves_out=leaves_out)
    drawing.rectangle(shown.left, shown.top, shown.width, shown.height, fill=colour("surface"))
    _draw_lanes(drawing, view, shown)
    _draw_months(drawing, view, shown)
    _draw_frames(drawing, view, words, faces or {})
    spots = {card.id: card.spot for card in view.cards}
    for link in view.links:
        draw_link(drawing, spots[link.source], spots[link.target], link.connector.meaning)
    for card in view.cards:
        _draw_card(drawing, card, form, words, view.today, photo=(faces or {}).get(card.id))
    for label in view.labels:
        lines = wrapped(words(label.text or ""), room=label.width or 400.0, size=18.0, lines=12)
        drawing.text(lines, (label.x or 0.0, (label.y or 0.0) + 18.0), 18.0, fill=colour("ink"))
    for stroke in view.strokes:
        draw_stroke(drawing, stroke)
    return drawing


def _with_ground(view: BoardView, found: Extent) -> Extent:
    """Return what is drawn: the things with room round them, whole lanes, the names of lanes and months."""
    left, right = found.left - _PAD, found.right + _PAD
    if not view.lanes:
        return Extent(left, found.top - _PAD, right, found.bottom + _PAD)
    top = min(view.lanes[0].y, found.top) - _HEADER
    last = view.lanes[-1]
    return Extent(left - _NAMES, top, right, max(last.y + last.height, found.bottom))


def _draw_lanes(drawing: Drawing, view: BoardView, shown: Extent) -> None:
    for number, lane in enumerate(view.lanes):
        tint = colour("surface") if number % 2 else colour("ground")
        drawing.rectangle(shown.left, lane.y, shown.width, lane.height, fill=tint)
        icon = life_area_icon(lane.area) if lane.area else _PEOPLE_ICON if lane.is_of_people else _NO_AREA_ICON
        drawing.icon(icon, (shown.left + 20.0, lane.y + min(22.0, lane.height / 2 - 11.0)), 22.0, colour("brand"))
        look = {"fill": colour("ink"), "font_weight": STRONG}
        if lane.height < _LOW:
            line = wrapped(lane_name(lane), room=_NAMES - 56.0, size=14.0, lines=1, is_strong=True)
            drawing.text(line, (shown.left + 50.0, lane.y + lane.height / 2 + 5.0), 14.0, **look)
            continue
        lines = wrapped(lane_name(lane), room=_NAMES - 28.0, size=16.0, lines=3, is_strong=True)
        drawing.text(lines, (shown.left + 20.0, lane.y + 66.0), 16.0, **look)


def _draw_months(drawing: Drawing, view: BoardView, shown: Extent) -> None:
    if view.axis is None:
        return
    now = x_of(view.today)
    for first in _months(view, shown):
        x = x_of(first)
        drawing.rectangle(x, shown.top + 8.0, 1.0, shown.height - 8.0, fill=colour("line"))
        year = f" {first.year}" if first.month == 1 or first == view.axis.first else ""
        name = f"{MONTHS[first.month - 1]}{year}"
        if x > now + _PILL / 2 or x + 8.0 + len(name) * _MONTH_LETTER < now - _PILL / 2:
            look = {"fill": colour("muted"), "font_weight": STRONG}
            drawing.text([name], (x + 8.0, shown.top + 26.0), 15.0, **look)
    if shown.left + _NAMES < now < shown.right:
        drawing.rectangle(now - 1.0, shown.top + 32.0, 2.0, shown.height - 32.0, fill=colour("brand"))
        drawing.rectangle(now - _PILL / 2, shown.top + 8.0, _PILL, 26.0, rx="13", fill=colour("brand"))
        look = {"fill": colour("on_brand"), "font_weight": STRONG, "text_anchor": "middle"}
        drawing.text([say(mark("board", "I dag"))], (now, shown.top + 26.0), 14.0, **look)


def _months(view: BoardView, shown: Extent) -> Iterator[date]:
    first = view.axis.first if view.axis else view.today
    while view.axis and first <= view.axis.last and x_of(first) < shown.right:
        if x_of(first) > shown.left + _NAMES:
            yield first
        first = next_month(first)


def _draw_frames(drawing: Drawing, view: BoardView, words: Words, pictures: Faces) -> None:
    for frame in sorted(view.frames, key=lambda each: each.picture is None):
        spot = spot_of(frame)
        if draw_laid_under(drawing, frame, spot, pictures):
            continue
        edge = {"fill": "none", "stroke": colour("field_edge"), "stroke_width": "1.5"}
        drawing.rectangle(spot.x, spot.y, spot.width, spot.height, rx=_ROUNDED, **edge)
        title = wrapped(words(frame.title or ""), room=spot.width - 24.0, size=17.0, lines=1, is_strong=True)
        drawing.text(title, (spot.x + 12.0, spot.y + 24.0), 17.0, fill=colour("muted"), font_weight=STRONG)


def draw_laid_under(drawing: Drawing, frame: Frame, spot: Spot, pictures: Faces) -> bool:
    """Draw the picture that lies in *frame*, as faded as it is, at *spot*; tell whether there is one."""
    if frame.picture is None or frame.id not in pictures:
        return False
    shown = f"{1 - (frame.faded or 0) / 100:.2f}"
    drawing.image(data_address(pictures[frame.id]), (spot.x, spot.y), (spot.width, spot.height), opacity=shown)
    return True


def draw_link(drawing: Drawing, source: Spot, target: Spot, meaning: Meaning | None) -> None:
    """Draw a line between two cards, with the dashes and the head that its meaning has."""
    (x1, y1), (x2, y2), (dx, dy) = _ends(source, target)
    reach = max(30.0, (abs(x2 - x1) + abs(y2 - y1)) / 3)
    data = (
        f"M{x1:.1f} {y1:.1f}C{x1 + dx * reach:.1f} {y1 + dy * reach:.1f} "
        f"{x2 - dx * reach:.1f} {y2 - dy * reach:.1f} {x2 - 8 * dx:.1f} {y2 - 8 * dy:.1f}"
    )
    look = {"stroke": colour("muted"), "stroke_width": "2"}
    if meaning in _DASHES:
        look["stroke_dasharray"] = _DASHES[meaning]
    drawing.path(data, **look)
    if meaning is not Meaning.RELATES:
        back, side = (x2 - 11 * dx, y2 - 11 * dy), (6 * dy, 6 * dx)
        head = [(x2, y2), (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
        drawing.path(trail(head) + "Z", fill=colour("muted"))


def _ends(source: Spot, target: Spot) -> tuple[tuple[float, float], tuple[float, float], tuple[int, int]]:
    """Return where a line leaves and arrives, and its direction: sideways where the cards leave room for it."""
    middle = (source.y + source.height / 2, target.y + target.height / 2)
    if target.x >= source.x + source.width:
        return (source.x + source.width, middle[0]), (target.x, middle[1]), (1, 0)
    if target.x + target.width <= source.x:
        return (source.x, middle[0]), (target.x + target.width, middle[1]), (-1, 0)
    centre = (source.x + source.width / 2, target.x + target.width / 2)
    if target.y >= source.y:
        return (centre[0], source.y + source.height), (centre[1], target.y), (0, 1)
    return (centre[0], source.y), (centre[1], target.y + target.height), (0, -1)


def _draw_card(
    drawing: Drawing, card: CardView, form: CardForm, words: Words, today: date, *, photo: bytes | None
) -> None:
    item, spot = card.item, card.spot
    form = form if spot.height >= LOW_CARD else replace(form, header=0.0, foot=0.0)
    look = kind_look(item.type)
    title = words(item.title or "" if photo is not None else item_title(item))
    drawing.group(f"{kind_name(item.type)}: {title}")
    face = colour("surface") if form.header else look.tint
    drawing.rectangle(spot.x, spot.y, spot.width, spot.height, rx=_ROUNDED, fill=face)
    if form.header:
        _draw_header(drawing, card, form)
    drawing.rectangle(spot.x, spot.y + 8.0, 4.0, spot.height - 16.0, rx="2", fill=look.text)
    edge = {"fill": "none", "stroke": colour("line"), "stroke_width": "1.5"}
    drawing.rectangle(spot.x, spot.y, spot.width, spot.height, rx=_ROUNDED, **edge)
    indent = 14.0
    if not form.header and spot.height >= LOW_CARD:
        drawing.icon(look.icon, (spot.x + 12.0, spot.y + 10.0), 20.0, look.text)
        indent = 40.0
    top = spot.y + form.header + form.title + (6.0 if form.header else min(6.5, (spot.height - form.title) / 2 - 2.0))
    rows = int((spot.height - form.header - 10.0 - (form.foot * 1.9)) // (1.25 * form.title))
    room = spot.width - indent - 8.0
    lines = wrapped(title, room=room, size=form.title, lines=max(1, rows), is_strong=True)
    drawing.text(lines, (spot.x + indent, top), form.title, fill=colour("ink"), font_weight=STRONG)
    if photo is not None:
        size = (spot.width - indent - 8.0, spot.height - form.header - 10.0)
        drawing.image(data_address(photo), (spot.x + indent, spot.y + form.header + 5.0), size)
    foot = words(_foot(card, today)) if form.foot and photo is None else ""
    shown = wrapped(foot, room=spot.width - 24.0, size=form.foot or 1.0, lines=1)
    drawing.text(shown, (spot.x + 14.0, spot.y + spot.height - 11.0), form.foot, fill=colour("muted"))
    drawing.end_group()


def _draw_header(drawing: Drawing, card: CardView, form: CardForm) -> None:
    look, spot = kind_look(card.item.type), card.spot
    right, low, round_ = spot.x + spot.width, spot.y + form.header, 12.0
    band = (
        f"M{spot.x:.1f} {low:.1f}V{spot.y + round_:.1f}a12 12 0 0 1 12 -12H{right - round_:.1f}"
        f"a12 12 0 0 1 12 12V{low:.1f}Z"
    )
    drawing.path(band, fill=look.tint)
    drawing.icon(look.icon, (spot.x + 14.0, spot.y + 6.0), 16.0, look.text)
    at = (spot.x + 36.0, spot.y + 19.0)
    name = kind_name(card.item.type)
    if width(name, 13.5, is_strong=True) <= spot.width - 40.0:
        drawing.text([name], at, 13.5, fill=look.text, font_weight=STRONG)
    if card.item.state is State.DONE:
        drawing.icon("circle-check", (right - 26.0, spot.y + 6.0), 16.0, colour("good"))


def _foot(card: CardView, today: date) -> str:
    """Return what stands at the foot of a card: the citizen's objection before all else."""
    if card.disagreement and card.disagreement.words:
        return say(mark("board", "Ikke enig: {words}"), words=card.disagreement.words)
    day = day_of(card.item)
    told = near_day(day.isoformat(), today=today) if day else ""
    return " · ".join(part for part in (card.responsible, told) if part)


def draw_stroke(drawing: Drawing, stroke: StrokeView) -> None:
    """Draw a stroke in the colour of its pen, as thick as it was pressed."""
    points, pressures = points_of(stroke), stroke.ink.pressures
    width, ink = stroke.ink.width or USUAL_WIDTH, pen_colour(stroke.ink.colour)
    if pressures and len(points) > 1:
        left, right = edges(points, pressures, width)
        back = bent(right[::-1]).replace("M", "L", 1)
        drawing.path(f"{bent(left)}{back}Z", fill=ink, stroke=ink, stroke_width="0.3", stroke_linejoin="round")
    elif points:
        look = {"stroke": ink, "stroke_width": f"{width:g}"}
        drawing.path(bent(points), **look, stroke_linecap="round", stroke_linejoin="round")
