"""What comes back: elements that Enplan wrote into an Excalidraw file, and what was altered there since.

Each carries the record it shows, where that was, and what the file said of it; so what a colleague has altered in the
plan meanwhile is not set back by a file that never touched it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.board import PLACEMENT
from app.domain.connector import CONNECTOR
from app.domain.danish import clean, one_line
from app.domain.drawing import FRAME, INK, LABEL
from app.domain.item import ITEM
from app.domain.record import Record, RecordType
from app.ids import is_uuid
from app.intake.excalidraw import Scene, scene_of
from app.intake.excalidraw_custom import OWN, own_of, shown_by
from app.intake.excalidraw_element import REACH, Element, number
from app.intake.excalidraw_things import Sort, Taken

_KINDS = {
    Sort.CARD: ITEM, Sort.CONNECTION: CONNECTOR.kind, Sort.NAMED: FRAME.kind, Sort.WORDS: LABEL.kind,
    Sort.DRAWN: INK.kind, Sort.STRANGE: INK.kind,
}  # fmt: skip
_KEPT_OF_STRANGERS = ("type", "decoration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The fields to set of one record; `before` is what texts among them were when Enplan wrote the file."""

    type: RecordType[Any]
    fields: Mapping[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)


Edits = dict[str, Edited]


def own(record: str, kind: str, element: str, **told: Any) -> dict[str, Any]:
    """Return what is written into an element that shows *record*; *told* is what the file says of it."""
    return {"id": record, "kind": kind, "element": element, **told}


def trusted(scene: Scene, records: Mapping[str, Record]) -> Scene:
    """Return *scene* without what it tells of records that are not among *records*, or shown twice.

    A file from elsewhere, or of another citizen, may name any record there is. An item may be shown once on a board.
    """
    told = json.loads(scene.document)
    seen: set[tuple[str, str]] = set()
    altered = False
    for raw in (raw for part in told["parts"] for raw in part["elements"]):
        known = own_of(raw)
        identity = known.get("id")
        if not known:
            continue
        shown = str(identity), str(known.get("board"))
        if identity in records and shown not in seen and raw.get("id") == known.get("element"):
            seen.add(shown)
            continue
        raw["customData"][OWN] = {name: known[name] for name in _KEPT_OF_STRANGERS if name in known}
        altered = True
    if not altered:
        return scene
    document = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return scene_of(document, files=scene.files)


def board_of(scene: Scene) -> str | None:
    """Return the board that the elements of *scene* came from, if Enplan wrote them."""
    boards = (own_of(each.raw).get("board") for each in scene.elements if shown_by(each))
    return next((str(each) for each in boards if is_uuid(each)), None)


def edits_of(made: Iterable[Taken]) -> Edits:
    """Return the fields to set of records that are shown already, by id: what differs from what the file was told."""
    edits: Edits = {}
    for each in made:
        identity = shown_by(each.element)
        known = own_of(each.element.raw)
        if identity is None or known.get("kind") != _kind(each):
            continue
        moved = _moved(each.element, known)
        said = _said(each, known)
        if each.sort == Sort.CARD:
            if said:
                edits[identity] = Edited(type=each.things[0].type, fields=said, before=_before(said, known))
            if moved:
                place = dict(each.things[1].fields) | {"board": known.get("board")} | moved
                edits[each.things[1].id] = Edited(type=PLACEMENT, fields=_placed(place, moved))
        elif (moved or said) and each.things:
            fields = {f"d{name}": value for name, value in moved.items()} if each.things[0].type is INK else moved
            allowed = {name: value for name, value in (fields | said).items() if name in each.things[0].type.hints}
            edits[identity] = Edited(type=each.things[0].type, fields=allowed, before=_before(said, known))
    return edits


def _kind(each: Taken) -> str | None:
    """Return what kind of record shows an element: a picture lies in a frame, or is drawn as its place."""
    return each.things[0].type.kind if each.sort is Sort.PICTURE and each.things else _KINDS.get(each.sort)


def _before(said: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(said, known.get("said"))


def _placed(place: Mapping[str, Any], moved: Mapping[str, Any]) -> dict[str, Any]:
    return {name: place[name] for name in ("board", "item", *moved) if name in place}


def _moved(element: Element, known: Mapping[str, Any]) -> dict[str, float]:
    """Return the new place and size where they differ from what the file was told: the old place, moved as far."""
    was, at = known.get("was"), known.get("at")
    if not isinstance(was, dict) or not isinstance(at, list) or len(at) != len("xy"):
        return {}
    moved: dict[str, float] = {}
    for name, before in zip("xy", at, strict=True):
        now, told, stood = getattr(element, name), number(was.get(name)), number(before)
        if told is not None and stood is not None and abs(now - told) > _SAME:
            moved[name] = round(max(-REACH, min(REACH, stood + now - told)), 2)
    for name in ("width", "height"):
        now, told = getattr(element, name), number(was.get(name))
        if told is not None and abs(now - told) > _SAME:
            moved[name] = round(max(1.0, now), 2)
    if moved and known.get("kind") == ITEM:
        stands = {name: number(value) for name, value in zip("xy", at, strict=True)}
        moved = {name: value for name, value in stands.items() if value is not None} | moved
    return moved


_SAME = 0.05
"""Board units that a program may round away."""


def _said(each: Taken, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the text where it differs from what the file was told."""
    name = {Sort.CARD: "title", Sort.WORDS: "text", Sort.NAMED: "title"}.get(each.sort)
    was = known.get("said")
    if name is None or not each.things or not isinstance(was, str):
        return {}
    now = each.things[0].fields.get(name)
    read = clean if each.sort == Sort.WORDS else one_line
    return {} if now is None or now == read(was) else {name: now}
