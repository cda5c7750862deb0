"""A board as Excalidraw elements: those it was made from as they were, with what was altered since, and new ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.connector import CONNECTOR, Meaning
from app.domain.danish import clean
from app.domain.drawing import FRAME, INK, LABEL, Frame, Label
from app.domain.item import ITEM
from app.export.excalidraw_native import HEADS, STYLES, between, native, retold, told_as
from app.export.look import kind_look
from app.intake.excalidraw import Scene
from app.intake.excalidraw_custom import OWN, PLACE, own_of
from app.intake.excalidraw_element import TEXT, element_of, number
from app.intake.excalidraw_own import own
from app.intake.excalidraw_things import Sort, Taken, place_of, taken
from app.queries.board import BoardView, CardView, LinkView, StrokeView
from app.queries.drawings import DrawnBoard

Json = dict[str, Any]
Shown = CardView | LinkView | StrokeView | Frame | Label
_MOVED = 0.01
"""Board units that count as no movement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Elements that belong together, in the file's own places; on the board they lie `across` and `down` from there."""

    elements: list[Json]
    told: Mapping[str, Any] = field(default_factory=dict)
    across: float = 0.0
    down: float = 0.0

    @property
    def placed(self) -> list[Json]:
        """The elements where they lie on the board."""
        return shifted(self.elements, self.across, self.down)


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The board as it stands: its cards, and those that were moved since they were taken in."""

    board: str
    cards: Mapping[str, CardView]
    moved: frozenset[str]


def groups_of(board: DrawnBoard) -> list[Group]:
    """Return all that *board* shows, in the groups it came in, what is new on it last."""
    left = _records(board.view)
    groups: list[Group] = []
    for scene in board.scenes:
        groups += _of_scene(scene, board.view, left)
    known = {str(each["customData"][OWN]["id"]): str(each["id"]) for group in groups for each in group.elements
             if "customData" in each and "id" in each["customData"].get(OWN, {})}  # fmt: skip
    made = native(board.view, left=left.keys(), known=known)
    for group in groups:
        _tie(group.elements, made)
    return [*groups, Group(elements=made)] if made else groups


def shifted(elements: Sequence[Json], across: float, down: float = 0.0) -> list[Json]:
    """Return *elements* moved."""
    if not across and not down:
        return list(elements)
    return [_moved_by(each, across, down) for each in elements]


def _moved_by(raw: Json, across: float, down: float) -> Json:
    moved: Json = {"x": _value(raw, "x") + across, "y": _value(raw, "y") + down}
    known = own_of(raw)
    if isinstance(known.get("was"), dict):
        was = known["was"] | {"x": _value(known["was"], "x") + across, "y": _value(known["was"], "y") + down}
        moved["customData"] = raw["customData"] | {OWN: dict(known) | {"was": was}}
    return raw | moved


def box_of(elements: Sequence[Json]) -> tuple[float, float, float, float]:
    """Return the box round *elements*: left, top, right, bottom."""
    boxes = [element_of(each).box for each in elements]
    return (
        min(each[0] for each in boxes),
        min(each[1] for each in boxes),
        max(each[2] for each in boxes),
        max(each[3] for each in boxes),
    )


def _records(view: BoardView) -> dict[str, Shown]:
    shown: list[Shown] = [*view.cards, *view.links, *view.strokes, *view.frames, *view.labels]
    return {each.id: each for each in shown}


def _of_scene(scene: Scene, view: BoardView, left: dict[str, Shown]) -> Iterator[Group]:
    """Yield the parts of *scene* as they stand now, and take what they show out of *left*."""
    made = taken(scene, board=view.board.id)
    now: dict[str, Shown] = {}
    spoken: dict[str, Taken] = {}
    for each in made:
        if each.things and each.things[0].id in left and _is_here(each, view.board.id):
            now[each.element.key] = left[each.things[0].id]
            for thing in each.things:
                left.pop(thing.id, None)
            if each.words:
                spoken[each.words] = each
    cards = {card.id: card for card in view.cards}
    state = _State(board=view.board.id, cards=cards, moved=_moved_cards(made, now))
    for part in scene.parts:
        members = sorted((each for each in made if each.part is part), key=lambda each: each.element.number)
        written = (_written(each, now, spoken, state) for each in members)
        elements = [raw for raw in written if raw is not None]
        if elements:
            yield Group(elements=elements, told=part.told, across=part.across, down=part.down)


def _is_here(each: Taken, board: str) -> bool:
    """Tell whether an element was made in Excalidraw, or came from there, and lies on this board."""
    known = own_of(each.element.raw)
    return not known.get("native") and known.get("board") in (None, board)


def _written(each: Taken, now: Mapping[str, Shown], spoken: Mapping[str, Taken], state: _State) -> Json | None:
    """Return the element as it stands now; None where what it shows is gone from the board."""
    box = spoken.get(each.element.key)
    if box is not None:
        holder = now[box.element.key]
        return _with_words(each, box, holder) if isinstance(holder, CardView | Frame) else None
    shown = now.get(each.element.key)
    if shown is None:
        return None
    raw = dict(each.element.raw) | ({} if each.element.id else {"id": each.element.key})
    if isinstance(shown, LinkView):
        if {shown.source, shown.target} & state.moved:
            raw |= between(state.cards[shown.source].spot, state.cards[shown.target].spot, each.part)
        raw |= _of_meaning(each, shown)
    for name, step in _steps(each, shown).items():
        if abs(step) > _MOVED:
            raw[name] = _value(raw, name) + step
    if isinstance(shown, CardView):
        raw |= _of_type(each, shown)
    return _owned(raw | _said(each, shown, raw), each, shown, state.board)


def _steps(each: Taken, shown: Shown) -> dict[str, float]:
    """Return how far a thing was moved, and how much it was made larger, since it was taken in."""
    told = each.things[1].fields if each.things[0].type.kind == ITEM else each.things[0].fields
    if each.sort is Sort.PICTURE:  # without its file, which may not be here, nobody knows that it lies in a frame
        told = place_of(each.element, each.part)
    if isinstance(shown, StrokeView):
        return {"x": shown.x, "y": shown.y}
    if isinstance(shown, LinkView):
        return {}
    place = shown.spot if isinstance(shown, CardView) else shown
    names = ("x", "y", "width", "height")
    stands = {name: getattr(place, name, None) for name in names}
    return {
        name: value - told[name] for name, value in stands.items() if value is not None and told.get(name) is not None
    }


def _moved_cards(made: Sequence[Taken], now: Mapping[str, Shown]) -> frozenset[str]:
    return frozenset(
        shown.id
        for each in made
        if isinstance(shown := now.get(each.element.key), CardView)
        if any(abs(step) > _MOVED for step in _steps(each, shown).values())
    )


def _with_words(text: Taken, box: Taken, holder: CardView | Frame) -> Json:
    """Return the text of a box, moved with it, and saying what its card or frame says now."""
    raw = dict(text.element.raw)
    steps = _steps(box, holder)
    for name, side in (("x", "width"), ("y", "height")):
        step = steps.get(name, 0.0) + steps.get(side, 0.0) / 2
        if abs(step) > _MOVED:
            raw[name] = _value(raw, name) + step
    said = holder.item.title if isinstance(holder, CardView) else holder.title
    title = clean(said) or ""
    if title != box.things[0].fields.get("title", ""):
        raw |= retold(raw, title, room=holder.spot.width if isinstance(holder, CardView) else holder.width)
    return raw


def _said(each: Taken, shown: Shown, raw: Json) -> Json:
    """Return the text of what says something by itself, where it says something else than it did."""
    if isinstance(shown, Frame):
        is_told = shown.title == each.things[0].fields.get("title") or each.words is not None
        opacity = {"opacity": 100 - shown.faded} if shown.picture is not None and shown.faded is not None else {}
        return opacity if is_told else opacity | {"name": shown.title}
    if isinstance(shown, Label):
        is_told = shown.text == each.things[0].fields.get("text")
        return {} if is_told or each.sort is not Sort.WORDS else retold(raw, shown.text or "", room=None)
    is_bare = isinstance(shown, CardView) and each.words is None and each.element.type == TEXT
    if is_bare and isinstance(shown, CardView) and shown.item.title != each.things[0].fields.get("title"):
        return retold(raw, shown.item.title or "", room=None)
    return {}


def _of_type(each: Taken, shown: CardView) -> Json:
    """Return the colour of a card that was made into another kind here."""
    if str(shown.item.type) == each.things[0].fields.get("type") or each.element.type == TEXT:
        return {}
    return {"backgroundColor": kind_look(shown.item.type).tint, "fillStyle": "solid"}


def raw_is_text(each: Taken) -> bool:
    """Tell whether a card was a free text."""
    return each.element.type == "text"


def _of_meaning(each: Taken, shown: LinkView) -> Json:
    """Return the look of a line that was given another meaning here."""
    meaning = shown.connector.meaning or Meaning.LEADS_TO
    if str(meaning) == each.things[0].fields.get("meaning"):
        return {}
    return {"strokeStyle": STYLES[meaning], "endArrowhead": HEADS[meaning], "startArrowhead": None}


def _owned(raw: Json, each: Taken, shown: Shown, board: str) -> Json:
    """Return *raw* with what finds its record again."""
    kind = {CardView: ITEM, LinkView: CONNECTOR.kind, StrokeView: INK.kind, Frame: FRAME.kind, Label: LABEL.kind}
    further: Json = {}
    if isinstance(shown, CardView):
        placed = shown.placement.id if shown.placement else each.things[1].id
        further = {"type": str(shown.item.type), PLACE: placed}
    return told_as(raw, own(shown.id, kind[type(shown)], str(raw.get("id", "")), board=board, **further), shown)


def _tie(elements: Sequence[Json], made: Sequence[Json]) -> None:
    """Tell elements of the arrows that were drawn to them here."""
    known = {str(each.get("id")): each for each in elements}
    for arrow in made:
        for name in ("startBinding", "endBinding"):
            end = known.get(str((arrow.get(name) or {}).get("elementId")))
            if end is not None:
                bound = end.get("boundElements")
                told = bound if isinstance(bound, list) else []
                end["boundElements"] = [*told, {"type": "arrow", "id": arrow["id"]}]


def _value(raw: Mapping[str, Any], name: str) -> float:
    return number(raw.get(name)) or 0.0
