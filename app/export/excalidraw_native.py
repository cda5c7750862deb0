"""What was made in Enplan as Excalidraw elements: cards as boxes with text, lines as arrows bound to them, ink."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from app.domain.connector import CONNECTOR, Meaning
from app.domain.danish import clean
from app.domain.drawing import FRAME, INK, LABEL, Frame, Label
from app.domain.item import ITEM
from app.export.board_extent import extent_of, points_of
from app.export.drawing import wrapped
from app.export.glyphs import width
from app.export.look import colour, kind_look, kind_name, lane_name, pen_colour
from app.intake.excalidraw import Part
from app.intake.excalidraw_custom import OWN, PLACE
from app.intake.excalidraw_element import element_of
from app.intake.excalidraw_own import own
from app.queries.board import BoardView, CardView, LinkView, StrokeView, spot_of
from app.queries.layout import Spot, next_month, x_of
from app.texts import mark, say

Json = dict[str, Any]
Shown = CardView | LinkView | StrokeView | Frame | Label
Point = tuple[float, float]

STYLES: Mapping[Meaning, str] = {
    Meaning.LEADS_TO: "solid", Meaning.SUPPORTS: "solid", Meaning.HINDERS: "dashed", Meaning.RELATES: "dotted",
}  # fmt: skip
HEADS: Mapping[Meaning, str | None] = {
    Meaning.LEADS_TO: "arrow", Meaning.SUPPORTS: "arrow", Meaning.HINDERS: "arrow", Meaning.RELATES: None,
}  # fmt: skip
_HELVETICA = 2
_LINE = 1.25
"""Height of a line of text, in sizes of its letters."""
_WIDER = 1.18
"""How much wider the letters of Excalidraw are than those of Enplan."""
_PAD = 8.0
_TITLES = (16.0, 14.0, 12.0)
"""Sizes of letters, the largest one that fits."""
_KIND, _LABEL, _HEADING = 12.0, 18.0, 28.0
_WITH_KIND = 64.0
"""Cards at least this high have their kind written on them."""
_GAP = 4.0
_INK_SHARE = 1 / 4.25
"""How thick a pen says it is, of what Excalidraw paints."""
_MIDDLING = 0.5
_NAMES = 170.0
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_BOARD = mark("export", "Tavle")


def native(view: BoardView, *, left: Collection[str], known: Mapping[str, str]) -> list[Json]:
    """Return elements for the things of *view* whose ids are in *left*; *known* are the elements of the others."""
    board = view.board.id
    ids = dict(known) | {card.id: _element_id(board, card.id) for card in view.cards if card.id in left}
    links = [link for link in view.links if link.id in left]
    spots = {card.id: card.spot for card in view.cards}
    made = [*_ground(view)] if any(card.id in left for card in view.cards) else []
    for card in view.cards:
        if card.id in left:
            made += _card(card, board, [link for link in links if card.id in (link.source, link.target)])
    made += [_arrow(link, spots, ids, board) for link in links]
    made += [_label(each, board) for each in view.labels if each.id in left]
    made += [each for stroke in view.strokes if stroke.id in left for each in _stroke(stroke, board)]
    return [*made, *(_frame(each, board) for each in view.frames if each.id in left)]


def heading(title: str | None, at: Point) -> Json:
    """Return the name of a board, written over its upper left corner *at*."""
    text = _text(
        title or say(_BOARD),
        (at[0], at[1] - 3 * _HEADING),
        _HEADING,
        colour("ink"),
        named=_element_id("", f"{title} {at}"),
    )
    return text | {"customData": {OWN: {"decoration": True}}}


def told_as(raw: Json, told: Json, shown: Shown) -> Json:
    """Return *raw* with *told*, and with what the file now says of *shown* and where that is on its board."""
    if not isinstance(shown, LinkView):
        seen = element_of(raw)
        was = {"x": seen.x, "y": seen.y}
        if not isinstance(shown, StrokeView):
            was |= {"width": seen.width, "height": seen.height}
        told |= {"was": was, "at": list(_at(shown)), "said": _words(shown)}
    custom = raw.get("customData")
    last = {"customData": (custom if isinstance(custom, dict) else {}) | {OWN: told}}
    return {name: value for name, value in raw.items() if name not in last} | last


def retold(raw: Json, words: str, *, room: float | None) -> Json:
    """Return the fields of a text that says *words* now, in lines no wider than *room*, about the middle it had."""
    size = float(raw.get("fontSize") or 20.0)
    lines = _lines(words, room, size)
    wide, high = max(map(_width(size), lines), default=0.0), len(lines) * size * _LINE
    middle = float(raw.get("x") or 0.0) + float(raw.get("width") or 0.0) / 2
    centre = float(raw.get("y") or 0.0) + float(raw.get("height") or 0.0) / 2
    x = raw.get("x") if raw.get("textAlign", "left") == "left" else middle - wide / 2
    y = raw.get("y") if raw.get("verticalAlign", "top") == "top" else centre - high / 2
    return {"text": "\n".join(lines), "originalText": words, "x": x, "y": y, "width": wide, "height": high}


def between(source: Spot, target: Spot, part: Part) -> Json:
    """Return the fields of a straight line from card to card, in the places of *part* of a file."""
    (x1, y1), (x2, y2) = _ends(source, target)
    return {
        "x": x1 - part.across, "y": y1 - part.down, "points": [[0, 0], [x2 - x1, y2 - y1]],
        "width": abs(x2 - x1), "height": abs(y2 - y1),
    }  # fmt: skip


def _at(shown: CardView | StrokeView | Frame | Label) -> Point:
    if isinstance(shown, CardView):
        return shown.spot.x, shown.spot.y
    if isinstance(shown, StrokeView):
        return shown.ink.dx or 0.0, shown.ink.dy or 0.0
    return shown.x or 0.0, shown.y or 0.0


def _words(shown: Shown) -> str | None:
    if isinstance(shown, CardView):
        return shown.item.title
    return shown.title if isinstance(shown, Frame) else shown.text if isinstance(shown, Label) else None


def _element_id(board: str, record: str, what: str = "") -> str:
    """Return an id like Excalidraw's own, the same each time; an item on two boards has two."""
    return hashlib.sha256(f"{board} {record} {what}".encode()).hexdigest()[:21]


def _base(kind: str, named: str, place: tuple[float, float, float, float], **look: Any) -> Json:
    """Return an element of *kind* at *place*: x, y, width, height."""
    seed = int(hashlib.sha256(named.encode()).hexdigest()[:7], 16)
    x, y, wide, high = place
    return {
        "id": named, "type": kind, "x": x, "y": y, "width": wide, "height": high, "angle": 0,
        "strokeColor": colour("ink"), "backgroundColor": "transparent", "fillStyle": "solid", "strokeWidth": 1,
        "strokeStyle": "solid", "roughness": 0, "opacity": 100, "groupIds": [], "frameId": None, "roundness": None,
        "seed": seed, "version": 1, "versionNonce": seed, "isDeleted": False, "boundElements": None, "updated": 1,
        "link": None, "locked": False,
    } | look  # fmt: skip


def _text(words: str, at: Point, size: float, ink: str, *, named: str, room: float | None = None, **look: Any) -> Json:
    lines = _lines(words, room, size)
    wide, high = max(map(_width(size), lines), default=0.0), len(lines) * size * _LINE
    return _base(
        "text", named, (at[0], at[1], wide, high),
        strokeColor=ink, text="\n".join(lines), originalText=words, fontSize=size, fontFamily=_HELVETICA,
        textAlign="left", verticalAlign="top", containerId=None, autoResize=True, lineHeight=_LINE,
    ) | look  # fmt: skip


def _lines(words: str, room: float | None, size: float) -> list[str]:
    told = words.split("\n")
    if room is None:
        return told
    return [
        line for each in told for line in wrapped(each, room=(room - 2 * _PAD) / _WIDER, size=size, lines=99) or [""]
    ]


def _width(size: float) -> Callable[[str], float]:
    return lambda line: width(line, size) * _WIDER


def _card(card: CardView, board: str, links: list[LinkView]) -> Iterator[Json]:
    look, spot = kind_look(card.item.type), card.spot
    box, words = _element_id(board, card.id), _element_id(board, card.id, "words")
    own_group = [_element_id(board, card.id, "group")]
    group: Json = {"groupIds": own_group + _group(card.placement.group if card.placement else None, board)}
    title = clean(card.item.title)
    bound = [{"type": "arrow", "id": _element_id(board, link.id)} for link in links]
    place = card.placement.id if card.placement else None
    told = own(
        card.id, ITEM, box, board=board, native=True, type=str(card.item.type), **({PLACE: place} if place else {})
    )
    rectangle = _base(
        "rectangle", box, (spot.x, spot.y, spot.width, spot.height), **group, strokeColor=look.text,
        backgroundColor=look.tint, roundness={"type": 3},
        boundElements=([{"type": "text", "id": words}] if title else []) + bound or None,
    )  # fmt: skip
    yield told_as(rectangle, told, card)
    if title:
        room = spot.height - 2 * _KIND * _LINE - _PAD
        made = (_text(title, (0, 0), size, colour("ink"), named=words, room=spot.width, **group) for size in _TITLES)
        text = next(each for each in made if each["height"] <= room or each["fontSize"] == _TITLES[-1])
        middle = {"textAlign": "center", "verticalAlign": "middle", "containerId": box}
        at = {"x": spot.x + (spot.width - text["width"]) / 2, "y": spot.y + (spot.height - text["height"]) / 2}
        yield text | middle | at
    if spot.height >= _WITH_KIND:
        at_top = (spot.x + _PAD, spot.y + _PAD / 2)
        kind = _text(
            kind_name(card.item.type), at_top, _KIND, look.text, named=_element_id(board, card.id, "kind"), **group
        )
        yield kind | {"customData": {OWN: {"decoration": True}}}


def _arrow(link: LinkView, spots: Mapping[str, Spot], ids: Mapping[str, str], board: str) -> Json:
    meaning = link.connector.meaning or Meaning.LEADS_TO
    (x1, y1), (x2, y2) = _ends(spots[link.source], spots[link.target])
    named = _element_id(board, link.id)
    arrow = _base(
        "arrow", named, (x1, y1, abs(x2 - x1), abs(y2 - y1)), strokeColor=colour("muted"), strokeWidth=2,
        strokeStyle=STYLES[meaning], points=[[0, 0], [x2 - x1, y2 - y1]], lastCommittedPoint=None,
        startBinding=_binding(ids.get(link.source)), endBinding=_binding(ids.get(link.target)),
        startArrowhead=None, endArrowhead=HEADS[meaning], elbowed=False,
    )  # fmt: skip
    return told_as(arrow, own(link.id, CONNECTOR.kind, named, board=board, native=True), link)


def _binding(element: str | None) -> Json | None:
    return {"elementId": element, "focus": 0, "gap": _GAP} if element else None


def _ends(source: Spot, target: Spot) -> tuple[Point, Point]:
    """Return where a straight line from middle to middle leaves one card and meets the other."""
    one = source.x + source.width / 2, source.y + source.height / 2
    two = target.x + target.width / 2, target.y + target.height / 2
    return _edge(source, one, two), _edge(target, two, one)


def _edge(spot: Spot, middle: Point, towards: Point) -> Point:
    across, down = towards[0] - middle[0], towards[1] - middle[1]
    if not across and not down:
        return middle
    wide, high = spot.width / 2 + _GAP, spot.height / 2 + _GAP
    share = min(wide / abs(across) if across else 1e9, high / abs(down) if down else 1e9)
    return middle[0] + across * share, middle[1] + down * share


def _label(label: Label, board: str) -> Json:
    named = _element_id(board, label.id)
    text = _text(clean(label.text) or "", (label.x or 0.0, label.y or 0.0), _LABEL, colour("ink"), named=named)
    text["groupIds"] = _group(label.group, board)
    return told_as(text, own(label.id, LABEL.kind, named, board=board, native=True), label)


def _frame(frame: Frame, board: str) -> Json:
    named = _element_id(board, frame.id)
    spot = spot_of(frame)
    made = _base("frame", named, (spot.x, spot.y, spot.width, spot.height), strokeColor="#bbb", name=clean(frame.title))
    made["groupIds"] = _group(frame.group, board)
    return told_as(made, own(frame.id, FRAME.kind, named, board=board, native=True), frame)


def _stroke(stroke: StrokeView, board: str) -> Iterator[Json]:
    points = points_of(stroke)
    if not points:
        return
    named = _element_id(board, stroke.id)
    x, y = points[0]
    across, down = [each[0] for each in points], [each[1] for each in points]
    pressed = stroke.ink.pressures
    look = {"strokeColor": pen_colour(stroke.ink.colour), "strokeWidth": (stroke.ink.width or 2.5) * _INK_SHARE}
    made = _base(
        "freedraw", named, (x, y, max(across) - min(across), max(down) - min(down)), **look,
        points=[[px - x, py - y] for px, py in points], simulatePressure=False, lastCommittedPoint=None,
        pressures=[each / 255 for each in pressed] if len(pressed) == len(points) else [_MIDDLING] * len(points),
    )  # fmt: skip
    made["groupIds"] = _group(stroke.ink.group, board)
    yield told_as(made, own(stroke.id, INK.kind, named, board=board, native=True), stroke)


def _group(identity: str | None, board: str) -> list[str]:
    """Return the groups of Excalidraw that a thing of a group is in."""
    return [_element_id(board, identity, "group")] if identity else []


def _ground(view: BoardView) -> Iterator[Json]:
    """Yield the lanes and months that lie under a board with a time axis."""
    found = extent_of(view)
    if found is None or not view.lanes:
        return
    left, right = found.left - _NAMES, found.right
    low = view.lanes[-1].y + view.lanes[-1].height
    for lane in view.lanes:
        yield _line((left, lane.y), (right, lane.y), view)
        yield _written(lane_name(lane), (left + _PAD, lane.y + _PAD), view)
    first = view.axis.first if view.axis else None
    while first is not None and view.axis and first <= view.axis.last and x_of(first) < right:
        if x_of(first) > left + _NAMES:
            yield _line((x_of(first), view.lanes[0].y - 3 * _PAD), (x_of(first), low), view)
            yield _written(f"{_MONTHS[first.month - 1]} {first.year}", (x_of(first) + _PAD, view.lanes[0].y - 24), view)
        first = next_month(first)


def _line(one: Point, two: Point, view: BoardView) -> Json:
    step = two[0] - one[0], two[1] - one[1]
    named = _element_id(view.board.id, f"{one} {two}")
    made = _base("line", named, (*one, *step), strokeColor=colour("line"), points=[[0, 0], list(step)], locked=True)
    return made | {"customData": {OWN: {"decoration": True}}}


def _written(words: str, at: Point, view: BoardView) -> Json:
    made = _text(words, at, _KIND, colour("muted"), named=_element_id(view.board.id, f"{words} {at}"), locked=True)
    return made | {"customData": {OWN: {"decoration": True}}}
