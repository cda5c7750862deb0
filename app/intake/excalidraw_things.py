"""Things: what the elements of an Excalidraw scene become on a board. Pure: the same scene gives the same records.

A box with text is a card that nobody has sorted, an arrow between two cards a connector, a frame a frame, free text a
label, a picture a frame that it lies in. All else is ink, exactly where it was; so nothing that was seen is missing.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.domain.board import PLACEMENT
from app.domain.connector import CONNECTOR, Meaning
from app.domain.danish import clean, one_line
from app.domain.drawing import FRAME, INK, LABEL, stroke_of
from app.domain.idea import IDEA
from app.domain.item import ITEM, ItemType
from app.domain.order import sequence
from app.domain.record import RecordType
from app.domain.values import TEXT_LENGTH, TITLE_LENGTH
from app.ids import is_uuid
from app.intake.excalidraw import Part, Scene
from app.intake.excalidraw_custom import PLACE, is_decoration, own_of, shown_by, shows
from app.intake.excalidraw_element import ARROW, BOXES, FRAMES, FREEDRAW, IMAGE, REACH, TEXT, Element, number
from app.intake.excalidraw_files import Embedded
from app.intake.excalidraw_outline import strokes_of
from app.intake.excalidraw_ties import Ties, ties_of

_FREEDRAW_WIDTH = 4.25
"""How many times as wide as it says Excalidraw paints what is drawn by hand."""
_USUAL_TEXT = 18.0
_SHORT_COLOUR = re.compile(r"#[0-9a-fA-F]{3}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_NAME = re.compile(r"[a-z]{3,20}")
_LINKED = ("embeddable", "iframe")


class Sort(StrEnum):
    """What an element is taken as."""

    CARD = "card"
    CONNECTION = "connection"
    WORDS = "words"
    NAMED = "named"
    DRAWN = "drawn"
    PICTURE = "picture"
    STRANGE = "strange"
    PART_OF = "part of a card"
    NOTHING = "nothing"
    DECORATION = "decoration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A record to be; `slot` tells it from the element's other records. An item's placement has the slot «place»."""

    id: str
    type: RecordType[Any]
    fields: Mapping[str, Any]
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one element: what it was taken as, and the records that show it, the main one first.

    A text that stands in a card is part of it and has no records; `words` is the key of the text in a card.
    """

    element: Element
    part: Part
    sort: Sort
    things: tuple[Thing, ...] = ()
    words: str | None = None


def taken(scene: Scene, *, board: str) -> list[Taken]:
    """Return what becomes of each element of *scene* on *board*, from the lowest up.

    An element that says which record of Enplan it shows stands for that one.
    """
    orders = iter(sequence(sum(len(part.elements) for part in scene.parts)))
    made: list[Taken] = []
    for part in scene.parts:
        ties = ties_of(part.elements)
        some = [_taken(each, part, ties, scene.files, board=board, order=next(orders)) for each in part.elements]
        made += _grouped(some, board)
    return made


def _grouped(made: Sequence[Taken], board: str) -> list[Taken]:
    """Return what was taken with the group of each thing that is not alone in its outermost group of the file."""
    counts = Counter(each.element.groups[-1] for each in made if each.things and each.element.groups)
    return [
        replace(each, things=tuple(_in_group(thing, each.element.groups[-1], board) for thing in each.things))
        if each.things and each.element.groups and counts[each.element.groups[-1]] > 1 else each
        for each in made
    ]  # fmt: skip


def _in_group(thing: Thing, name: str, board: str) -> Thing:
    if "board" not in thing.fields:  # an item, or a line between two: what lies on the board is grouped
        return thing
    return replace(thing, fields={**thing.fields, "group": thing_id(board, f"group {name}")})


def _id(board: str, element: Element, slot: str = "") -> str:
    known = shown_by(element)
    if known is None:
        return thing_id(board, element.key, slot)
    place = own_of(element.raw).get("place")
    if slot == PLACE and is_uuid(place):
        return str(place)
    return thing_id(board, known, slot) if slot else known


def thing_id(board: str, key: str, slot: str = "") -> str:
    """Return the id of what an element becomes on *board*, the same on every device."""
    return str(uuid.uuid5(uuid.UUID(board), f"{key}\n{slot}"))


def picture_id(board: str, name: str) -> str:
    """Return the id of the attachment of *board* that is the picture a scene has called *name*."""
    return thing_id(board, f"file {name}")


def place_of(element: Element, part: Part) -> dict[str, float]:
    """Return where an element lies on the board, and how large it is."""
    return {**_at(element, part), "width": _side(element.width), "height": _side(element.height)}


def _taken(
    element: Element, part: Part, ties: Ties, pictures: Mapping[str, Embedded], *, board: str, order: str
) -> Taken:
    words = ties.words.get(element.key)
    ends = [ties.elements.get(ties.keys.get(end or "", "")) for end in (element.source, element.target)]
    cards = [end for end in ends if end is not None and end.key in ties.cards]
    sort, things = Sort.DRAWN, tuple[Thing, ...]()
    if is_decoration(element):
        sort = Sort.DECORATION
    elif element.key in ties.cards or shows(element, ITEM):
        sort, things = Sort.CARD, tuple(_card(element, words or element, part, board, order))
    elif element.key in ties.spoken:
        sort = Sort.PART_OF
    elif element.type == TEXT and not clean(element.text):
        sort = Sort.NOTHING
    elif element.type == TEXT or (element.type in _LINKED and clean(str(element.raw.get("link") or ""))):
        sort, things = Sort.WORDS, (_label(element, part, board, order),)
    elif element.type == ARROW and len({card.key for card in cards}) == _TWO:
        sort, things = Sort.CONNECTION, (_connector(element, cards, board),)
    elif element.type in FRAMES or element.key in ties.frames:
        title = words.text if words else str(element.raw.get("name") or "")
        sort, things = Sort.NAMED, (_frame(element, title, part, board, order),)
    else:
        is_laid = element.type == IMAGE and _is_laid(element, pictures)
        sort = Sort.PICTURE if element.type == IMAGE else Sort.DRAWN if element.type in _KNOWN else Sort.STRANGE
        things = (_laid(element, part, board, order),) if is_laid else tuple(_ink(element, part, board))
    return Taken(element=element, part=part, sort=sort, things=things, words=words.key if words else None)


_TWO = 2
_KNOWN = BOXES | {"arrow", "line", "draw", "freedraw", "embeddable", "iframe"}


def _card(element: Element, text: Element, part: Part, board: str, order: str) -> Iterator[Thing]:
    identity = _id(board, element)
    title = one_line(text.text) or ""
    link = clean(str(element.raw.get("link") or text.raw.get("link") or ""))
    whole = clean(text.text) if len(title) > TITLE_LENGTH else None
    note = "\n".join(each for each in (whole, link) if each)
    fields = {"type": _type(element), "title": _cut(title, TITLE_LENGTH), "note": _cut(note, TEXT_LENGTH)}
    yield Thing(id=identity, type=IDEA, fields=_known(fields))
    place = {
        "board": board,
        "item": identity,
        **place_of(element, part),
        "colour": _colour(element.raw.get("backgroundColor")),
        "order": order,
    }
    yield Thing(id=_id(board, element, PLACE), type=PLACEMENT, fields=_known(place), slot=PLACE)


def _connector(element: Element, ends: Sequence[Element], board: str) -> Thing:
    heads = [element.raw.get(name) for name in ("startArrowhead", "endArrowhead")]
    source, target = (_id(board, end) for end in (ends if heads[1] or not heads[0] else ends[::-1]))
    meaning = Meaning.LEADS_TO if heads[0] or heads[1] else Meaning.RELATES
    fields = {"source": source, "target": target, "meaning": meaning.value}
    return Thing(id=_id(board, element), type=CONNECTOR, fields=fields)


def _frame(element: Element, title: str, part: Part, board: str, order: str) -> Thing:
    fields = {
        "board": board,
        "title": _cut(one_line(title) or "", TITLE_LENGTH),
        **place_of(element, part),
        "order": order,
    }
    return Thing(id=_id(board, element), type=FRAME, fields=_known(fields))


def _is_laid(element: Element, pictures: Mapping[str, Embedded]) -> bool:
    """Tell whether a picture lies under the board: upright, whole and not mirrored, as frames lie.

    One that Enplan wrote is what it was there.
    """
    if shows(element, FRAME.kind, INK.kind):
        return shows(element, FRAME.kind)
    picture = pictures.get(str(element.raw.get("fileId")))
    is_plain = not element.angle and not element.raw.get("crop") and element.raw.get("scale") in (None, [1, 1])
    return is_plain and picture is not None and picture.can_be_laid


def _laid(element: Element, part: Part, board: str, order: str) -> Thing:
    opacity = number(element.raw.get("opacity"))
    fields = {
        "board": board,
        "picture": picture_id(board, str(element.raw.get("fileId"))),
        "faded": None if opacity is None else round(100 - max(0.0, min(100.0, opacity))),
        **place_of(element, part),
        "order": order,
    }
    return Thing(id=_id(board, element), type=FRAME, fields=_known(fields))


def _label(element: Element, part: Part, board: str, order: str) -> Thing:
    size = number(element.raw.get("fontSize")) or 20.0
    is_broken = element.raw.get("autoResize") is False
    fields = {
        "board": board,
        "text": _cut(clean(element.text or str(element.raw.get("link") or "")) or "", TEXT_LENGTH),
        **_at(element, part),
        "width": _side(element.width) if is_broken or size >= _USUAL_TEXT else None,
        "order": order,
    }
    return Thing(id=_id(board, element), type=LABEL, fields=_known(fields))


def _ink(element: Element, part: Part, board: str) -> Iterator[Thing]:
    width = number(element.raw.get("strokeWidth")) or 1.0
    wide = width * (_FREEDRAW_WIDTH if element.type == FREEDRAW else 1.0)
    look = {"colour": _colour(element.raw.get("strokeColor")), "width": _side(wide)}
    for place, points in enumerate(strokes_of(element)):
        moved = [(x + part.across, y + part.down) for x, y in points]
        pressures = [round(each * 255) for each in element.pressures] if len(points) == len(element.pressures) else []
        fields = {"board": board, "stroke": list(stroke_of(moved)), "pressures": pressures or None, **look}
        slot = f"{place}" if place else ""
        yield Thing(id=_id(board, element, slot), type=INK, fields=_known(fields), slot=slot)


def _type(element: Element) -> str:
    """Return the type of the card: as an Enplan that exported it said, else unsorted."""
    told = own_of(element.raw).get("type")
    return str(told) if isinstance(told, str) and told in set(ItemType) else ItemType.IDEA.value


def _at(element: Element, part: Part) -> dict[str, float]:
    x, y = element.x + part.across, element.y + part.down
    return {"x": round(max(-REACH, min(REACH, x)), 2), "y": round(max(-REACH, min(REACH, y)), 2)}


def _side(length: float) -> float:
    return round(max(1.0, min(1e5, length)), 2)


def _colour(told: Any) -> str | None:
    """Return a colour of the file as `#rrggbb` or by its name; None for none, and for what is no colour."""
    if not isinstance(told, str) or told == "transparent":
        return None
    if _SHORT_COLOUR.fullmatch(told):
        return "#" + "".join(digit * 2 for digit in told[1:].lower())
    return told.lower() if _COLOUR.fullmatch(told) or _NAME.fullmatch(told) else None


def _cut(text: str, most: int) -> str | None:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}
